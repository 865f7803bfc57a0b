//! Tables of knowledge: `data/**/*.csv` in, `src/policy/tables/*.rs` out.
//!
//! `cargo xtask tables` writes what differs; `cargo xtask tables --check` writes nothing and fails if a
//! generated file is not what its csv says. One generator a file, each a pure function of [`Sources`].
//! A generator refuses what it does not understand: unknown codes, duplicate keys, another number of rows,
//! a csv whose digest is not the one that the folder's SOURCE.md states.
//!
//! Does not: fetch anything, know the profile's meaning, correct a csv.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod compound;
mod dictionary;
mod emit;
mod methods;
mod private;
mod profile;
mod sources;
mod sr;
#[cfg(test)]
mod tests;
mod uids;

use sources::Sources;

/// Where the generated files stand, from the top of the repository.
const TARGET: &str = "src/policy/tables";

/// Turns the sources into the text of one Rust file.
type Generator = fn(&Sources) -> Result<String, String>;

/// Every generated file and what makes it.
const FILES: [(&str, Generator); 7] = [
    ("compound.rs", compound::generate),
    ("dictionary.rs", dictionary::generate),
    ("methods.rs", methods::generate),
    ("private.rs", private::generate),
    ("profile.rs", profile::generate),
    ("sr.rs", sr::generate),
    ("uids.rs", uids::generate),
];

/// Runs `cargo xtask tables [--check]`.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => {
            eprintln!("usage: cargo xtask tables [--check]");
            return ExitCode::from(2);
        }
    };
    match tables(&root(), check) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("tables: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the files that differ, or with `check` names them as a fault.
pub(crate) fn tables(root: &Path, check: bool) -> Result<String, String> {
    let sources = Sources::load(root)?;
    let mut stale = Vec::new();
    for (name, generate) in FILES {
        let text = generate(&sources)?;
        let path = root.join(TARGET).join(name);
        // A checkout may have turned line ends; that alone is no difference.
        let stands = std::fs::read_to_string(&path).map(|stands| stands.replace("\r\n", "\n"));
        if stands.is_ok_and(|stands| stands == text) {
            continue;
        }
        if !check {
            std::fs::write(&path, text).map_err(|fault| format!("{}: {fault}", path.display()))?;
        }
        stale.push(format!("{TARGET}/{name}"));
    }
    match (stale.is_empty(), check) {
        (true, _) => Ok(format!("tables: {} files are up to date", FILES.len())),
        (false, false) => Ok(format!("tables: wrote {}", stale.join(", "))),
        (false, true) => Err(format!("{} differ from data/; run `cargo xtask tables`", stale.join(", "))),
    }
}

/// The top of the repository: the folder above this package.
fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}
