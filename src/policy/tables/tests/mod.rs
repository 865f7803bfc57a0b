//! The tables are what they say: counts, order, every key finds its row.
//!
//! Counts and rows are those of data/*/SOURCE.md and of the standard's printed tables.
#![allow(clippy::unwrap_used, reason = "a test stops where it does not hold")]

use super::dictionary::{DICTIONARY, REPEATERS};
use super::private::SAFE_PRIVATE;
use super::profile::{CURVES, OVERLAY_COMMENTS, OVERLAY_DATA, PRIVATE, PROFILE};
use super::sr::CONTENT;
use super::uids::{CLASS_ATTRIBUTES, SOP_CLASSES, WELL_KNOWN};
use super::*;

mod codes;
mod look_up;
mod rows;

const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
const ULTRASOUND: &str = "1.2.840.10008.5.1.4.1.1.6.1";
const VL_ENDOSCOPIC: &str = "1.2.840.10008.5.1.4.1.1.77.1.1";
const RT_PLAN: &str = "1.2.840.10008.5.1.4.1.1.481.5";
const ENHANCED_MR: &str = "1.2.840.10008.5.1.4.1.1.4.1";

/// All rows of Table E.1-1, those for many tags too.
fn rows() -> impl Iterator<Item = &'static Row> {
    PROFILE.iter().chain([&CURVES, &OVERLAY_DATA, &OVERLAY_COMMENTS, &PRIVATE])
}

fn spelling(code: Basic) -> &'static str {
    match code {
        Basic::X => "X",
        Basic::Z => "Z",
        Basic::D => "D",
        Basic::U => "U",
        Basic::ZD => "Z/D",
        Basic::XZ => "X/Z",
        Basic::XD => "X/D",
        Basic::XZD => "X/Z/D",
        Basic::XZU => "X/Z/U*",
    }
}

#[track_caller]
fn rises<T: Ord + std::fmt::Debug>(keys: impl Iterator<Item = T>) {
    let keys: Vec<T> = keys.collect();
    for pair in keys.windows(2) {
        assert!(pair.first() < pair.last(), "{pair:?}");
    }
}

#[test]
fn every_table_has_the_rows_of_its_source() {
    assert_eq!(rows().count(), 657);
    assert_eq!(CONTENT.len(), 214);
    assert_eq!(SAFE_PRIVATE.len(), 479);
    assert_eq!(METHODS.len(), 13);
    assert_eq!(DICTIONARY.len() + REPEATERS.len(), 5355);
    assert_eq!(WELL_KNOWN.len(), 496);
    assert_eq!(SOP_CLASSES.len(), 180);
    assert_eq!(CLASS_ATTRIBUTES.len(), 25);
}

#[test]
fn every_table_is_sorted_without_a_key_twice() {
    rises(PROFILE.iter().map(|row| row.tag));
    rises(CONTENT.iter().map(|row| (row.scheme, row.code, row.value_type)));
    rises(SAFE_PRIVATE.iter().map(|row| (row.group, row.creator, row.element)));
    rises(METHODS.iter().map(|method| method.code));
    rises(DICTIONARY.iter().map(|entry| entry.tag));
    rises(WELL_KNOWN.iter().map(|uid| uid.as_bytes()));
    rises(SOP_CLASSES.iter().map(|class| class.uid.as_bytes()));
    rises(CLASS_ATTRIBUTES.iter().copied());
    rises(compound::PATHS.iter().copied());
}

#[test]
fn every_key_finds_its_own_row() {
    assert!(PROFILE.iter().all(|it| row(it.tag) == Some(it)));
    assert!(DICTIONARY.iter().all(|it| entry(it.tag) == Some(it)));
    // With 2 for every free digit, as 0 is another attribute at (0028,0400) to (0028,0403).
    assert!(REPEATERS.iter().all(|it| entry(it.entry.tag | !it.mask & 0x2222_2222) == Some(&it.entry)));
    assert!(CONTENT.iter().all(|it| concept(it.scheme, it.code, it.value_type) == Some(it)));
    assert!(SAFE_PRIVATE.iter().all(|it| safe_private(it.group, it.creator, it.element) == Some(it)));
    assert!(WELL_KNOWN.iter().all(|uid| is_well_known(uid.as_bytes())));
    assert!(SOP_CLASSES.iter().all(|it| sop_class(it.uid.as_bytes()) == Some(it)));
    assert!(CLASS_ATTRIBUTES.iter().all(|tag| is_class_attribute(*tag)));
}
