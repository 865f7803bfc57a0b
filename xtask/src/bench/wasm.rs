//! The same core in WebAssembly, in Node: the steps alone, and the page's own surface.
//!
//! In: `kamei-stages` as a module, bound and optimised like the page's. Out: seconds.
//! Does not: start a browser. Node runs the engine of one of them; what a page adds is measured by its own tests.

use super::Case;
use super::measure::Spread;
use super::stages::{self, Steps};
use crate::ground::{Ground, Trouble, ask, quietly, show};
use crate::page::{Manifest, Profile};
use serde::Serialize;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Seconds through the page's surface, over a whole set.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) set: &'static str,
    pub(crate) title: &'static str,
    pub(crate) files: u64,
    pub(crate) bytes: u64,
    /// Of `survey`, `Desk.absorb`, `Desk.plan` with `new Bench`, `Bench.rewrite`.
    pub(crate) seconds: Vec<Spread>,
}

/// What Node answered.
pub(super) struct Answer {
    pub(super) steps: Steps,
    pub(super) page: Option<Page>,
}

/// Builds the module; answers where its JavaScript lies.
pub(super) fn build(ground: &Ground, below: &Path) -> Result<PathBuf, Trouble> {
    let out = below.join("wasm");
    show(ground.cargo().args(["rustc", "--quiet", "--locked", "--release", "--package", "kamei-stages"]).args([
        "--lib",
        "--crate-type",
        "cdylib",
        "--target",
        TARGET,
    ]))?;
    let compiled = ground.cargo_target.join(TARGET).join("release/kamei_stages.wasm");
    let bound = Bindgen::new().input_path(compiled).out_name("stages").nodejs(true).and_then(|b| b.generate(&out));
    bound.map_err(|why| Trouble::new(format!("wasm-bindgen: {why:#}")))?;
    let module = out.join("stages_bg.wasm");
    let mut wasm_opt = ground.command(ground.node_bin("wasm-opt"));
    let manifest = Manifest::read(ground)?;
    quietly(wasm_opt.arg(&module).arg("-o").arg(&module).args(manifest.wasm_opt.flags(Profile::Release)))?;
    Ok(out.join("stages.js"))
}

/// Times a set.
pub(super) fn measure(ground: &Ground, module: &Path, case: &Case, rounds: u32) -> Result<Answer, Trouble> {
    eprintln!("bench: {}, WebAssembly", case.set.title());
    let script = ground.root.join("xtask/src/bench/in_node.cjs");
    let mut node = ground.command("node");
    // The first round warms the compiler up and is not counted.
    let text = ask(node.arg(script).arg(module).arg(&case.data.folder).arg((rounds + 1).to_string()))?;
    let lines: Vec<(&str, &str)> = text.lines().skip(1).filter_map(|line| line.split_once(" | ")).collect();
    let left: Vec<&str> = lines.iter().map(|(steps, _)| *steps).collect();
    let steps = stages::read("wasm", case, &left.join("\n"))?;
    let rounds: Option<Vec<Vec<f64>>> =
        lines.iter().map(|(_, page)| page.split(' ').map(|n| n.parse().ok()).collect()).collect();
    let page = rounds.map(|rounds| {
        let of = |n: usize| Spread::of(rounds.iter().filter_map(|round| round.get(n).copied()).collect());
        let (set, title) = (case.set.name(), case.set.title());
        Page { set, title, files: case.data.files, bytes: case.data.bytes, seconds: (0..4).map(of).collect() }
    });
    Ok(Answer { steps, page })
}
