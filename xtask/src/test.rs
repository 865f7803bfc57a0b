//! `cargo xtask test [STAGE...]`: everything that must hold, cheapest first.
//!
//! In: the sources. Out: one line a stage with its time, then "N passed, N failed"; the first stage that
//! fails is the last one run, and says what to do.
//! Does not: skip. What a stage needs and does not find is a failure that names what to install.

use crate::build;
use crate::ground::{Ground, Trouble, quietly, show};
use crate::page::{self, Profile};
use crate::setup::{self, Browsers};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// One thing to check.
struct Stage {
    name: &'static str,
    check: fn(&Ground) -> Result<(), Trouble>,
    /// What to do when it fails.
    remedy: &'static str,
}

const STAGES: [Stage; 12] = [
    Stage { name: "fmt", check: fmt, remedy: "run `cargo fmt --all`" },
    Stage { name: "clippy", check: clippy, remedy: "mend what it names: `cargo clippy --workspace --all-targets`" },
    Stage { name: "unit", check: unit, remedy: "one test: `cargo test -p PACKAGE NAME`" },
    Stage { name: "tables", check: tables, remedy: "run `cargo xtask tables` and commit what it wrote" },
    Stage { name: "licences", check: licences, remedy: "run `cargo xtask licences` and commit what it wrote" },
    Stage { name: "page", check: page, remedy: "`cargo xtask build` shows the same failure" },
    Stage { name: "wasm", check: wasm, remedy: "run `node tests/wasm/run.mjs`" },
    Stage { name: "types", check: types, remedy: "run `npm run types` in www" },
    Stage { name: "biome", check: biome, remedy: "run `npm run fix` in www, then mend what is left" },
    Stage { name: "page-unit", check: page_unit, remedy: "run `npm test` in www" },
    Stage { name: "e2e-chromium", check: e2e_chromium, remedy: "pictures are in target/e2e-report/chromium" },
    Stage { name: "e2e-firefox", check: e2e_firefox, remedy: "pictures are in target/e2e-report/firefox" },
];

/// Runs the stages.
pub(crate) fn run(ground: &Ground, wanted: &[&str]) -> Result<ExitCode, Trouble> {
    if let Some(unknown) = wanted.iter().find(|name| !STAGES.iter().any(|stage| stage.name == **name)) {
        let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(Trouble::new(format!("there is no stage `{unknown}`")).remedy(names.join(" ")));
    }
    setup::for_building(ground)?;
    let mut passed = 0_usize;
    for stage in STAGES.iter().filter(|stage| wanted.is_empty() || wanted.contains(&stage.name)) {
        let start = Instant::now();
        let outcome = (stage.check)(ground);
        let seconds = start.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => {
                println!("ok    {:<14}{seconds:>7.1} s", stage.name);
                passed += 1;
            }
            Err(trouble) => {
                println!("{trouble}\nFAIL  {:<14}{seconds:>7.1} s\n  -> {}", stage.name, stage.remedy);
                println!("{passed} passed, 1 failed");
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    println!("{passed} passed, 0 failed");
    Ok(ExitCode::SUCCESS)
}

fn fmt(ground: &Ground) -> Result<(), Trouble> {
    quietly(ground.cargo().args(["fmt", "--all", "--check"]))
}

fn clippy(ground: &Ground) -> Result<(), Trouble> {
    quietly(ground.cargo().args([
        "clippy",
        "--quiet",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn unit(ground: &Ground) -> Result<(), Trouble> {
    let mut tests = ground.cargo();
    tests.args(["test", "--quiet", "--locked", "--workspace"]);
    match corpus(ground) {
        Some(folder) => _ = tests.env("KAMEI_CORPUS", folder),
        None => println!("      not run: no corpus (laws over real files; KAMEI_CORPUS names a folder)"),
    }
    quietly(&mut tests)
}

/// A folder of real files for the laws that want one: as named, else beside the checkout.
fn corpus(ground: &Ground) -> Option<PathBuf> {
    let named = std::env::var_os("KAMEI_CORPUS").map(PathBuf::from);
    named.or_else(|| Some(ground.root.join("../shared/corpus/data"))).filter(|folder| folder.is_dir())
}

fn tables(ground: &Ground) -> Result<(), Trouble> {
    crate::tables::tables(&ground.root, true).map(drop).map_err(Trouble::new)
}

fn licences(ground: &Ground) -> Result<(), Trouble> {
    crate::licences::run(ground, &["--check"])
}

fn page(ground: &Ground) -> Result<(), Trouble> {
    page::build(ground, Profile::Dev).map(drop)
}

fn wasm(ground: &Ground) -> Result<(), Trouble> {
    let script = ground.root.join("tests/wasm/run.mjs");
    if !script.is_file() {
        println!("      (no golden vectors yet: tests/wasm/run.mjs)");
        return Ok(());
    }
    quietly(ground.command("node").arg(script).arg(ground.page_steps()))
}

fn types(ground: &Ground) -> Result<(), Trouble> {
    quietly(ground.command(ground.node_bin("tsc")).arg("--noEmit").current_dir(ground.www()))
}

fn biome(ground: &Ground) -> Result<(), Trouble> {
    quietly(ground.command(ground.node_bin("biome")).args(["check", "--error-on-warnings"]))
}

fn page_unit(ground: &Ground) -> Result<(), Trouble> {
    quietly(ground.command("npm").args(["test", "--silent"]).current_dir(ground.www()))
}

fn e2e_chromium(ground: &Ground) -> Result<(), Trouble> {
    e2e(ground, "chromium")
}

fn e2e_firefox(ground: &Ground) -> Result<(), Trouble> {
    e2e(ground, "firefox")
}

fn e2e(ground: &Ground, browser: &str) -> Result<(), Trouble> {
    let browsers = Browsers::find()?;
    let program = build::command_line(ground, Profile::Dev)?;
    let mut node = ground.command("node");
    node.env("CHROME", &browsers.chromium).env("FIREFOX", &browsers.firefox).env("KAMEI", program);
    show(node.arg("tests/e2e/run.mjs").arg(browser))
}
