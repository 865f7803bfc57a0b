//! The decision for one element: table row, else VR; the more protective of what it is and what it is written as.
//!
//! In: the object's class, the path of sequences, tag and VR. Out: an action and its rule.
//! Does not: see values. Runs for every element of every file: no allocation.
//!
//! Sources: PS3.15 2026d E.1.1, Table E.1-1, E.1-1a.

use super::tables::{self, Basic, Resolved};
use super::{Policy, Rule};
use dicom_parser_wasm::VR;

/// What becomes of an element, from the least to the most protective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// Stays, byte for byte; of a sequence, what is in it is decided one by one.
    Keep,
    /// A text that stays, less the values that name somebody.
    CleanText,
    /// UIDs are replaced; of a sequence, what is in it is decided one by one.
    Uid,
    /// A dummy of its VR that is not empty.
    Dummy,
    /// Empty, or a pseudonym where the attribute is a key.
    Empty,
    /// Goes with its header.
    Remove,
}

/// Where an element stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The object's class.
    pub(crate) class: Option<tables::Class>,
    /// Tags of the sequences around it, outermost first.
    pub(crate) path: &'a [u32],
    pub(crate) tag: u32,
    /// The dictionary's entry of the tag.
    pub(crate) entry: Option<&'static tables::Entry>,
    /// The VR as written, or by the dictionary in implicit data sets.
    pub(crate) vr: VR,
    /// Whether its value is items.
    pub(crate) is_sequence: bool,
    /// Whether the object lists the instances that it refers to (PS3.3 C.12.2, Common Instance Reference).
    pub(crate) lists_references: bool,
}

const ENCRYPTED: u32 = 0x0400_0500;

/// What the table removes although the attribute must stay in some object (README §2.6 of the sources in
/// data/ps315/SOURCE.md): a dummy instead, or an empty value for the type 2C attributes.
const NEVER_REMOVED: [(u32, Action); 5] = [
    (0x0008_0201, Action::Dummy), // Timezone Offset From UTC: type 1 in Simplified Adult Echo SR
    (0x0010_2297, Action::Empty), // Responsible Person: 2C
    (0x0010_2299, Action::Empty), // Responsible Organization: 2C
    (0x0070_0082, Action::Dummy), // Presentation Creation Date: type 1 in all presentation states
    (0x0070_0083, Action::Dummy), // Presentation Creation Time
];

/// Decides.
pub(crate) fn decide(policy: &Policy, place: &Place<'_>) -> (Action, Rule) {
    let tag = place.tag;
    let (group, element) = (tag >> 16, tag & 0xFFFF);
    if matches!(group, 0x0000 | 0x0002 | 0x0004 | 0xFFFC) || element == 0 {
        return (Action::Remove, Rule::FileLevel);
    }
    if group % 2 == 1 {
        return (Action::Remove, Rule::Private);
    }
    if matches!(group >> 8, 0x50 | 0x60) {
        return (Action::Remove, Rule::Overlay);
    }
    if tag == ENCRYPTED {
        return (Action::Remove, Rule::Encrypted);
    }
    let entry = place.entry;
    if let Some(row) = tables::row(tag) {
        let action = match tables::action(row, policy.options()) {
            tables::Action::Keep(_) => by_vr_kept(entry, place),
            // Cleaning is not carried out yet; the Basic Profile's own code is the more protective.
            tables::Action::Clean(_) => basic(row.basic, place),
            tables::Action::Basic(code) => basic(code, place),
        };
        return (action, Rule::Table(tag));
    }
    let Some(entry) = entry else { return (Action::Remove, Rule::Unknown) };
    // A sequence whose value is no items, or items where a value should be, is written by nobody's rules.
    let should_be_sequence = entry.vr == Some(*b"SQ");
    if should_be_sequence != place.is_sequence {
        return if should_be_sequence { (Action::Remove, Rule::Unknown) } else { (Action::Remove, Rule::Vr) };
    }
    let own = entry.vr.and_then(VR::from_binary).unwrap_or(VR::UN);
    (by_vr(own, tag).max(by_vr(place.vr, tag)), Rule::Vr)
}

fn basic(code: Basic, place: &Place<'_>) -> Action {
    let never = NEVER_REMOVED.iter().find(|(tag, _)| *tag == place.tag).map(|(_, action)| *action);
    match tables::resolve(place.class, place.path, place.tag, code) {
        // X/Z/U*: both Z and U keep the IOD whole; with U references still resolve inside of the package. Where
        // a Common Instance Reference lists them, their absence would contradict it. No original UID stays.
        Resolved::Z if code == Basic::XZU => Action::Uid,
        Resolved::X if code == Basic::XZU && place.lists_references => Action::Uid,
        Resolved::X => never.filter(|_| place.path.is_empty()).unwrap_or(Action::Remove),
        Resolved::Z => Action::Empty,
        Resolved::D => Action::Dummy,
        Resolved::U => Action::Uid,
        Resolved::K => Action::Keep,
    }
}

