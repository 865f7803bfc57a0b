//! `cargo xtask bench`: not built yet; the command exists so that its name is known.

use std::process::ExitCode;

/// Says that there is nothing here yet.
pub(crate) fn run() -> ExitCode {
    crate::not_built_yet("bench")
}
