//! `cargo xtask bench [--peers] [--rounds N] [--set NAME]... [--no-wasm]`: how fast, and beside whom.
//!
//! In: this repository, release builds of it, generated files. Out: a table, `target/bench/report.json`.
//! What is compared runs in turn within one round, so that a busy machine slows all of them alike; every
//! figure comes from all rounds, with the least and the most.
//!
//! Does not: judge. A target that is missed is a line of the table, not a failure.

mod data;
mod element;
mod kamei;
mod limit;
mod machine;
mod measure;
mod peers;
mod report;
mod stages;
mod wasm;

use crate::build;
use crate::ground::{Ground, Trouble};
use crate::page::Profile;
use data::{Set, Written};
use measure::Measured;
use std::path::Path;

/// What was asked for.
struct Asked {
    peers: bool,
    wasm: bool,
    rounds: u32,
    sets: Vec<Set>,
}

/// A generated set and its place.
pub(super) struct Case {
    set: Set,
    data: Written,
}

/// Measures and reports.
pub(crate) fn run(ground: &Ground, flags: &[&str]) -> Result<(), Trouble> {
    let asked = Asked::read(flags)?;
    let program = build::command_line(ground, Profile::Release)?;
    let stages_program = stages::build(ground)?;
    let below = ground.target.join("bench");
    let peers = peers::find(ground, &below, asked.peers)?;
    let mut cases = Vec::new();
    for set in asked.sets {
        cases.push(Case { set, data: data::write(&below.join("data"), set)? });
    }
    let machine = machine::look(ground)?;
    println!("{machine}");
    let out = measure::place(&below);
    println!("written to {}\n", out.display());
    let mut measured: Vec<Measured> = Vec::new();
    for case in &cases {
        let mut rows: Vec<Measured> = Vec::new();
        for round in 0..asked.rounds {
            eprintln!("bench: {}, round {} of {}", case.set.title(), round + 1, asked.rounds);
            for (name, used) in one_round(case, &program, &peers, &out)? {
                match rows.iter_mut().find(|row| row.name == name) {
                    Some(row) => row.runs.push(used),
                    None => rows.push(Measured::new(name, case, used)),
                }
            }
        }
        measured.extend(rows);
    }
    let steps = cases.iter().map(|case| stages::native(&stages_program, case, asked.rounds));
    let mut steps = steps.collect::<Result<Vec<_>, _>>()?;
    let mut page = Vec::new();
    if asked.wasm {
        // Last: binding the module needs memory, and a child's peak is never less than its parent's was.
        let module = wasm::build(ground, &below)?;
        for case in &cases {
            let answer = wasm::measure(ground, &module, case, asked.rounds)?;
            steps.push(answer.steps);
            page.extend(answer.page);
        }
    }
    let report = report::Report { machine, rounds: asked.rounds, measured, steps, page };
    print!("{}", report.table());
    report.save(&below.join("report.json"))
}

fn one_round(
    case: &Case,
    program: &Path,
    peers: &[peers::Peer],
    out: &Path,
) -> Result<Vec<(String, measure::Used)>, Trouble> {
    let mut all = vec![(kamei::RUN.to_owned(), kamei::run(program, case, out)?)];
    all.push((kamei::INSPECT.to_owned(), kamei::inspect(program, case)?));
    if limit::speaks_of(case.set) {
        all.push((limit::NAME.to_owned(), limit::run(case, out)?));
    }
    measure::clear(out)?;
    // The largest number of files is there to see whether our own cost is linear.
    for peer in peers.iter().filter(|_| case.set != Set::Subjects) {
        all.extend(peer.run(case, out)?.map(|used| (peer.name.clone(), used)));
    }
    measure::clear(out)?;
    Ok(all)
}

impl Asked {
    fn read(flags: &[&str]) -> Result<Self, Trouble> {
        let wrong = |what: &str| {
            Trouble::new(format!("bench: {what}")).remedy("bench [--peers] [--rounds N] [--set NAME]... [--no-wasm]")
        };
        let mut asked = Self { peers: false, wasm: true, rounds: 5, sets: Vec::new() };
        let mut flags = flags.iter();
        while let Some(flag) = flags.next() {
            match *flag {
                "--peers" => asked.peers = true,
                "--no-wasm" => asked.wasm = false,
                "--rounds" => {
                    let rounds = flags.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                    asked.rounds = rounds.ok_or_else(|| wrong("--rounds needs a number"))?;
                }
                "--set" => {
                    let set = flags.next().and_then(|name| Set::ALL.into_iter().find(|set| set.name() == *name));
                    let names = Set::ALL.map(Set::name).join(", ");
                    asked.sets.push(set.ok_or_else(|| wrong(&format!("--set needs one of {names}")))?);
                }
                other => return Err(wrong(&format!("unknown flag {other}"))),
            }
        }
        if asked.sets.is_empty() {
            asked.sets = Set::ALL.to_vec();
        }
        Ok(asked)
    }
}
