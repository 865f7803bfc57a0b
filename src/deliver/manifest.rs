//! The package's table of contents: every file with its digest, and what it was made with.
//!
//! Schema: docs/schema/manifest.json. Holds no original path, id or date of the run.

use super::Sealed;
use crate::identity::Digest;
use crate::outcome::Kind;
use crate::policy::Policy;
use serde::{Deserialize, Serialize};

const FORMAT: &str = "kamei-manifest/1";

/// A package's manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `kamei-manifest/1`.
    pub format: String,
    /// Whether every file that was to be written stands in it.
    pub complete: bool,
    /// What made it.
    pub tool: Whose,
    /// The policy and the edition of its tables.
    pub policy: Whose,
    /// The files, by path.
    pub files: Vec<ManifestFile>,
}

/// A name and a version (or edition).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whose {
    /// The name.
    pub name: String,
    /// Its version or edition.
    pub version: String,
}

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Path in the package, separated by `/`.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Length.
    pub bytes: u64,
    /// Kind.
    pub kind: Kind,
}

impl ManifestFile {
    /// The entry of an output that was written.
    pub fn new(path: &str, kind: Kind, sealed: &Sealed) -> Self {
        Self { path: path.to_owned(), sha256: sealed.sha256, bytes: sealed.bytes, kind }
    }
}

impl Whose {
    /// This program.
    pub fn tool() -> Self {
        Self { name: "kamei".into(), version: env!("CARGO_PKG_VERSION").into() }
    }

    /// A policy.
    pub fn policy(policy: &Policy) -> Self {
        Self { name: policy.name().into(), version: policy.edition().into() }
    }
}

impl Manifest {
    /// The manifest of a complete package.
    pub fn new(policy: &Policy, mut files: Vec<ManifestFile>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { format: FORMAT.into(), complete: true, tool: Whose::tool(), policy: Whose::policy(policy), files }
    }

    /// As JSON, the same bytes for the same package.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
