//! `data/ps315/e1-1.csv` -> `profile.rs`: Table E.1-1, its three repeating rows and the private one apart.

use super::emit;
use super::sources::{Sources, Table};

/// Rows of the csv.
const ROWS: usize = 657;
const HEADER: [&str; 15] = [
    "name",
    "tag",
    "retired",
    "in_std_comp_iod",
    "basic",
    "rtn_safe_priv",
    "rtn_uids",
    "rtn_dev_id",
    "rtn_inst_id",
    "rtn_pat_chars",
    "rtn_long_full_dates",
    "rtn_long_modif_dates",
    "clean_desc",
    "clean_struct_cont",
    "clean_graph",
];
/// Rows that stand for many tags: as written, the constant's name, the tag with 0 for every free digit.
const MASKED: [(&str, &str, u32); 4] = [
    ("(50xx,xxxx)", "CURVES", 0x5000_0000),
    ("(60xx,3000)", "OVERLAY_DATA", 0x6000_3000),
    ("(60xx,4000)", "OVERLAY_COMMENTS", 0x6000_4000),
    ("(gggg,eeee) where gggg is odd", "PRIVATE", 0x0001_0000),
];

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let table = table(sources)?;
    let (mut plain, mut masked) = (Vec::new(), Vec::new());
    for [name, tag, retired, composite, basic, options @ ..] in &table.rows {
        emit::flag(retired)?;
        emit::flag(composite)?;
        let (keep, clean) = emit::options((0..).zip(options))?;
        let basic = emit::basic(basic)?;
        let row = |tag: u32| format!("Row::new(0x{tag:08X}, Basic::{basic}, 0x{keep:03X}, 0x{clean:03X}, {name:?})");
        match MASKED.iter().find(|(written, ..)| written == tag) {
            Some((written, constant, value)) => masked.push((
                *constant,
                format!(
                    "\n/// The row {written}.\n#[rustfmt::skip]\npub(crate) static {constant}: Row = {};\n",
                    row(*value)
                ),
            )),
            None => {
                let value = emit::tag(&plain_tag(tag))?;
                plain.push((value, row(value)));
            }
        }
    }
    let masked = emit::sorted(masked)?;
    if masked.len() != MASKED.len() {
        return Err(format!("{} rows for many tags, expected {}", masked.len(), MASKED.len()));
    }
    let mut out = emit::head(
        &[&table.origin],
        "The Basic Application Level Confidentiality Profile and its options (PS3.15 2026d, Table E.1-1).",
        "use super::row::{Basic, Row};",
    );
    out += &emit::array("Every row with one tag, sorted by tag.", "PROFILE", "Row", &emit::sorted(plain)?);
    out += &masked.concat();
    Ok(out)
}

/// The table as read; `compound` compares its codes with it.
pub(super) fn table(sources: &Sources) -> Result<Table<15>, String> {
    sources.table("data/ps315/e1-1.csv", HEADER, ROWS)
}

/// `(gggg,eeee)` as eight digits.
pub(super) fn plain_tag(text: &str) -> String {
    text.trim_matches(['(', ')']).replace(',', "")
}
