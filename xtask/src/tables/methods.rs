//! `data/ps315/method-codes.csv` -> `methods.rs`: the codes of CID 7050.

use super::emit;
use super::sources::Sources;

/// Rows of the csv.
const ROWS: usize = 13;

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let header = ["code_value", "coding_scheme", "code_meaning", "ps3_15_section"];
    let table = sources.table("data/ps315/method-codes.csv", header, ROWS)?;
    let mut rows = Vec::new();
    for [code, scheme, meaning, section] in &table.rows {
        if scheme != "DCM" {
            return Err(format!("{code}: the scheme is {scheme:?}, expected DCM"));
        }
        rows.push((code, format!("Method {{ code: {code:?}, meaning: {meaning:?}, section: {section:?} }}")));
    }
    let mut out = emit::head(&[&table.origin], "De-identification methods (PS3.16 CID 7050).", "use super::Method;");
    out += &emit::array(
        "The methods, all of scheme DCM, sorted by code value.",
        "METHODS",
        "Method",
        &emit::sorted(rows)?,
    );
    Ok(out)
}
