//! Second step: all that was surveyed, in whatever order it came.

use super::Surveyed;
use crate::formats::Finding;
use crate::identity::{Digest, Register};
use crate::outcome::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The files of a run and the register of their evidence. Absorbing is commutative, associative and idempotent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    register: Register,
    /// By path: what deciding about the file needs.
    files: BTreeMap<String, Note>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Note {
    bytes: u64,
    kind: Kind,
    sha256: Option<Digest>,
    series: String,
}

/// Sums over a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// People.
    pub subjects: usize,
    /// Examinations.
    pub studies: usize,
    /// Series.
    pub series: usize,
    /// Inputs.
    pub files: usize,
    /// Bytes of all inputs.
    pub bytes: u64,
}

impl Batch {
    /// Takes in one input. A path names one input: of two different ones under the same path the greater
    /// stays, so that order does not matter; shells give each input a path of its own.
    pub fn absorb(&mut self, surveyed: &Surveyed) {
        let mut series = String::new();
        if let (Finding::Ready { evidence, .. }, Some(sha256)) = (&surveyed.finding, surveyed.sha256) {
            evidence.series.clone_into(&mut series);
            self.register.absorb(&surveyed.path, sha256, evidence);
        }
        let note = Note { bytes: surveyed.bytes, kind: surveyed.kind, sha256: surveyed.sha256, series };
        self.note(&surveyed.path, note);
    }

    fn note(&mut self, path: &str, note: Note) {
        match self.files.get_mut(path) {
            Some(slot) if *slot < note => *slot = note,
            Some(_) => {}
            None => {
                self.files.insert(path.to_owned(), note);
            }
        }
    }

    /// Takes in another batch.
    pub fn merge(&mut self, other: &Batch) {
        self.register.merge(&other.register);
        for (path, note) in &other.files {
            self.note(path, note.clone());
        }
    }

    /// The register of the batch.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Path and Series Instance UID (or empty) of every input.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.files.iter().map(|(path, note)| (path.as_str(), note.series.as_str()))
    }

    /// Sums.
    pub fn summary(&self) -> Summary {
        let (subjects, studies, series) = self.register.counts();
        let bytes = self.files.values().fold(0u64, |sum, note| sum.saturating_add(note.bytes));
        Summary { subjects, studies, series, files: self.files.len(), bytes }
    }
}
