//! The tables of PS3.15 and PS3.6 that a policy is made of, and how they are looked up.
//!
//! In: tags, UIDs, codes. Out: what the standard says of them. Everything is a sorted static array, searched
//! by halves; nothing is built at run time. The arrays are generated from `data/` by `cargo xtask tables`.
//!
//! Does not: know bytes, values or presets; decide anything that the tables do not say.
//!
//! Sources: data/ps315/SOURCE.md, data/dicom/SOURCE.md.
#![allow(dead_code, unused_imports, reason = "the tables are generated and tested whole, before all their users exist")]

mod compound;
mod dictionary;
mod methods;
mod private;
mod profile;
mod resolve;
mod row;
mod sr;
#[cfg(test)]
mod tests;
mod uids;

pub(crate) use methods::METHODS;
pub(crate) use resolve::{Class, Resolved, class, resolve};
pub(crate) use row::{Action, Basic, OptionSet, ProfileOption, Row, action, content_action};

/// An attribute of the data dictionary (PS3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The tag; of a repeating attribute with 0 for every free digit.
    pub(crate) tag: u32,
    /// The VR, or the first of several; `None` where none is published, and for items and delimiters.
    pub(crate) vr: Option<[u8; 2]>,
    /// Is the VR only one of several, by the object's other attributes (`US` or `SS`, `OB` or `OW`)?
    pub(crate) alternatives: bool,
    /// How many values it may have.
    pub(crate) vm: Vm,
    /// Is it retired from the standard?
    pub(crate) retired: bool,
    /// The keyword; empty where none is published.
    pub(crate) keyword: &'static str,
}

/// A value multiplicity: `1-n` is from 1 without bound by steps of 1, `2-2n` from 2 by steps of 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vm {
    /// The least number of values; 0 where none is published.
    pub(crate) least: u8,
    /// The greatest number; 0 means no bound.
    pub(crate) greatest: u8,
    /// Numbers between are multiples of it.
    pub(crate) step: u8,
}

/// An attribute that stands for many tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repeater {
    /// F at fixed digits, 0 at free ones.
    pub(crate) mask: u32,
    pub(crate) entry: Entry,
}

impl Entry {
    /// A line of the generated dictionary.
    const fn new(
        tag: u32,
        vr: Option<[u8; 2]>,
        alternatives: bool,
        vm: Vm,
        retired: bool,
        keyword: &'static str,
    ) -> Self {
        Self { tag, vr, alternatives, vm, retired, keyword }
    }
}

/// A storage SOP class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SopClass {
    pub(crate) uid: &'static str,
    pub(crate) name: &'static str,
    /// Its information object definition, in the spelling of the tables: `ct-image`.
    pub(crate) iod: &'static str,
    /// Has the IOD an image pixel module, integer or floating point (in whatever usage)?
    pub(crate) pixels: bool,
}

/// A row of Table E.3.4-1: a concept name of a content item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Concept {
    pub(crate) scheme: &'static str,
    pub(crate) code: &'static str,
    /// Value type of the content item: `TEXT`, `PNAME`, `UIDREF`, …
    pub(crate) value_type: &'static str,
    pub(crate) basic: Basic,
    pub(crate) keep: OptionSet,
    pub(crate) clean: OptionSet,
    pub(crate) meaning: &'static str,
}

impl Concept {
    /// A line of the generated table.
    const fn new(
        scheme: &'static str,
        code: &'static str,
        value_type: &'static str,
        basic: Basic,
        keep: u16,
        clean: u16,
        meaning: &'static str,
    ) -> Self {
        let (keep, clean) = (OptionSet::from_bits(keep), OptionSet::from_bits(clean));
        Self { scheme, code, value_type, basic, keep, clean, meaning }
    }
}

/// A row of Table E.3.10-1: a private attribute that is safe to keep (its value is still to be cleaned).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SafePrivate {
    pub(crate) group: u16,
    pub(crate) creator: &'static str,
    /// The element's place in the creator's block: the low byte of the element number.
    pub(crate) element: u8,
    /// The VR, or the first of several; `None` where the table has none.
    pub(crate) vr: Option<[u8; 2]>,
    pub(crate) alternatives: bool,
}

/// A de-identification method (CID 7050), of coding scheme DCM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Method {
    pub(crate) code: &'static str,
    pub(crate) meaning: &'static str,
    /// The section of PS3.15 that describes it.
    pub(crate) section: &'static str,
}

