//! `data/ps315/compound.csv` -> `compound.rs`: compound codes by SOP class, sequence path and tag.
//!
//! 9,424 rows become a few hundred cells: rows that say the same at one (path, tag) share a cell with the set
//! of their classes, and a row that says what an absent attribute gets anyway is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::emit;
use super::sources::Sources;
use super::{profile, uids};

/// Rows of the csv.
const ROWS: usize = 9424;
/// Classes that a set can hold: three words of 64 bits.
const CLASSES: usize = 192;
/// Content Sequence: paths through it are looked up a second time without it, so its rows all stay.
const CONTENT: u32 = 0x0040_A730;

/// Classes by their place in the sorted list.
type ClassSet = [u64; 3];

pub(super) fn generate(sources: &Sources) -> Result<String, String> {
    let header = ["sop_class_uid", "sequence_path", "tag", "code", "type", "resolved"];
    let table = sources.table("data/ps315/compound.csv", header, ROWS)?;
    let codes: BTreeMap<String, String> = profile::table(sources)?
        .rows
        .into_iter()
        .map(|[_, tag, _, _, basic, ..]| (profile::plain_tag(&tag), basic))
        .collect();
    let classes = uids::classes(sources)?;
    let mut order: Vec<&String> = classes.rows.iter().map(|[uid, ..]| uid).collect();
    order.sort();
    if order.len() > CLASSES {
        return Err(format!("{} SOP classes do not fit into {CLASSES} bits", order.len()));
    }

    let mut typed = ClassSet::default();
    let mut seen = BTreeSet::new();
    let mut cells: BTreeMap<(Vec<u32>, u32, &str), ClassSet> = BTreeMap::new();
    for [class, path, tag, code, kind, resolved] in &table.rows {
        let place = format!("{class} [{path}] {tag}");
        let Ok(class) = order.binary_search(&class) else {
            return Err(format!("{place}: this SOP class is not in sop-classes.csv"));
        };
        let path = path.split(':').filter(|part| !part.is_empty()).map(emit::tag).collect::<Result<Vec<_>, _>>()?;
        let value = emit::tag(tag)?;
        if codes.get(tag) != Some(code) {
            return Err(format!("{place}: code {code} is not that of e1-1.csv"));
        }
        if action(code, kind)? != resolved {
            return Err(format!("{place}: {code} with type {kind:?} is not {resolved}"));
        }
        if !seen.insert((class, path.clone(), value)) {
            return Err(format!("{place} stands twice"));
        }
        add(&mut typed, class)?;
        let action = action(code, kind)?;
        if action != absent(code)? || path.contains(&CONTENT) {
            add(cells.entry((path, value, action)).or_default(), class)?;
        }
    }

    let mut paths: Vec<&Vec<u32>> = cells.keys().map(|(path, ..)| path).collect();
    paths.dedup();
    let mut sets: Vec<&ClassSet> = cells.values().collect();
    sets.sort();
    sets.dedup();
    let mut rust = Vec::new();
    for ((path, tag, action), set) in &cells {
        let (Ok(path), Ok(set)) = (paths.binary_search(&path), sets.binary_search(&set)) else {
            return Err("a cell lost its path or set".to_owned());
        };
        rust.push(format!("Cell {{ path: {path}, tag: 0x{tag:08X}, classes: {set}, action: {action} }}"));
    }
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.iter().map(|tag| format!("0x{tag:08X}")).collect::<Vec<_>>().join(", "))
        .map(|tags| format!("&[{tags}]"))
        .collect();
    let sets: Vec<String> = sets.iter().map(|set| words(set)).collect();

    let used: BTreeSet<&str> = cells.keys().map(|(_, _, action)| *action).collect();
    let used = used.into_iter().collect::<Vec<_>>().join(", ");
    let mut out = emit::head(
        &[&table.origin, &classes.origin],
        "Compound codes of Table E.1-1 resolved by the attribute's type in its IOD.",
        &format!("use super::resolve::Resolved::{{{used}}};\nuse super::resolve::{{Cell, ClassSet}};"),
    );
    out += &format!(
        "\n/// The classes whose IOD has types at all; any other is unknown.\n#[rustfmt::skip]\npub(crate) static TYPED: ClassSet = {};\n",
        words(&typed)
    );
    out += &emit::array("Sequence paths, outermost first, sorted.", "PATHS", "&[u32]", &paths);
    out += &emit::array("Sets of SOP classes, by their place in `SOP_CLASSES`.", "SETS", "ClassSet", &sets);
    out +=
        &emit::array("Sorted by path, tag; at most one cell of a (path, tag) holds a class.", "CELLS", "Cell", &rust);
    Ok(out)
}

fn words(set: &ClassSet) -> String {
    format!("ClassSet([{}])", set.iter().map(|word| format!("0x{word:016X}")).collect::<Vec<_>>().join(", "))
}

fn add(set: &mut ClassSet, class: usize) -> Result<(), String> {
    let word = set.get_mut(class / 64).ok_or_else(|| format!("class {class} is out of range"))?;
    *word |= 1 << (class % 64);
    Ok(())
}

/// PS3.15 Table E.1-1a: what a compound code means for an attribute of that type.
///
/// X/D at type 2 is D: the code has no Z, and removing would break the IOD.
fn action(code: &str, kind: &str) -> Result<&'static str, String> {
    Ok(match (code, kind) {
        (_, "3" | "") => absent(code)?,
        ("X/Z/U*", "1" | "1C") => "U",
        ("Z/D" | "X/Z" | "X/D" | "X/Z/D", "1" | "1C") | ("X/D", "2" | "2C") => "D",
        ("Z/D" | "X/Z" | "X/Z/D" | "X/Z/U*", "2" | "2C") => "Z",
        _ => return Err(format!("no action for code {code:?} and type {kind:?}")),
    })
}

/// What an attribute gets that is optional in its IOD or not in it.
fn absent(code: &str) -> Result<&'static str, String> {
    Ok(match code {
        "Z/D" => "Z",
        "X/Z" | "X/D" | "X/Z/D" | "X/Z/U*" => "X",
        _ => return Err(format!("{code:?} is no compound code")),
    })
}