/// What an option keeps is still cleaned when it is text.
fn by_vr_kept(entry: Option<&tables::Entry>, place: &Place<'_>) -> Action {
    let own = entry.and_then(|entry| entry.vr).and_then(VR::from_binary).unwrap_or(place.vr);
    if is_text(own) || is_text(place.vr) { Action::CleanText } else { Action::Keep }
}

/// Attributes that the table does not list are treated like the listed ones of their kind (E.1.1).
fn by_vr(vr: VR, tag: u32) -> Action {
    match vr {
        VR::PN | VR::DA | VR::DT | VR::TM | VR::AE => Action::Dummy,
        VR::UI if tables::is_class_attribute(tag) => Action::Keep,
        VR::UI => Action::Uid,
        VR::UR => Action::Remove,
        vr if is_text(vr) => Action::CleanText,
        _ => Action::Keep,
    }
}

fn is_text(vr: VR) -> bool {
    matches!(vr, VR::LO | VR::SH | VR::ST | VR::LT | VR::UT | VR::UC | VR::CS)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CT: &str = "1.2.840.10008.5.1.4.1.1.2";

    #[track_caller]
    fn check(tag: u32, vr: VR, expected: Action) {
        let policy = Policy::preset("ps3-15-basic").expect("preset");
        let (class, entry) = (tables::class(Some(CT)), tables::entry(tag));
        let place = Place { class, path: &[], tag, entry, vr, is_sequence: vr == VR::SQ, lists_references: false };
        assert_eq!(decide(&policy, &place).0, expected, "{tag:08X}");
    }

    #[test]
    fn listed_attributes_follow_their_row() {
        check(0x0010_0010, VR::PN, Action::Empty); // Patient's Name Z
        check(0x0008_0020, VR::DA, Action::Empty); // Study Date Z
        check(0x0008_0018, VR::UI, Action::Uid);
        check(0x0010_4000, VR::LT, Action::Remove); // Patient Comments X
        check(0x0008_2112, VR::SQ, Action::Remove); // Source Image Sequence X/Z/U*, type 3 in CT
    }

    #[test]
    fn references_stay_mapped_where_the_object_lists_them() {
        let policy = Policy::preset("ps3-15-basic").expect("preset");
        let (class, tag, vr) = (tables::class(Some(CT)), 0x0008_2112, VR::SQ);
        let entry = tables::entry(tag);
        let place = Place { class, path: &[], tag, entry, vr, is_sequence: true, lists_references: true };
        assert_eq!(decide(&policy, &place).0, Action::Uid);
    }

    #[test]
    fn what_is_not_listed_is_decided_by_its_vr() {
        check(0x0008_0070, VR::LO, Action::CleanText); // Manufacturer
        check(0x0028_0010, VR::US, Action::Keep); // Rows
        check(0x0040_A067, VR::PN, Action::Dummy); // a name that the table forgot
        check(0x0020_0242, VR::UI, Action::Uid); // SOP Instance UID of Concatenation Source
        check(0x0008_1150, VR::UI, Action::Keep); // Referenced SOP Class UID
        check(0x0008_2218, VR::SQ, Action::Keep); // Anatomic Region Sequence: entered
    }

    #[test]
    fn private_unknown_and_file_level_elements_go() {
        for (tag, vr) in [
            (0x0029_1010, VR::OB),
            (0x0009_0010, VR::LO),
            (0x0008_FFFE, VR::LO),
            (0x0002_0016, VR::AE),
            (0x0004_1130, VR::CS),
            (0x0008_0000, VR::UL),
            (0x6000_3000, VR::OW),
            (0x6000_0010, VR::US),
            (0x5004_2500, VR::LO),
            (0x0400_0500, VR::SQ),
            (0xFFFC_FFFC, VR::OB),
            (0xFFFA_FFFA, VR::SQ),
        ] {
            check(tag, vr, Action::Remove);
        }
    }

    #[test]
    fn the_more_protective_of_dictionary_and_written_vr_wins() {
        check(0x0028_0010, VR::LO, Action::CleanText); // a number written as text
        check(0x0008_0070, VR::PN, Action::Dummy);
        check(0x0008_2218, VR::OB, Action::Remove); // a sequence that is written as bytes
    }
}
