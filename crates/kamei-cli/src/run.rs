//! `kamei run`: survey, plan, rewrite, record. Reads from top to bottom like the run itself.

use crate::args;
use crate::disk::{self, Stamp};
use crate::inputs::{self, Input, Where};
use crate::keys;
use crate::package::{Failure, Package};
use crate::say::{Say, Status, Stop};
use crate::workers::{self, Stopped};
use dicom_parser_wasm::{Memory, Source};
use kamei::deliver::{self, Entry, Manifest, ManifestFile, Record, Sealed};
use kamei::formats::{Finding, Limits};
use kamei::outcome::{Code, Fate, Kind, Outcome, Reason};
use kamei::policy::{DecisionError, Decisions, Policy, PolicyError};
use kamei::session::{self, Batch, Bench, Plan, PlanError, Surveyed};
use std::path::{Component, Path, PathBuf};

/// `kamei run`.
pub(crate) fn run(options: &args::Run, say: &Say) -> Result<Status, Stop> {
    // Everything that a person can get wrong is asked before anything is read or written.
    let policy = policy(&options.policy)?;
    let decisions = decisions(options.decisions.as_deref())?;
    check_places(options)?;
    let key = keys::of_run(&options.key)?;
    let inputs = inputs::collect(&options.inputs)?;
    let (jobs, stopped) = (workers::count(options.work.jobs), Stopped::listen());

    let (batch, seen) = survey(&inputs, jobs, &stopped, say);
    let plan = Plan::new(&batch, policy, key.key(), decisions).map_err(|e| of_plan(&e))?;
    let unused = plan.unused_decisions().to_vec();
    let bench = Bench::new(plan, Limits::default()).map_err(|e| of_plan(&e))?;
    drop(batch);

    // The hospital's secrets are safe before the first byte of a package.
    key.settle()?;
    make_record_folder(&options.record)?;
    let package = Package::begin(&options.out)?;
    let mut record = Record::new(bench.plan().policy());
    for place in unused {
        record.warnings.push(say.text("warn-decision-unused", &[("place", place.into())]));
    }
    if bench.plan().conflicting_instances() > 0 {
        let n = bench.plan().conflicting_instances();
        record.warnings.push(say.text("warn-conflicting-instances", &[("n", n.into())]));
    }
    let mut files = Vec::new();
    let failure = rewrite(&bench, &inputs, &seen, jobs, &stopped, &package, say, |outcome, sealed| {
        let none = std::collections::BTreeMap::new();
        let changes = outcome.output.as_ref().map_or(&none, |output| &output.changes);
        if let (Some(output), Some(sealed)) = (&outcome.output, sealed) {
            files.push(ManifestFile::new(&output.path, outcome.kind, &sealed));
        }
        record.add(Entry::new(&outcome, &say.messages), changes);
    });

    record.complete = failure.is_none() && !stopped.is_set();
    // The record first: a package that is whole and that nothing accounts for must not be.
    let path = options.record.join(deliver::RUN_JSON);
    let write = |record: &mut Record| {
        let json = record.to_json();
        keys::write_secret(&path, json.as_bytes()).map_err(|e| Stop::failed("err-file-write").file(&path).io(&e))
    };
    write(&mut record)?;
    if record.complete
        && let Err(stop) = package.finish(&Manifest::new(bench.plan().policy(), files))
    {
        record.complete = false;
        write(&mut record)?;
        return Err(stop);
    }
    if let Some(error) = failure {
        return Err(Stop::failed("err-file-write").file(&options.out).io(&error));
    }
    if !record.complete {
        return Err(Stop::failed("err-interrupted"));
    }
    tell(&record, options, say);
    Ok(if record.has_held() { Status::Held } else { Status::Done })
}

pub(crate) fn policy(name: &str) -> Result<Policy, Stop> {
    Policy::preset(name).map_err(|error| {
        let id = error.message_id();
        match error {
            PolicyError::NotYet(name) | PolicyError::Unknown(name) => Stop::usage(id).with("name", name),
            _ => Stop::usage(id),
        }
    })
}

fn decisions(path: Option<&Path>) -> Result<Decisions, Stop> {
    let Some(path) = path else { return Ok(Decisions::default()) };
    let text = std::fs::read_to_string(path).map_err(|e| Stop::usage("err-file-read").file(path).io(&e))?;
    Decisions::from_json(&text).map_err(|error| of_plan(&PlanError::Decisions(error)))
}

