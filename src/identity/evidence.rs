//! What one file says about people and structure. Small, serialisable, and as secret as the file.
//!
//! Does not: judge. A claim is what stood there; the register makes subjects of it.

use serde::{Deserialize, Serialize};

/// Begins the id of files that have none. Ids are trimmed of NUL, so no Patient ID is mistaken for one of these.
pub const OF_STUDY: &str = "\0study:";

/// A person as a hospital names one: an id within the issuer that gave it.
///
/// `1`, `01` and `0001` are three; the same id of two issuers is two. Files without an id are held
/// together by their study, never by an empty id.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SubjectKey {
    /// Issuer of Patient ID, trimmed; empty when there is none.
    pub issuer: String,
    /// Patient ID, trimmed; of files without one, [`OF_STUDY`] and the Study Instance UID.
    pub id: String,
}

/// In which part a value speaks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A name of the patient.
    Name,
    /// An id of the patient.
    Id,
    /// A name of somebody else: physician, operator, relative.
    OtherName,
}

/// A value and the part in which it speaks of a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// Its part.
    pub role: Role,
    /// The value as decoded, padding trimmed.
    pub value: String,
}

/// What one DICOM file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Whose it is.
    pub subject: SubjectKey,
    /// Values that name people.
    pub claims: Vec<Claim>,
    /// Study Instance UID, or empty.
    pub study: String,
    /// Series Instance UID, or empty.
    pub series: String,
    /// SOP Instance UID.
    pub instance: String,
    /// Modality, as it stands there.
    pub modality: String,
}
