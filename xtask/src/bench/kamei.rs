//! Our own command line on a set, one worker, as a hospital would call it.

use super::Case;
use super::measure::{Used, child, count};
use crate::ground::{Trouble, write};
use std::path::Path;
use std::process::Command;

pub(super) const RUN: &str = "kamei run --jobs 1";
pub(super) const INSPECT: &str = "kamei inspect --jobs 1";
const KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707\n";
const CLEAR: &str = r#"{"format":"kamei-decisions/1","decisions":[{"select":{"path":"*"},"action":"clear"}]}"#;

/// `kamei run`.
pub(super) fn run(program: &Path, case: &Case, out: &Path) -> Result<Used, Trouble> {
    let mine = out.join("kamei");
    let (key, clear, package) = (mine.join("key"), mine.join("decisions.json"), mine.join("package"));
    write(&key, KEY)?;
    write(&clear, CLEAR)?;
    let mut command = Command::new(program);
    command.arg("run").arg(&case.data.folder).args(["--policy", "ps3-15-basic", "--jobs", "1", "--lang", "en"]);
    command.arg("--out").arg(&package).arg("--record").arg(mine.join("record"));
    command.arg("--key-file").arg(&key).arg("--decisions").arg(&clear);
    let used = child(&mut command, |code| code == 0)?;
    // The manifest is one more.
    if count(&package) != case.data.files + 1 {
        return Err(Trouble::new(format!("kamei run wrote {} of {} files", count(&package), case.data.files)));
    }
    Ok(used)
}

/// `kamei inspect`: what the survey alone costs.
pub(super) fn inspect(program: &Path, case: &Case) -> Result<Used, Trouble> {
    let mut command = Command::new(program);
    command.arg("inspect").arg(&case.data.folder).args(["--jobs", "1", "--lang", "en"]);
    child(&mut command, |code| code == 0 || code == 3)
}