fn of_plan(error: &PlanError) -> Stop {
    let stop = Stop::usage(error.message_id());
    match error {
        PlanError::Decisions(DecisionError::Format { line }) => stop.with("line", line),
        PlanError::Decisions(DecisionError::Contradiction { first, second }) => {
            stop.with("first", first).with("second", second)
        }
        _ => stop,
    }
}

/// Package and record apart, neither over anything that stands there.
fn check_places(options: &args::Run) -> Result<(), Stop> {
    Package::check(&options.out)?;
    let out = resolved(&options.out);
    let secrets = [Some(&options.record), options.key.vault.as_ref()];
    for secret in secrets.into_iter().flatten() {
        if resolved(secret).starts_with(&out) {
            return Err(Stop::usage("err-secret-in-package").file(secret));
        }
    }
    let run_json = options.record.join(deliver::RUN_JSON);
    if run_json.exists() {
        return Err(Stop::usage("err-record-exists").file(&run_json));
    }
    Ok(())
}

/// Where a path that may not exist yet leads: its longest part that exists without links and `..`, the rest as it
/// would be made.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut at = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => drop(at.pop()),
            other => at.push(other),
        }
        // A link that leads nowhere yet leads somewhere once its target is made.
        if let Ok(target) = std::fs::canonicalize(&at) {
            at = target;
        } else if let Ok(target) = std::fs::read_link(&at) {
            let from = at.parent().map(Path::to_owned).unwrap_or_default();
            at = from.join(target);
        }
    }
    at
}

fn make_record_folder(path: &Path) -> Result<(), Stop> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|e| Stop::failed("err-file-write").file(path).io(&e))
}

/// What was seen of an input: its survey, and what tells whether the file is still the same.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) surveyed: Surveyed,
    stamp: Option<Stamp>,
}

/// Surveys all inputs; the results stand in the order of the inputs, `None` for those that an interruption left out.
pub(crate) fn survey(inputs: &[Input], jobs: usize, stopped: &Stopped, say: &Say) -> (Batch, Vec<Option<Seen>>) {
    let mut progress = say.progress("cli-surveying", inputs.iter().map(|input| input.bytes).sum());
    let mut batch = Batch::default();
    let broken = |input: &Input| {
        let reason = Reason::new(Code::Internal);
        Seen { surveyed: session::held(&input.path, input.bytes, Kind::Other, reason), stamp: None }
    };
    let mut all: Vec<Option<Seen>> = vec![None; inputs.len()];
    workers::each(inputs, jobs, stopped, survey_one, |n, seen| {
        let (Some(input), Some(slot)) = (inputs.get(n), all.get_mut(n)) else { return true };
        let seen = seen.unwrap_or_else(|| broken(input));
        progress.add(input.bytes);
        batch.absorb(&seen.surveyed);
        *slot = Some(seen);
        true
    });
    progress.finish();
    (batch, all)
}

fn survey_one(input: &Input) -> Seen {
    if let Some(surveyed) = input.known() {
        return Seen { surveyed, stamp: None };
    }
    match with_source(input, Check::First, |source| session::survey(&input.path, source, &Limits::default())) {
        Ok((surveyed, stamp)) => Seen { surveyed, stamp: Some(stamp) },
        Err(reason) => Seen { surveyed: session::held(&input.path, input.bytes, Kind::Other, reason), stamp: None },
    }
}

/// Whether a member of an archive is compared with its directory: once is enough as long as the file is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    First,
    Done,
}

/// Opens an input and hands its bytes over.
fn with_source<R>(input: &Input, check: Check, work: impl FnOnce(&dyn Source) -> R) -> Result<(R, Stamp), Reason> {
    let unreadable = |_| Reason::new(Code::Unreadable);
    let (done, stamp) = match &input.at {
        // What is nowhere to be read (a pipe, a link) must not even be opened.
        Where::Nowhere(reason, _) => return Err(reason.clone()),
        Where::File => {
            let (file, stamp) = disk::open(&input.file).map_err(unreadable)?;
            (work(&file), stamp)
        }
        Where::Member(members, index) => {
            let (archive, stamp) = disk::open_large(&input.file).map_err(unreadable)?;
            if check == Check::First {
                members.check(*index, &archive)?;
            }
            let member = members.source(*index, &archive)?;
            match disk::whole(&member)? {
                Some(bytes) => (work(&Memory(bytes)), stamp),
                None => (work(&member), stamp),
            }
        }
    };
    if disk::stamp(&input.file).ok() == Some(stamp) { Ok((done, stamp)) } else { Err(Reason::new(Code::Changed)) }
}

