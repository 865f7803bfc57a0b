//! `data/dicom/dictionary.csv` -> `dictionary.rs`: the data dictionary, and the repeating groups apart.

use super::emit;
use super::sources::Sources;

/// Rows of the csv.
const ROWS: usize = 5355;
/// Of these, rows whose tag has digits written x.
const REPEATING: usize = 88;

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let table =
        sources.table("data/dicom/dictionary.csv", ["tag", "vr", "vm", "keyword", "retired", "edition"], ROWS)?;
    let (mut plain, mut repeating, mut masks) = (Vec::new(), Vec::new(), Vec::new());
    for [tag, vr, vm, keyword, retired, _] in &table.rows {
        let mask = emit::tag(&digits(tag, 'F', 'x', '0'))?;
        let value = emit::tag(&tag.replace('x', "0"))?;
        if !keyword.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Err(format!("{tag}: {keyword:?} is no keyword"));
        }
        let ((vr, alternatives), retired) = (emit::vr(vr, '|')?, emit::flag(retired)?);
        let entry =
            format!("Entry::new(0x{value:08X}, {vr}, {alternatives}, {}, {retired}, \"{keyword}\")", multiplicity(vm)?);
        if mask == u32::MAX {
            plain.push((value, entry));
        } else {
            masks.push((mask, value));
            repeating.push((value, format!("Repeater {{ mask: 0x{mask:08X}, entry: {entry} }}")));
        }
    }
    if repeating.len() != REPEATING {
        return Err(format!("{} repeating tags, expected {REPEATING}", repeating.len()));
    }
    for (at, (mask, value)) in masks.iter().enumerate() {
        if masks.iter().skip(at + 1).any(|(other, theirs)| (value ^ theirs) & mask & other == 0) {
            return Err(format!("the repeating tag {value:08X} overlaps another"));
        }
    }
    let mut out = emit::head(&[&table.origin], "The data dictionary (PS3.6).", "use super::{Entry, Repeater, Vm};");
    out += &emit::array("Every attribute with one tag, sorted by tag.", "DICTIONARY", "Entry", &emit::sorted(plain)?);
    out += &emit::array(
        "Attributes whose tag has free digits (`mask` 0), sorted; no two match the same tag.",
        "REPEATERS",
        "Repeater",
        &emit::sorted(repeating)?,
    );
    Ok(out)
}

/// Every digit replaced by `fixed`, every `free` one by `open`.
fn digits(tag: &str, fixed: char, free: char, open: char) -> String {
    tag.chars().map(|c| if c == free { open } else { fixed }).collect()
}

/// A VM cell as `Vm`: least, greatest (0 = no bound), step. Nothing published is "any number".
fn multiplicity(text: &str) -> Result<String, String> {
    let (least, greatest, step) = match text {
        "" => (0, 0, 1),
        "1-n" | "1-n or 1" => (1, 0, 1),
        "2-n" => (2, 0, 1),
        "3-n" => (3, 0, 1),
        "6-n" => (6, 0, 1),
        "2-2n" => (2, 0, 2),
        "3-3n" => (3, 0, 3),
        _ => {
            let (least, greatest) = text.split_once('-').unwrap_or((text, text));
            let number = |digits: &str| digits.parse::<u8>().map_err(|_| format!("unknown VM {text:?}"));
            (number(least)?, number(greatest)?, 1)
        }
    };
    Ok(format!("Vm {{ least: {least}, greatest: {greatest}, step: {step} }}"))
}
