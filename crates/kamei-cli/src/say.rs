//! Speaking to people: messages in their language, errors with a remedy, progress.
//!
//! Does not: show original values, or paths of a single input in progress.

use fluent_bundle::FluentValue;
use indicatif::{ProgressBar, ProgressStyle};
use kamei::messages::{Lang, Messages};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Everything was written.
    Done,
    /// It could not finish.
    Failed,
    /// The command line, policy or decisions are wrong; nothing was written.
    Usage,
    /// Finished, but something was withheld or refused; of `verify`: the package differs.
    Held,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => 0,
            Status::Failed => 1,
            Status::Usage => 2,
            Status::Held => 3,
        }
        .into()
    }
}

/// What stops a run: a message's id, its arguments, and the exit status.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) status: Status,
    id: String,
    args: Vec<(&'static str, String)>,
}

impl Stop {
    /// A wrong command line or input of a person's making.
    pub(crate) fn usage(id: &str) -> Self {
        Self { status: Status::Usage, id: id.to_owned(), args: Vec::new() }
    }

    /// Something that failed on the way.
    pub(crate) fn failed(id: &str) -> Self {
        Self { status: Status::Failed, id: id.to_owned(), args: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    pub(crate) fn file(self, path: &Path) -> Self {
        self.with("file", path.display())
    }

    pub(crate) fn io(self, error: &std::io::Error) -> Self {
        self.with("error", error.kind())
    }
}

/// A person to speak to.
pub(crate) struct Say {
    pub(crate) messages: Messages,
}

impl Say {
    pub(crate) fn new(lang: Option<&str>) -> Self {
        let from_env = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
        };
        let locale = lang.map(str::to_owned).or_else(from_env).unwrap_or_default();
        Self { messages: Messages::new(Lang::from_locale(&locale)) }
    }

    pub(crate) fn text(&self, id: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.messages.text(id, args)
    }

    /// A line of results.
    pub(crate) fn line(&self, id: &str, args: &[(&str, FluentValue<'_>)]) {
        println!("{}", self.text(id, args));
    }

    /// What happened, and what to do.
    pub(crate) fn error(&self, stop: &Stop) {
        let args: Vec<_> = stop.args.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
        eprintln!("{}", self.text(&stop.id, &args));
        let remedy = stop.id.replacen("err-", "rec-", 1);
        if remedy != stop.id && self.messages.has(&remedy) {
            eprintln!("{}", self.text(&remedy, &args));
        }
    }

    /// Progress of a step over so many bytes: a bar on a terminal, now and then a line elsewhere.
    pub(crate) fn progress(&self, step: &str, bytes: u64) -> Progress {
        let name = self.text(step, &[]);
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(bytes);
            let template = "{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
            bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(name.clone());
            bar
        });
        Progress { bar, name, done: 0, total: bytes.max(1), told: Instant::now() }
    }
}

/// How far a step has come.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    name: String,
    done: u64,
    total: u64,
    told: Instant,
}

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

impl Progress {
    pub(crate) fn add(&mut self, bytes: u64) {
        self.done = self.done.saturating_add(bytes);
        match &self.bar {
            Some(bar) => bar.set_position(self.done),
            None if self.told.elapsed() >= PAUSE => {
                self.told = Instant::now();
                eprintln!("{}: {} %", self.name, u128::from(self.done) * 100 / u128::from(self.total));
            }
            None => {}
        }
    }

    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
