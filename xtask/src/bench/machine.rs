//! The machine that the figures are of, as far as it tells.

use crate::ground::{Ground, Trouble, ask};
use serde::Serialize;
use std::fmt;

/// What a reader needs to weigh the figures.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) date: String,
    pub(crate) processor: String,
    pub(crate) cores: usize,
    pub(crate) sha_instructions: bool,
    pub(crate) kernel: String,
    pub(crate) rustc: String,
    pub(crate) node: String,
    /// One, five and fifteen minutes before the first run.
    pub(crate) load: String,
    pub(crate) commit: String,
}

/// Looks.
pub(crate) fn look(ground: &Ground) -> Result<Machine, Trouble> {
    let cpuinfo = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = cpuinfo.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(": ")).map_or("unknown", |(_, value)| value).to_owned()
    };
    let say = |words: &[&str]| {
        let (program, rest) = words.split_first().unwrap_or((&"true", &[]));
        ask(ground.command(program).args(rest)).map(|text| text.trim().to_owned())
    };
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let is_changed = !say(&["git", "status", "--porcelain", "--untracked-files=no"])?.is_empty();
    let commit = say(&["git", "rev-parse", "--short=12", "HEAD"])?;
    Ok(Machine {
        date: say(&["date", "-u", "+%Y-%m-%d %H:%M UTC"])?,
        processor: field("model name"),
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        sha_instructions: field("flags").split(' ').any(|flag| flag == "sha_ni"),
        kernel: say(&["uname", "-sr"])?,
        rustc: say(&["rustc", "--version"])?,
        node: say(&["node", "--version"]).unwrap_or_else(|_| "none".into()),
        load: load.split(' ').take(3).collect::<Vec<_>>().join(" "),
        commit: if is_changed { format!("{commit} and changes") } else { commit },
    })
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, processor, cores, sha_instructions, kernel, rustc, node, load, commit } = self;
        let sha = if *sha_instructions { "with SHA instructions" } else { "without SHA instructions" };
        writeln!(f, "{date}; {processor}, {cores} cores, {sha}; {kernel}; load {load}")?;
        write!(f, "{rustc}; Node {node}; commit {commit}")
    }
}