/// Rewrites all inputs and hands the outcomes over. Gives the error of the package's disk that stopped it, if one did.
#[allow(clippy::too_many_arguments, reason = "the run's values, each used once")]
fn rewrite(
    bench: &Bench,
    inputs: &[Input],
    seen: &[Option<Seen>],
    jobs: usize,
    stopped: &Stopped,
    package: &Package,
    say: &Say,
    mut take: impl FnMut(Outcome, Option<Sealed>),
) -> Option<std::io::Error> {
    let pairs: Vec<_> = inputs.iter().zip(seen).filter_map(|(input, seen)| Some((input, seen.as_ref()?))).collect();
    let mut progress = say.progress("cli-rewriting", pairs.iter().map(|(_, seen)| seen.surveyed.bytes).sum());
    let mut failure = None;
    workers::each(
        &pairs,
        jobs,
        stopped,
        |(input, seen)| rewrite_one(bench, input, seen, package),
        |n, done| {
            let Some((_, seen)) = pairs.get(n) else { return true };
            progress.add(seen.surveyed.bytes);
            match done {
                None => take(session::failed(&seen.surveyed, Reason::new(Code::Internal)), None),
                Some(Ok((outcome, sealed))) => take(outcome, sealed),
                Some(Err(error)) => {
                    failure = Some(error);
                    return false;
                }
            }
            true
        },
    );
    progress.finish();
    failure
}

fn rewrite_one(
    bench: &Bench,
    input: &Input,
    seen: &Seen,
    package: &Package,
) -> Result<(Outcome, Option<Sealed>), std::io::Error> {
    let surveyed = &seen.surveyed;
    // What was held back needs no second look: neither at its bytes nor whether they are still there.
    let Some(before) = seen.stamp.filter(|_| matches!(surveyed.finding, Finding::Ready { .. })) else {
        return Ok((bench.rewrite(surveyed, &Memory(Vec::new())), None));
    };
    let mut written = None;
    let done = with_source(input, Check::Done, |source| {
        let outcome = bench.rewrite(surveyed, source);
        let Some(output) = &outcome.output else { return Ok((outcome, None)) };
        match package.write(output, source) {
            Ok(sealed) => {
                written = Some(output.path.clone());
                Ok((outcome, Some(sealed)))
            }
            Err(Failure::Disk(error)) => Err(error),
            Err(Failure::Input(reason)) => Ok((session::failed(surveyed, reason), None)),
        }
    });
    let reason = match done {
        Ok((done, stamp)) if stamp == before => return done,
        Ok(_) => Reason::new(Code::Changed),
        Err(reason) => reason,
    };
    if let Some(path) = written {
        package.forget(&path);
    }
    Ok((session::failed(surveyed, reason), None))
}

/// What happened, in numbers that add up, and what waits.
fn tell(record: &Record, options: &args::Run, say: &Say) {
    let sum = |fate| record.sums.get(&fate).copied().unwrap_or_default();
    let all: u64 = record.sums.values().sum();
    say.line(
        "cli-done",
        &[
            ("all", all.into()),
            ("written", sum(Fate::Written).into()),
            ("withheld", sum(Fate::Withheld).into()),
            ("refused", sum(Fate::Refused).into()),
            ("excluded", sum(Fate::Excluded).into()),
            ("duplicate", sum(Fate::Duplicate).into()),
        ],
    );
    let mut codes: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for entry in record.inputs.iter().filter(|e| matches!(e.outcome, Fate::Withheld | Fate::Refused)) {
        *codes.entry(entry.code.as_deref().unwrap_or_default()).or_default() += 1;
    }
    for (code, n) in codes {
        let why = say.text(&format!("why-{code}"), &[]);
        let remedy = say.text(&format!("remedy-{code}"), &[]);
        println!("  {n} × {code}: {why} {remedy}");
    }
    for warning in &record.warnings {
        println!("  {warning}");
    }
    say.line("cli-package", &[("path", options.out.display().to_string().into())]);
    say.line("cli-record", &[("path", options.record.join(deliver::RUN_JSON).display().to_string().into())]);
}
