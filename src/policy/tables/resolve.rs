//! Compound codes: what Z/D, X/Z, X/D, X/Z/D and X/Z/U* mean for one attribute of one object.
//!
//! In: the class of the data set, the sequences around the attribute, its tag and code.
//! Out: one plain action. No allocation; two binary searches.
//! Does not: know values, options, or attributes whose code is plain.
//!
//! Sources: PS3.15 Table E.1-1a; types of PS3.3 2026b by way of `data/ps315/compound.csv`.

use std::cmp::Ordering;

use super::compound::{CELLS, PATHS, SETS, TYPED};
use super::row::Basic;
use super::sop_class_place;

/// (0040,A730) Content Sequence, the recursive one.
const CONTENT_SEQUENCE: u32 = 0x0040_A730;

/// A plain action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Resolved {
    /// Remove.
    X,
    /// Empty, or a dummy.
    Z,
    /// A dummy that is not empty.
    D,
    /// Replace the UIDs: of the value, or for a sequence of what is in it.
    U,
    /// Keep. No code of the table resolves to it; an option does, and both end in one type.
    K,
}

/// SOP classes by their place in `SOP_CLASSES`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClassSet(pub(super) [u64; 3]);

impl ClassSet {
    fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }
}

/// What one attribute at one path gets in a set of classes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Place of the path in `PATHS`.
    pub(super) path: u16,
    pub(super) tag: u32,
    /// Place of the set in `SETS`.
    pub(super) classes: u16,
    pub(super) action: Resolved,
}

/// A SOP class whose attributes' types are known: its place in the sorted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class(usize);

/// The class with this UID (without padding); `None` for one that is missing, private or unknown.
pub(crate) fn class(sop_class: Option<&str>) -> Option<Class> {
    let place = sop_class.and_then(|uid| sop_class_place(uid.as_bytes()));
    place.filter(|place| TYPED.contains(*place)).map(Class)
}

/// Resolves a code by the attribute's type in the IOD.
///
/// `class` is that of the data set (also for items deep inside); `path` are the tags of
/// the sequences around the attribute, outermost first. A plain code comes back as it is.
///
/// An attribute that the IOD does not have is treated as an optional one. A class that is missing, private or
/// unknown gets the most removing reading that surely leaves a readable object: Z where the code has Z, else D.
pub(crate) fn resolve(class: Option<Class>, path: &[u32], tag: u32, code: Basic) -> Resolved {
    let (absent, unknown) = match code {
        Basic::X => return Resolved::X,
        Basic::Z => return Resolved::Z,
        Basic::D => return Resolved::D,
        Basic::U => return Resolved::U,
        Basic::ZD => (Resolved::Z, Resolved::Z),
        Basic::XD => (Resolved::X, Resolved::D),
        Basic::XZ | Basic::XZD | Basic::XZU => (Resolved::X, Resolved::Z),
    };
    let Some(Class(class)) = class else { return unknown };
    let found = look_up(class, path.iter().copied(), tag);
    // The IOD tables describe content items once; an item within an item has the same attributes.
    let found = found.or_else(|| {
        path.contains(&CONTENT_SEQUENCE)
            .then(|| look_up(class, path.iter().copied().filter(|tag| *tag != CONTENT_SEQUENCE), tag))
            .flatten()
    });
    found.unwrap_or(absent)
}

/// The action of the cell at exactly this path, if there is one for the class.
fn look_up(class: usize, path: impl Iterator<Item = u32> + Clone, tag: u32) -> Option<Resolved> {
    let at = PATHS.binary_search_by(|stands| compare(stands, path.clone())).ok()?;
    let key = (at, tag);
    let start = CELLS.partition_point(|cell| (usize::from(cell.path), cell.tag) < key);
    let cells = CELLS.get(start..)?;
    cells
        .iter()
        .take_while(|cell| (usize::from(cell.path), cell.tag) == key)
        .find(|cell| SETS.get(usize::from(cell.classes)).is_some_and(|set| set.contains(class)))
        .map(|cell| cell.action)
}

fn compare(stands: &[u32], path: impl Iterator<Item = u32>) -> Ordering {
    stands.iter().copied().cmp(path)
}
