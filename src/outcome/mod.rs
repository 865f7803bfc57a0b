//! What becomes of a file: its fate, the stable code of the reason, and what kind of file it is.
//!
//! A fate is data, never an error: one bad file does not stop the others. The sentences that go
//! with a code stand in `locales/*.ftl` as `why-<code>` and `remedy-<code>`.
//!
//! Does not: hold values of the file, or decide anything.

mod result;

pub use result::{Outcome, Output, Reason};
use serde::{Deserialize, Serialize};

/// What a file is, as the record names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A DICOM file, or what calls itself one.
    Dicom,
    /// Free text.
    Text,
    /// Rows and columns.
    Table,
    /// A picture that is not DICOM.
    Photo,
    /// A film.
    Video,
    /// A signal: ECG, EEG, sound.
    Waveform,
    /// An HL7 version 2 message.
    Hl7,
    /// A FHIR resource.
    Fhir,
    /// A CDA document.
    Cda,
    /// An archive as such; what is in it has entries of its own.
    Archive,
    /// Anything else.
    Other,
}

/// The five fates. Every input has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// In the package.
    Written,
    /// Understood, but not released until a person decides or the policy changes.
    Withheld,
    /// Not understood, or not allowed.
    Refused,
    /// Left out on purpose.
    Excluded,
    /// The same bytes as another input, which stands for it.
    Duplicate,
}

impl Fate {
    /// The word in `run.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Withheld => "withheld",
            Self::Refused => "refused",
            Self::Excluded => "excluded",
            Self::Duplicate => "duplicate",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal => $fate:ident,)+) => {
        /// Why a file was not written. The names are stable: decisions, papers and other programs rely on them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The stable kebab-case name.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// The fate that goes with it.
            pub fn fate(self) -> Fate {
                match self { $(Code::$name => Fate::$fate,)+ }
            }
        }
    };
}

codes! {
    /// An image that may show names, ids or dates, and nobody has looked.
    BurnedInRisk = "burned-in-risk" => Withheld,
    /// A volume from which a face can be rendered, and nobody has decided.
    FaceRisk = "face-risk" => Withheld,
    /// A picture that is not DICOM, and nobody has looked.
    PhotoUndecided = "photo-undecided" => Withheld,
    /// A document (PDF, CDA, office file), also inside of DICOM.
    DocumentUndecided = "document-undecided" => Withheld,
    /// Free text.
    ProseUndecided = "prose-undecided" => Withheld,
    /// A film, also inside of DICOM.
    VideoUndecided = "video-undecided" => Withheld,
    /// A sound recording.
    SoundUndecided = "sound-undecided" => Withheld,
    /// A private or unknown SOP class, which no policy names.
    UnknownSopClass = "unknown-sop-class" => Withheld,
    /// A decision was given that this version cannot carry out.
    DecisionNotSupported = "decision-not-supported" => Withheld,
    /// A DICOM object without the UIDs that name it.
    NoInstance = "no-instance" => Withheld,
    /// Pixel data whose encoding contradicts the transfer syntax.
    ContradictorySyntax = "contradictory-syntax" => Withheld,
    /// A kind of file that this version knows and does not process yet.
    NotYet = "not-yet" => Withheld,
    /// The file is no longer the one that was surveyed.
    Changed = "changed" => Withheld,
    /// A defect of this program.
    Internal = "internal" => Withheld,
    /// Genome data, out of scope.
    Genome = "genome" => Refused,
    /// A kind of file that this program does not know.
    UnknownKind = "unknown-kind" => Refused,
    /// Cut off, or broken so that nobody can tell what is missing.
    Damaged = "damaged" => Refused,
    /// Larger, deeper or more than the limits allow.
    Limit = "limit" => Refused,
    /// A name in an archive that points outside of it.
    UnsafePath = "unsafe-path" => Refused,
    /// Encrypted.
    Encrypted = "encrypted" => Refused,
    /// The file could not be read.
    Unreadable = "unreadable" => Refused,
    /// An empty file.
    Empty = "empty" => Refused,
    /// A link inside of a folder; what it points to may lie anywhere.
    Link = "link" => Refused,
    /// A directory of a medium (DICOMDIR): names and paths in it no longer hold.
    MediaDirectory = "media-directory" => Excluded,
    /// A viewer or its start file on a medium.
    Viewer = "viewer" => Excluded,
    /// A person decided to leave it out.
    ByDecision = "by-decision" => Excluded,
    /// The same bytes as another input.
    SameBytes = "same-bytes" => Duplicate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_kebab_case_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let text = code.as_str();
            assert!(text.split('-').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase())), "{text}");
            assert!(seen.insert(text), "{text} twice");
            assert_ne!(code.fate(), Fate::Written);
        }
    }
}
