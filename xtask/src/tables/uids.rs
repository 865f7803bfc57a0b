//! `data/dicom/{wellknown-uids,sop-classes,class-uids}.csv` -> `uids.rs`: the UIDs that keep their value.

use super::emit;
use super::sources::{Sources, Table};

/// Rows of wellknown-uids.csv, sop-classes.csv, class-uids.csv.
const ROWS: [usize; 3] = [496, 180, 25];

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let [known_rows, _, attribute_rows] = ROWS;
    let known = sources.table("data/dicom/wellknown-uids.csv", ["uid", "name", "type", "retired"], known_rows)?;
    let mut uids = Vec::new();
    for [name, ..] in &known.rows {
        uid(name)?;
        uids.push((name, format!("{name:?}")));
    }
    let classes = classes(sources)?;
    let mut cells = Vec::new();
    for [name, title, iod, pixels] in &classes.rows {
        uid(name)?;
        let pixels = emit::flag(pixels)?;
        cells.push((name, format!("SopClass {{ uid: {name:?}, name: {title:?}, iod: {iod:?}, pixels: {pixels} }}")));
    }
    let attributes = sources.table("data/dicom/class-uids.csv", ["tag", "keyword", "names"], attribute_rows)?;
    let mut tags = Vec::new();
    for [tag, keyword, _] in &attributes.rows {
        let value = emit::tag(tag)?;
        tags.push((value, format!("/* {keyword} */ 0x{value:08X}")));
    }
    let mut out = emit::head(
        &[&known.origin, &classes.origin, &attributes.origin],
        "UIDs that are never replaced: those of the standard, and attributes that name a class.",
        "use super::SopClass;",
    );
    out += &emit::array("Every UID of the standard, sorted by its bytes.", "WELL_KNOWN", "&str", &emit::sorted(uids)?);
    out += &emit::array("Storage SOP classes, sorted by UID.", "SOP_CLASSES", "SopClass", &emit::sorted(cells)?);
    out += &emit::array(
        "Attributes whose UIDs name a class, a syntax or a scheme, sorted by tag.",
        "CLASS_ATTRIBUTES",
        "u32",
        &emit::sorted(tags)?,
    );
    Ok(out)
}

/// The SOP classes as read; `compound` numbers them by their place.
pub(super) fn classes(sources: &Sources) -> Result<Table<4>, String> {
    let [_, class_rows, _] = ROWS;
    sources.table("data/dicom/sop-classes.csv", ["sop_class_uid", "name", "iod", "pixels"], class_rows)
}

/// PS3.5 9.1: digits and dots, at most 64 characters.
fn uid(text: &str) -> Result<(), String> {
    let legal = !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if legal { Ok(()) } else { Err(format!("{text:?} is no UID")) }
}
