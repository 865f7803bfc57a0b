//! A row of PS3.15 Table E.1-1 and what it says once the options are chosen.
//!
//! In: a row, the chosen options. Out: the basic code, or the option that overrides it.
//! Does not: know elements or values, resolve compound codes (that is [`resolve`](super::resolve)).
//!
//! Sources: PS3.15 2026d Table E.1-1 (rows), Table E.1-1a (codes), E.3 (options).

use super::Concept;

/// The Basic Profile's code of an attribute (Table E.1-1a).
///
/// A code of several letters depends on the attribute's type in the IOD; see [`resolve`](super::resolve::resolve).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::upper_case_acronyms, reason = "the codes as the standard writes them")]
pub(crate) enum Basic {
    /// Remove.
    X,
    /// Empty, or a dummy.
    Z,
    /// A dummy that is not empty.
    D,
    /// Another UID, the same one for the same UID.
    U,
    /// Z/D: Z, unless the type asks for D.
    ZD,
    /// X/Z: X, unless the type asks for Z.
    XZ,
    /// X/D: X, unless the type asks for D.
    XD,
    /// X/Z/D: X, unless the type asks for Z or D.
    XZD,
    /// X/Z/U*: X, unless the type asks for Z or for the sequence with its UIDs replaced.
    XZU,
}

/// An option that has a column in Table E.1-1, in the order of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ProfileOption {
    /// Retain Safe Private (E.3.10).
    SafePrivate,
    /// Retain UIDs (E.3.9).
    Uids,
    /// Retain Device Identity (E.3.8).
    DeviceIdentity,
    /// Retain Institution Identity (E.3.11).
    InstitutionIdentity,
    /// Retain Patient Characteristics (E.3.7).
    PatientCharacteristics,
    /// Retain Longitudinal Temporal Information, Full Dates (E.3.6).
    FullDates,
    /// Retain Longitudinal Temporal Information, Modified Dates (E.3.6).
    ModifiedDates,
    /// Clean Descriptors (E.3.5).
    CleanDescriptors,
    /// Clean Structured Content (E.3.4).
    CleanStructuredContent,
    /// Clean Graphics (E.3.3).
    CleanGraphics,
}

impl Basic {
    /// The code as the table prints it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::X => "X",
            Self::Z => "Z",
            Self::D => "D",
            Self::U => "U",
            Self::ZD => "Z/D",
            Self::XZ => "X/Z",
            Self::XD => "X/D",
            Self::XZD => "X/Z/D",
            Self::XZU => "X/Z/U*",
        }
    }
}

impl ProfileOption {
    /// All of them, in the order of the columns.
    pub(crate) const ALL: [Self; 10] = [
        Self::SafePrivate,
        Self::Uids,
        Self::DeviceIdentity,
        Self::InstitutionIdentity,
        Self::PatientCharacteristics,
        Self::FullDates,
        Self::ModifiedDates,
        Self::CleanDescriptors,
        Self::CleanStructuredContent,
        Self::CleanGraphics,
    ];

    /// Its code value in CID 7050, for De-identification Method Code Sequence.
    pub(crate) const fn method(self) -> &'static str {
        match self {
            Self::SafePrivate => "113111",
            Self::Uids => "113110",
            Self::DeviceIdentity => "113109",
            Self::InstitutionIdentity => "113112",
            Self::PatientCharacteristics => "113108",
            Self::FullDates => "113106",
            Self::ModifiedDates => "113107",
            Self::CleanDescriptors => "113105",
            Self::CleanStructuredContent => "113104",
            Self::CleanGraphics => "113103",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of options: bit n stands for column n of [`ProfileOption`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct OptionSet(u16);

impl OptionSet {
    /// No option: the Basic Profile alone.
    pub(crate) const NONE: Self = Self(0);

    /// The set of these options.
    ///
    /// Full and modified dates exclude each other (E.3.6); whoever reads a policy refuses the pair.
    /// Here it does no harm: [`action`] takes the modified dates.
    pub(crate) const fn of(options: &[ProfileOption]) -> Self {
        let mut set = Self(0);
        let mut rest = options;
        while let [first, others @ ..] = rest {
            set.0 |= first.bit();
            rest = others;
        }
        set
    }

    /// Is the option in the set?
    pub(crate) const fn contains(self, option: ProfileOption) -> bool {
        self.0 & option.bit() != 0
    }

    /// The options of the set, in the order of the columns.
    pub(crate) fn iter(self) -> impl Iterator<Item = ProfileOption> {
        ProfileOption::ALL.into_iter().filter(move |option| self.contains(*option))
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// From the bits of a generated table.
    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }
}

impl Row {
    /// The tag as the table prints it, `x` for free digits.
    pub(crate) fn label(&self) -> String {
        match self.tag {
            0 => "(gggg,eeee)".into(),
            0x5000_0000 => "(50xx,xxxx)".into(),
            0x6000_3000 => "(60xx,3000)".into(),
            0x6000_4000 => "(60xx,4000)".into(),
            tag => format!("({:04X},{:04X})", tag >> 16, tag & 0xFFFF),
        }
    }
}

/// One row of Table E.1-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The tag; where the row stands for many, free digits are 0 (see [`super::row`]).
    pub(crate) tag: u32,
    /// The attribute's name as the table has it, for the clause of a rule.
    pub(crate) name: &'static str,
    /// The Basic Profile's code.
    pub(crate) basic: Basic,
    /// Options whose column says K: the value stays.
    pub(crate) keep: OptionSet,
    /// Options whose column says C: the value is cleaned.
    pub(crate) clean: OptionSet,
}

impl Row {
    /// A line of the generated table.
    pub(super) const fn new(tag: u32, basic: Basic, keep: u16, clean: u16, name: &'static str) -> Self {
        Self { tag, name, basic, keep: OptionSet::from_bits(keep), clean: OptionSet::from_bits(clean) }
    }
}

/// What a row says under a choice of options, with the column that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// No chosen option speaks of the row.
    Basic(Basic),
    /// K: the value stays (a sequence is still worked through).
    Keep(ProfileOption),
    /// C: another value of similar meaning, known not to identify.
    Clean(ProfileOption),
}

/// What the row says with these options.
///
/// A chosen option whose column is filled overrides the basic code. Where two of them differ the more
/// protective wins: C over K. Where they agree the first column is named.
pub(crate) fn action(row: &Row, options: OptionSet) -> Action {
    decide(row.basic, row.keep, row.clean, options)
}

/// The same for a content item of a structured report (Table E.3.4-1).
pub(crate) fn content_action(concept: &Concept, options: OptionSet) -> Action {
    decide(concept.basic, concept.keep, concept.clean, options)
}

fn decide(basic: Basic, keep: OptionSet, clean: OptionSet, options: OptionSet) -> Action {
    if let Some(option) = clean.and(options).iter().next() {
        Action::Clean(option)
    } else if let Some(option) = keep.and(options).iter().next() {
        Action::Keep(option)
    } else {
        Action::Basic(basic)
    }
}
