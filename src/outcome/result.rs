//! What became of one input, as a value: its fate, why, and what is to be written.
//!
//! Does not: carry anything out.

use super::{Code, Fate, Kind};
use crate::identity::Digest;
use crate::policy::Rule;
use dicom_parser_wasm::{ReadCause, ReadError, Rope};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a file is not written, with the place where that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The code.
    pub code: Code,
    /// Offset of the first byte concerned, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u64>,
}

impl Reason {
    /// A reason without a place.
    pub fn new(code: Code) -> Self {
        Self { code, at: None }
    }

    /// A reason at a byte.
    pub fn at(code: Code, at: u64) -> Self {
        Self { code, at: Some(at) }
    }
}

impl From<ReadError> for Reason {
    fn from(error: ReadError) -> Self {
        let code = match error.cause {
            ReadCause::Changed => Code::Changed,
            ReadCause::Corrupt => Code::Damaged,
            ReadCause::Limit => Code::Limit,
            _ => Code::Unreadable,
        };
        Self::at(code, error.at)
    }
}

/// What became of one input.
#[derive(Debug)]
pub struct Outcome {
    /// The input's path.
    pub path: String,
    /// Its kind.
    pub kind: Kind,
    /// Digest of its bytes.
    pub sha256: Option<Digest>,
    /// Its length.
    pub bytes: u64,
    /// Its fate.
    pub fate: Fate,
    /// Why it was not written.
    pub reason: Option<Reason>,
    /// What is to be written.
    pub output: Option<Output>,
}

/// A file for the package.
#[derive(Debug)]
pub struct Output {
    /// Path in the package.
    pub path: String,
    /// Its bytes, over the input.
    pub rope: Rope,
    /// How often each rule changed something.
    pub changes: BTreeMap<Rule, u64>,
}
