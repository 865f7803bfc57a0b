//! One child process, measured: time on the clock, processor time, greatest resident memory.
//!
//! Does not: average. All runs are kept; who reads them gets the least, the middle and the most.

use super::Case;
use crate::ground::Trouble;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// What one run used.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Used {
    /// Seconds on the clock.
    pub(crate) wall: f64,
    /// Seconds of all its processors, in the program and in the system.
    pub(crate) cpu: f64,
    /// Greatest resident memory in bytes, that of the largest process.
    pub(crate) peak: u64,
}

/// A program on a set, run several times.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) set: &'static str,
    pub(crate) title: &'static str,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    pub(crate) runs: Vec<Used>,
}

impl Measured {
    pub(crate) fn new(name: String, case: &Case, used: Used) -> Self {
        let (set, title) = (case.set.name(), case.set.title());
        Self { name, set, title, files: case.data.files, bytes: case.data.bytes, runs: vec![used] }
    }

    /// Spread of a figure over the runs.
    pub(crate) fn spread(&self, figure: impl Fn(&Used) -> f64) -> Spread {
        Spread::of(self.runs.iter().map(figure).collect())
    }
}

/// The least, the middle and the most.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Spread {
    pub(crate) min: f64,
    pub(crate) median: f64,
    pub(crate) max: f64,
}

impl Spread {
    /// All of it, times a factor.
    pub(crate) fn times(self, factor: f64) -> Self {
        Self { min: self.min * factor, median: self.median * factor, max: self.max * factor }
    }

    pub(crate) fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        let at = |n: usize| all.get(n).copied().unwrap_or_default();
        let (low, high) = (at(all.len().saturating_sub(1) / 2), at(all.len() / 2));
        Self { min: at(0), median: (low + high) / 2.0, max: at(all.len().saturating_sub(1)) }
    }
}

/// Runs a command to its end. An exit status that `is_fine` does not know is a failure: a program that did not
/// do its work has no speed.
pub(crate) fn child(command: &mut Command, is_fine: impl Fn(i32) -> bool) -> Result<Used, Trouble> {
    let line = format!("{command:?}");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let child = command.spawn().map_err(|why| Trouble::new(format!("{line} could not be started: {why}")))?;
    let ended = child.wait4().map_err(|why| Trouble::new(format!("{line}: {why}")))?;
    let wall = start.elapsed().as_secs_f64();
    if !ended.status.code().is_some_and(is_fine) {
        return Err(Trouble::new(format!("{line} ended with {}", ended.status)));
    }
    let cpu = ended.rusage.utime.as_secs_f64() + ended.rusage.stime.as_secs_f64();
    Ok(Used { wall, cpu, peak: ended.rusage.maxrss })
}

/// Where outputs are written: in memory where the system has such a place. On ext4 without a journal every inode that
/// was deleted within minutes is looked at twice, so whoever makes files pays for whoever deleted some before.
pub(crate) fn place(below: &Path) -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.join("kamei-bench-out") } else { below.join("out") }
}

/// Takes a folder away.
pub(crate) fn clear(folder: &Path) -> Result<(), Trouble> {
    match std::fs::remove_dir_all(folder) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(Trouble::new(format!("cannot remove {}: {why}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// Makes a folder.
pub(crate) fn make(folder: &Path) -> Result<(), Trouble> {
    std::fs::create_dir_all(folder).map_err(|why| Trouble::new(format!("cannot make {}: {why}", folder.display())))
}

/// Number of files below a folder: a peer that wrote fewer than it was given did less work.
pub(crate) fn count(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.file_type().is_ok_and(|t| t.is_dir()) { count(&entry.path()) } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let spread = Spread::of(vec![4.0, 1.0, 3.0, 2.0]);
        assert_eq!((spread.min, spread.median, spread.max), (1.0, 2.5, 4.0));
    }
}
