//! `cargo xtask start [--once]`: from a fresh clone to a running page.
//!
//! In: the repository. Out: what is missing installed, both programs built, the sample study processed
//! into `target/demo`, the page served (unless `--once`).

use crate::ground::{Ground, Trouble, read, write};
use crate::page::{self, Profile};
use crate::{build, serve, setup};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Exit status of `kamei run` for "finished, but something was withheld or refused".
const SOMETHING_WITHHELD: i32 = 3;

/// Does all of it.
pub(crate) fn run(ground: &Ground, flags: &[&str]) -> Result<(), Trouble> {
    let once = match flags {
        [] => false,
        ["--once"] => true,
        other => return Err(Trouble::new(format!("start: unknown flags {other:?}")).remedy("the only one is --once")),
    };
    setup::run(ground)?;
    let program = build::command_line(ground, Profile::Dev)?;
    let page = page::build(ground, Profile::Dev)?;
    demo(ground, &program)?;
    println!("\nThe page: {}", page.display());
    if once { Ok(()) } else { serve::run(ground, &[]) }
}

/// Runs the bundled sample study and says what became of it.
fn demo(ground: &Ground, program: &Path) -> Result<(), Trouble> {
    let sample = ground.root.join("tests/data/sample-study");
    if !sample.is_dir() {
        println!("start: no sample study yet (tests/data/sample-study): nothing to show");
        return Ok(());
    }
    let demo = ground.target.join("demo");
    if demo.exists() {
        std::fs::remove_dir_all(&demo)
            .map_err(|why| Trouble::new(format!("cannot empty {}: {why}", demo.display())))?;
    }
    let (package, record, key) = (demo.join("package"), demo.join("record"), demo.join("project.key"));
    // The sample holds no patient, so its key may be known; a real one comes from the vault.
    write(&key, "5a".repeat(32) + "\n")?;
    let mut kamei = ground.command(program);
    kamei.arg("run").arg(&sample).arg("--out").arg(&package).arg("--record").arg(&record);
    kamei.arg("--key-file").arg(&key).args(["--policy", "ps3-15-basic"]);
    let status = kamei.status().map_err(|why| Trouble::new(format!("kamei did not start: {why}")))?;
    if !status.success() && status.code() != Some(SOMETHING_WITHHELD) {
        return Err(Trouble::new(format!("`kamei run` on the sample study ended with {status}")));
    }
    println!("\nThe sample study, {} files:", count(&record.join("run.json"))?);
    println!("  for the receiver: {}", package.display());
    println!("  for the hospital: {}", record.display());
    Ok(())
}

/// The outcomes in words: "12 (written 10, withheld 2)".
fn count(run_json: &Path) -> Result<String, Trouble> {
    let run: Value = serde_json::from_str(&read(run_json)?)
        .map_err(|why| Trouble::new(format!("{} is no JSON: {why}", run_json.display())))?;
    let mut outcomes = BTreeMap::<&str, usize>::new();
    let inputs = run.get("inputs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for outcome in inputs.iter().filter_map(|input| input.get("outcome")?.as_str()) {
        *outcomes.entry(outcome).or_default() += 1;
    }
    let words: Vec<String> = outcomes.iter().rev().map(|(outcome, count)| format!("{outcome} {count}")).collect();
    Ok(format!("{} ({})", inputs.len(), words.join(", ")))
}
