//! `data/ps315/sr-content.csv` -> `sr.rs`: Table E.3.4-1, what happens to content items by concept name.

use super::emit;
use super::sources::Sources;

/// Rows of the csv.
const ROWS: usize = 214;
const HEADER: [&str; 14] = [
    "code_meaning",
    "code_value",
    "coding_scheme",
    "value_type",
    "retired",
    "in_std_tpl",
    "basic",
    "rtn_uids",
    "rtn_dev_id",
    "rtn_inst_id",
    "rtn_pat_chars",
    "rtn_long_full_dates",
    "rtn_long_modif_dates",
    "clean_desc",
];
const VALUE_TYPES: [&str; 12] = [
    "CODE",
    "COMPOSITE",
    "CONTAINER",
    "DATE",
    "DATETIME",
    "IMAGE",
    "NUM",
    "PNAME",
    "TEXT",
    "TIME",
    "UIDREF",
    "WAVEFORM",
];

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let table = sources.table("data/ps315/sr-content.csv", HEADER, ROWS)?;
    let mut rows = Vec::new();
    for [meaning, code, scheme, value_type, retired, template, basic, options @ ..] in &table.rows {
        emit::flag(retired)?;
        emit::flag(template)?;
        if !VALUE_TYPES.contains(&value_type.as_str()) {
            return Err(format!("({code}, {scheme}): unknown value type {value_type:?}"));
        }
        // Its first option is Retain UIDs, which is the second of Table E.1-1; the rest follow in that order.
        let (keep, clean) = emit::options((1..).zip(options))?;
        let basic = emit::basic(basic)?;
        let cell = format!(
            "Concept::new({scheme:?}, {code:?}, {value_type:?}, Basic::{basic}, 0x{keep:03X}, 0x{clean:03X}, {meaning:?})"
        );
        rows.push(((scheme, code, value_type), cell));
    }
    let mut out = emit::head(
        &[&table.origin],
        "Actions on structured content by concept name (PS3.15 Table E.3.4-1).",
        "use super::Concept;\nuse super::row::Basic;",
    );
    out += &emit::array("Sorted by scheme, code value, value type.", "CONTENT", "Concept", &emit::sorted(rows)?);
    Ok(out)
}