/// The tags of the dictionary alone: a search among 21 KB that stay near, instead of 210.
#[allow(clippy::indexing_slicing, reason = "runs while compiling, over its own length")]
static TAGS: [u32; dictionary::DICTIONARY.len()] = {
    let mut tags = [0; dictionary::DICTIONARY.len()];
    let mut n = 0;
    while n < tags.len() {
        tags[n] = dictionary::DICTIONARY[n].tag;
        n += 1;
    }
    tags
};

/// The dictionary's entry of a tag, also for repeating groups, where one tag's own entry wins. Private tags have none.
pub(crate) fn entry(tag: u32) -> Option<&'static Entry> {
    if is_private(tag) {
        return None;
    }
    if let Ok(at) = TAGS.binary_search(&tag) {
        return dictionary::DICTIONARY.get(at);
    }
    dictionary::REPEATERS.iter().find(|repeater| tag & repeater.mask == repeater.entry.tag).map(|it| &it.entry)
}

/// The row of Table E.1-1 that speaks of a tag, also for curves, overlays and private attributes.
///
/// Groups of curves and overlays are taken as the older editions had them, 5000 to 50FE and 6000 to 60FE.
/// No row means that the table does not list the attribute: not that it is harmless (E.1.1).
pub(crate) fn row(tag: u32) -> Option<&'static Row> {
    if is_private(tag) {
        return Some(&profile::PRIVATE);
    }
    match tag & 0xFF00_FFFF {
        0x6000_3000 => return Some(&profile::OVERLAY_DATA),
        0x6000_4000 => return Some(&profile::OVERLAY_COMMENTS),
        curve if curve & 0xFF00_0000 == 0x5000_0000 => return Some(&profile::CURVES),
        _ => {}
    }
    let at = profile::PROFILE.binary_search_by_key(&tag, |row| row.tag).ok()?;
    profile::PROFILE.get(at)
}

/// All rows of Table E.1-1, those for many tags last.
pub(crate) fn rows() -> impl Iterator<Item = &'static Row> {
    let many = [&profile::CURVES, &profile::OVERLAY_DATA, &profile::OVERLAY_COMMENTS, &profile::PRIVATE];
    profile::PROFILE.iter().chain(many)
}

/// Is it a UID of the standard, which names no instance? Exact: padding is taken off before.
pub(crate) fn is_well_known(uid: &[u8]) -> bool {
    uids::WELL_KNOWN.binary_search_by(|known| known.as_bytes().cmp(uid)).is_ok()
}

/// The storage SOP class with this UID. Exact: padding is taken off before.
pub(crate) fn sop_class(uid: &[u8]) -> Option<&'static SopClass> {
    uids::SOP_CLASSES.get(sop_class_place(uid)?)
}

/// Does the attribute name a class, a transfer syntax or a scheme, so that its UIDs are never replaced?
pub(crate) fn is_class_attribute(tag: u32) -> bool {
    uids::CLASS_ATTRIBUTES.binary_search(&tag).is_ok()
}

/// What Table E.3.4-1 says of a content item by its concept name and value type.
pub(crate) fn concept(scheme: &str, code: &str, value_type: &str) -> Option<&'static Concept> {
    let key = (scheme, code, value_type);
    let at = sr::CONTENT.binary_search_by_key(&key, |row| (row.scheme, row.code, row.value_type)).ok()?;
    sr::CONTENT.get(at)
}

/// Is the private attribute safe by Table E.3.10-1? `creator` is exact, without padding; `element` the low byte.
pub(crate) fn safe_private(group: u16, creator: &str, element: u8) -> Option<&'static SafePrivate> {
    let key = (group, creator, element);
    let at = private::SAFE_PRIVATE.binary_search_by_key(&key, |row| (row.group, row.creator, row.element)).ok()?;
    private::SAFE_PRIVATE.get(at)
}

/// An odd group (PS3.5 7.8), whether or not it may be used.
const fn is_private(tag: u32) -> bool {
    tag & 0x0001_0000 != 0
}

/// The class's place in the sorted list, by which sets of classes number it.
fn sop_class_place(uid: &[u8]) -> Option<usize> {
    uids::SOP_CLASSES.binary_search_by(|class| class.uid.as_bytes().cmp(uid)).ok()
}
