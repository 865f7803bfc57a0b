//! What the machine itself needs to read, digest, write and digest again: `sha256sum FILE; tee COPY < FILE | sha256sum`.
//!
//! For many files the same with one process each for all of them, since starting three programs a file would
//! measure the system's forks.

use super::Case;
use super::data::Set;
use super::measure::{Used, child, make};
use crate::ground::Trouble;
use std::path::Path;
use std::process::Command;

pub(super) const NAME: &str = "sha256sum FILE; tee COPY < FILE | sha256sum";

const ONE: &str = r#"sha256sum "$1"/*/*; tee "$2"/copy < "$(echo "$1"/*/*)" | sha256sum"#;
const MANY: &str =
    r#"find "$1" -type f -exec sha256sum {} +; find "$1" -type f -exec cat {} + | tee "$2"/copy | sha256sum"#;

/// Small files are limited by something else.
pub(super) fn speaks_of(set: Set) -> bool {
    matches!(set, Set::Slices | Set::Cine)
}

/// Runs it.
pub(super) fn run(case: &Case, out: &Path) -> Result<Used, Trouble> {
    let mine = out.join("limit");
    make(&mine)?;
    let script = if case.data.files == 1 { ONE } else { MANY };
    child(Command::new("sh").args(["-ec", script, "sh"]).arg(&case.data.folder).arg(&mine), |code| code == 0)
}
