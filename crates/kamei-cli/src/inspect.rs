//! `kamei inspect`: what was found, what would happen, what waits for a decision. Writes nothing but a
//! decisions file when asked; shows original values only when asked.

use crate::args;
use crate::inputs;
use crate::run::survey;
use crate::say::{Say, Status, Stop};
use crate::workers::{self, Stopped};
use kamei::formats::Finding;
use kamei::outcome::Code;
use kamei::session::Surveyed;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Found<'a> {
    kind: kamei::outcome::Kind,
    bytes: u64,
    status: &'a str,
    codes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modality: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
}

/// `kamei inspect`.
pub(crate) fn inspect(options: &args::Inspect, say: &Say) -> Result<Status, Stop> {
    let inputs = inputs::collect(&options.inputs)?;
    let stopped = Stopped::listen();
    let (batch, all) = survey(&inputs, workers::count(options.work.jobs), &stopped, say);
    if stopped.is_set() {
        return Err(Stop::failed("err-interrupted"));
    }
    let all: Vec<Surveyed> = all.into_iter().flatten().map(|seen| seen.surveyed).collect();
    if let Some(path) = &options.boxes {
        if path.exists() {
            return Err(Stop::usage("err-file-exists").file(path));
        }
        let text = to_decide(&all);
        std::fs::write(path, text).map_err(|e| Stop::failed("err-file-write").file(path).io(&e))?;
    }
    if options.json {
        let found: Vec<_> = all.iter().map(|surveyed| found(surveyed, options.reveal)).collect();
        println!("{}", serde_json::to_string_pretty(&found).unwrap_or_default());
        return Ok(Status::Done);
    }
    let sums = batch.summary();
    say.line(
        "cli-found",
        &[
            ("subjects", sums.subjects.into()),
            ("studies", sums.studies.into()),
            ("series", sums.series.into()),
            ("files", sums.files.into()),
        ],
    );
    let mut by: BTreeMap<(&str, String), u64> = BTreeMap::new();
    for surveyed in &all {
        let (status, codes) = status(surveyed);
        *by.entry((status, codes.join(", "))).or_default() += 1;
    }
    for ((status, codes), n) in by {
        println!("  {n} × {status} {codes}");
    }
    if options.reveal {
        for (subject, claims) in batch.register().subjects() {
            println!("  {} {}", subject.issuer, subject.id);
            claims.iter().for_each(|claim| println!("    {:?} {}", claim.role, claim.value));
        }
    }
    Ok(Status::Done)
}

fn status(surveyed: &Surveyed) -> (&'static str, Vec<&'static str>) {
    match &surveyed.finding {
        Finding::Ready { risks, .. } if risks.is_empty() => ("ready", Vec::new()),
        Finding::Ready { risks, .. } => ("withheld", risks.iter().map(|code| code.as_str()).collect()),
        Finding::Held(reason) => (reason.code.fate().as_str(), vec![reason.code.as_str()]),
    }
}

fn found(surveyed: &Surveyed, reveal: bool) -> Found<'_> {
    let (status, codes) = status(surveyed);
    let modality = match &surveyed.finding {
        Finding::Ready { evidence, .. } => Some(evidence.modality.as_str()),
        Finding::Held(_) => None,
    };
    // Names of files are often names of people.
    let path = reveal.then_some(surveyed.path.as_str());
    Found { kind: surveyed.kind, bytes: surveyed.bytes, status, codes, modality, path }
}

/// A decisions file with one entry for each file that waits; "exclude" until a person writes another.
fn to_decide(all: &[Surveyed]) -> String {
    let waits = |surveyed: &&Surveyed| match &surveyed.finding {
        Finding::Ready { risks, .. } => !risks.is_empty(),
        Finding::Held(reason) => {
            matches!(reason.code, Code::PhotoUndecided | Code::DocumentUndecided | Code::ProseUndecided)
        }
    };
    // `[` and the like stand for themselves only inside of brackets.
    let literal = |path: &str| path.replace('[', "[[]").replace('*', "[*]").replace('?', "[?]");
    let entries: Vec<_> = all
        .iter()
        .filter(waits)
        .map(|s| serde_json::json!({ "select": { "path": literal(&s.path) }, "action": "exclude" }))
        .collect();
    let file = serde_json::json!({ "format": "kamei-decisions/1", "decisions": entries });
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}
