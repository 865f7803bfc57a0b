//! `data/ps315/safe-private.csv` -> `private.rs`: the private attributes that Table E.3.10-1 calls safe.

use super::emit;
use super::sources::Sources;

/// Rows of the csv.
const ROWS: usize = 479;

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let header = ["group", "element", "private_creator", "vr", "vm", "meaning"];
    let table = sources.table("data/ps315/safe-private.csv", header, ROWS)?;
    let mut rows = Vec::new();
    for [group, element, creator, vr, _, _] in &table.rows {
        let group_number = u16::from_str_radix(group, 16).map_err(|_| format!("{group:?} is no group"))?;
        let element = u8::from_str_radix(element, 16).map_err(|_| format!("{element:?} is no element of a block"))?;
        if group_number % 2 == 0 || creator.trim() != creator || creator.is_empty() {
            return Err(format!("({group},{element:02X}) {creator:?}: no private element"));
        }
        let (vr, alternatives) = emit::vr(vr, '/')?;
        let cell = format!(
            "SafePrivate {{ group: 0x{group_number:04X}, creator: {creator:?}, element: 0x{element:02X}, vr: {vr}, alternatives: {alternatives} }}"
        );
        rows.push(((group_number, creator, element), cell));
    }
    let mut out =
        emit::head(&[&table.origin], "Safe private attributes (PS3.15 Table E.3.10-1).", "use super::SafePrivate;");
    out += &emit::array("Sorted by group, creator, element.", "SAFE_PRIVATE", "SafePrivate", &emit::sorted(rows)?);
    Ok(out)
}
