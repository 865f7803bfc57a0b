//! The rules that write into an output, each with its clause; what a piece of a rope refers to.
//!
//! Does not: carry anything out.

use super::tables;
use dicom_parser_wasm::{Tag, Why};

/// Why something was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A row of PS3.15 Table E.1-1: the tag it stands at.
    Table(u32),
    /// Not listed, decided by its VR (PS3.15 E.1.1).
    Vr,
    /// A private element (PS3.15 Table E.1-1, last row).
    Private,
    /// Unknown to the dictionary: nobody can say that it is harmless.
    Unknown,
    /// Of a group that does not belong into a data set: 0000, 0002, 0004, group lengths, padding.
    FileLevel,
    /// Somebody's encrypted originals (PS3.15 E.1.2): not ours to pass on.
    Encrypted,
    /// A whole overlay or curve.
    Overlay,
    /// A kept text held a value that names somebody.
    Text,
    /// The file's beginning is written anew (PS3.10 7.1, PS3.15 E.1.1).
    FileMeta,
    /// States what was done (PS3.15 E.1.1; PS3.3 C.12.1.1.1).
    Statement,
    /// Inside of a sequence that is replaced by a dummy.
    DummyItem,
    /// Lengths, delimiters and headers around a change.
    Structure,
}

impl Rule {
    /// The number under which a rope knows the rule.
    pub(crate) fn why(self) -> Why {
        match self {
            // Tags of groups 0000 and 0001 never write anything, so small numbers are free for the others.
            Self::Table(tag) => Why(tag),
            Self::Vr => Why(1),
            Self::Private => Why(2),
            Self::Unknown => Why(3),
            Self::FileLevel => Why(4),
            Self::Encrypted => Why(5),
            Self::Overlay => Why(6),
            Self::Text => Why(7),
            Self::FileMeta => Why(8),
            Self::Statement => Why(9),
            Self::DummyItem => Why(10),
            Self::Structure => Why::STRUCTURE,
        }
    }

    /// The rule's number, for values that cross a border.
    pub fn number(self) -> u32 {
        self.why().0
    }

    /// The rule with this number.
    pub fn from_number(number: u32) -> Option<Self> {
        Self::from_why(Why(number))
    }

    /// The rule behind a number; `None` for numbers that no rule has.
    pub fn from_why(why: Why) -> Option<Self> {
        Some(match why.0 {
            1 => Self::Vr,
            2 => Self::Private,
            3 => Self::Unknown,
            4 => Self::FileLevel,
            5 => Self::Encrypted,
            6 => Self::Overlay,
            7 => Self::Text,
            8 => Self::FileMeta,
            9 => Self::Statement,
            10 => Self::DummyItem,
            _ if why == Why::STRUCTURE => Self::Structure,
            tag if tables::row(tag).is_some() => Self::Table(tag),
            _ => return None,
        })
    }

    /// Where the rule is written, for people.
    pub fn clause(self) -> String {
        match self {
            Self::Table(tag) => {
                let name = tables::row(tag).map_or("", |row| row.name);
                format!("PS3.15 2026d Table E.1-1, {} {name}", Tag((tag >> 16) as u16, tag as u16))
            }
            Self::Vr => "PS3.15 E.1.1, by value representation".into(),
            Self::Private => "PS3.15 2026d Table E.1-1, private attributes".into(),
            Self::Unknown => "PS3.15 E.1.1, unknown to PS3.6".into(),
            Self::FileLevel => "PS3.15 E.1.1, PS3.10 7".into(),
            Self::Encrypted => "PS3.15 E.1.2".into(),
            Self::Overlay => "PS3.15 2026d Table E.1-1, curves and overlays".into(),
            Self::Text => "PS3.15 E.1.1, values of the batch in kept text".into(),
            Self::FileMeta => "PS3.15 E.1.1, PS3.10 7.1".into(),
            Self::Statement => "PS3.15 E.1.1, PS3.3 C.12.1.1.1".into(),
            Self::DummyItem => "PS3.15 Table E.1-1a, D of a sequence".into(),
            Self::Structure => "PS3.5 7.5".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_again_by_its_number() {
        let others = [Rule::Vr, Rule::Private, Rule::Unknown, Rule::FileLevel, Rule::Encrypted, Rule::Overlay];
        let more = [Rule::Text, Rule::FileMeta, Rule::Statement, Rule::DummyItem, Rule::Structure];
        for rule in others.into_iter().chain(more).chain([Rule::Table(0x0010_0010), Rule::Table(0x0008_0018)]) {
            assert_eq!(Rule::from_why(rule.why()), Some(rule));
            assert!(!rule.clause().is_empty());
        }
        assert_eq!(Rule::from_why(Why(0x0028_0010)), None, "Rows is no row of the table");
    }
}
