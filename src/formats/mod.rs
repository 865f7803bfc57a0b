//! Kinds of files: one folder a kind, one line in the list.
//!
//! Nothing else in the house knows a format's name. A format says whether a file is its own, what it
//! says about people (survey), and what becomes of it under a plan (rewrite).
//!
//! **Holds:** both are pure: the same bytes and plan give the same answer. A format never writes a file.

mod dicom;
mod recognise;

use crate::identity::Evidence;
use crate::outcome::{Code, Kind, Reason};
use crate::policy::{Deed, Policy, Rule};
use crate::{detect::Cleaner, identity::Pseudonyms};
use dicom_parser_wasm::{Rope, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use recognise::recognise;

/// A format: how its files are known, surveyed and rewritten.
pub(crate) struct Format {
    pub(crate) kind: Kind,
    /// Says what a file of this format says, `None` when it is not of this format.
    pub(crate) survey: fn(&dyn Source, &Limits) -> Option<Finding>,
    pub(crate) rewrite: fn(&dyn Source, &Task<'_>) -> Result<Rewritten, Reason>,
}

/// The formats, in the order in which a file is offered to them.
static FORMATS: &[Format] = &[dicom::FORMAT];

/// Bounds on what one file may use up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of reading DICOM.
    pub dicom: dicom_parser_wasm::Limits,
}

/// Bytes of a deflated data set, which is held twice while it is deflated again.
const INFLATED: usize = 64 << 20;

impl Default for Limits {
    fn default() -> Self {
        let mut dicom = dicom_parser_wasm::Limits::default();
        dicom.inflated = INFLATED;
        Self { dicom }
    }
}

/// What a survey found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Can be written, once every risk is decided.
    Ready {
        /// What it says about people and structure.
        evidence: Evidence,
        /// Why a person must look.
        risks: Vec<Code>,
    },
    /// Cannot be written.
    Held(Reason),
}

/// What a rewrite is to do.
pub(crate) struct Task<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) pseudonyms: &'a Pseudonyms,
    pub(crate) cleaner: &'a Cleaner,
    pub(crate) evidence: &'a Evidence,
    pub(crate) deeds: &'a [Deed],
    pub(crate) limits: &'a Limits,
}

/// A file that may be written.
#[derive(Debug)]
pub struct Rewritten {
    /// Its path in the package.
    pub path: String,
    /// Its bytes, as pieces over the source that was given.
    pub rope: Rope,
    /// How often each rule changed something.
    pub changes: BTreeMap<Rule, u64>,
}

/// Asks the formats what a file is and says, in their order; what none of them takes is recognised by
/// its first bytes and its name.
pub(crate) fn survey(name: &str, source: &dyn Source, limits: &Limits) -> (Kind, Finding) {
    if source.is_empty() {
        return (Kind::Other, Finding::Held(Reason::new(Code::Empty)));
    }
    for format in FORMATS {
        if let Some(finding) = (format.survey)(source, limits) {
            return (format.kind, finding);
        }
    }
    let mut head = [0; 4096];
    match source.read_at(0, &mut head) {
        Ok(n) => {
            let (kind, code) = recognise(name, head.get(..n).unwrap_or_default());
            (kind, Finding::Held(Reason::new(code)))
        }
        Err(error) => (Kind::Other, Finding::Held(error.into())),
    }
}

/// Rewrites a file of this kind.
pub(crate) fn rewrite(kind: Kind, source: &dyn Source, task: &Task<'_>) -> Result<Rewritten, Reason> {
    let format = FORMATS.iter().find(|format| format.kind == kind).ok_or_else(|| Reason::new(Code::NotYet))?;
    (format.rewrite)(source, task)
}
