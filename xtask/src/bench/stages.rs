//! Where the time goes: each step over the same files in memory, timed alone by `kamei-stages`.

use super::Case;
use super::measure::Spread;
use crate::ground::{Ground, Trouble, ask, show};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The steps, in the order in which both programs print them.
pub(super) const STEPS: [&str; 5] = ["digest in", "survey", "plan", "rewrite", "digest out"];

/// Seconds of each step over a whole set.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Steps {
    pub(crate) place: &'static str,
    pub(crate) set: &'static str,
    pub(crate) title: &'static str,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    pub(crate) seconds: Vec<Spread>,
}

/// Builds the program.
pub(super) fn build(ground: &Ground) -> Result<PathBuf, Trouble> {
    show(ground.cargo().args(["build", "--quiet", "--locked", "--release", "--package", "kamei-stages"]))?;
    let program = ground.cargo_target.join("release/kamei-stages");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

/// Times the steps natively.
pub(super) fn native(program: &Path, case: &Case, rounds: u32) -> Result<Steps, Trouble> {
    let text = ask(std::process::Command::new(program).arg(&case.data.folder).arg(rounds.to_string()))?;
    read("native", case, &text)
}

/// Reads lines of seconds, one a round, one number a step.
pub(super) fn read(place: &'static str, case: &Case, text: &str) -> Result<Steps, Trouble> {
    let rounds: Option<Vec<Vec<f64>>> =
        text.lines().map(|line| line.split(' ').map(|n| n.parse().ok()).collect()).collect();
    let rounds = rounds.filter(|rounds| !rounds.is_empty() && rounds.iter().all(|round| round.len() == STEPS.len()));
    let rounds = rounds.ok_or_else(|| Trouble::new(format!("kamei-stages ({place}) answered {text:?}")))?;
    let of = |step: usize| Spread::of(rounds.iter().filter_map(|round| round.get(step).copied()).collect());
    let seconds = (0..STEPS.len()).map(of).collect();
    let (set, title) = (case.set.name(), case.set.title());
    Ok(Steps { place, set, title, files: case.data.files, bytes: case.data.bytes, seconds })
}

impl Steps {
    /// Middle seconds of survey and rewrite: all but the digests and the plan.
    pub(crate) fn headers_only(&self) -> f64 {
        [1, 3].iter().filter_map(|n| self.seconds.get(*n)).map(|spread| spread.median).sum()
    }

    /// Middle seconds of all steps.
    pub(crate) fn all(&self) -> f64 {
        self.seconds.iter().map(|spread| spread.median).sum()
    }
}
