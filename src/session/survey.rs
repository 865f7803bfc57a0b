//! First step: one file, what it is and says, and the digest of its bytes.

use crate::formats::{self, Finding, Limits};
use crate::identity::Digest;
use crate::outcome::{Code, Kind, Reason};
use dicom_parser_wasm::Source;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What the survey of one input gave. As secret as the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surveyed {
    /// The input's path as `run.json` has it: relative to its argument, inside of an archive `a.zip!/x/IM1`.
    pub path: String,
    /// Of the input's bytes; `None` where they could not be read.
    pub sha256: Option<Digest>,
    /// Number of bytes.
    pub bytes: u64,
    /// What kind of file it is.
    pub kind: Kind,
    /// What was found.
    pub finding: Finding,
}

/// Bytes read at a time for the digest.
const CHUNK: usize = 256 << 10;

/// Surveys one input. Reads it once from end to end, and its header.
pub fn survey(path: &str, source: &dyn Source, limits: &Limits) -> Surveyed {
    match digest(source) {
        Err(reason) => held(path, source.len(), Kind::Other, reason),
        Ok(sha256) => survey_known(path, sha256, source, limits),
    }
}

/// Surveys one input whose [digest](digest) is known already. Reads its header alone.
pub fn survey_known(path: &str, sha256: Digest, source: &dyn Source, limits: &Limits) -> Surveyed {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (kind, finding) = formats::survey(name, source, limits);
    Surveyed { path: path.to_owned(), sha256: Some(sha256), bytes: source.len(), kind, finding }
}

/// An input that cannot be surveyed at all, as a shell found it: unreadable, a member of an archive with a fault.
pub fn held(path: &str, bytes: u64, kind: Kind, reason: Reason) -> Surveyed {
    Surveyed { path: path.to_owned(), sha256: None, bytes, kind, finding: Finding::Held(reason) }
}

/// SHA-256 of a whole source. Reads it once from end to end.
///
/// # Errors
/// Why it could not be read.
pub fn digest(source: &dyn Source) -> Result<Digest, Reason> {
    let mut sha = Sha256::new();
    if let Some(whole) = source.as_slice() {
        sha.update(whole);
        return Ok(Digest(sha.finalize().into()));
    }
    let mut buf = vec![0; CHUNK.min(usize::try_from(source.len()).unwrap_or(CHUNK)).max(1)];
    let mut at = 0;
    loop {
        match source.read_at(at, &mut buf)? {
            0 if at < source.len() => return Err(Reason::at(Code::Changed, at)),
            0 => return Ok(Digest(sha.finalize().into())),
            n => {
                sha.update(buf.get(..n).unwrap_or_default());
                at += n as u64;
            }
        }
    }
}
