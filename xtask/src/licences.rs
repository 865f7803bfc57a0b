//! `cargo xtask licences [--check]`: the list of what is shipped with Kamei and under which licence.
//!
//! In: `cargo metadata` and `www/node_modules`. Out: docs/third-party.md, written or compared.
//! Does not: judge licences; `deny.toml` says which are allowed, and this command refuses a package without one.

use crate::ground::{Ground, Trouble};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Packages of npm whose code is in the page.
const IN_PAGE: [&str; 4] = ["@fluent/bundle", "@preact/signals", "@preact/signals-core", "preact"];

pub(crate) fn run(ground: &Ground, words: &[&str]) -> Result<(), Trouble> {
    let text = list(ground)?;
    let path = ground.root.join("docs/third-party.md");
    let is_same = std::fs::read_to_string(&path).is_ok_and(|old| old == text);
    if words.contains(&"--check") {
        return if is_same {
            Ok(())
        } else {
            Err(Trouble::new("docs/third-party.md is out of date").remedy("run `cargo xtask licences`"))
        };
    }
    if !is_same {
        std::fs::write(&path, text).map_err(|error| Trouble::new(format!("docs/third-party.md: {error}")))?;
    }
    Ok(())
}

fn list(ground: &Ground) -> Result<String, Trouble> {
    let output = ground.cargo().args(["metadata", "--format-version", "1", "--locked"]).output();
    let output = output.map_err(|error| Trouble::new(format!("cargo metadata: {error}")))?;
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|error| Trouble::new(error.to_string()))?;
    let mut rows: BTreeMap<(String, String), String> = BTreeMap::new();
    let shipped = shipped(&metadata);
    for package in array(&metadata, "packages").filter(|package| shipped.contains(text(package, "id"))) {
        if package.get("source").is_none_or(Value::is_null) {
            continue; // our own
        }
        let licence = text(package, "license");
        if licence.is_empty() {
            return Err(Trouble::new(format!("{} states no licence", text(package, "name"))));
        }
        rows.insert((text(package, "name").into(), text(package, "version").into()), licence.replace('/', " OR "));
    }
    let mut out = String::from(
        "# Third-party licences\n\nWhat is linked into the command line or the page. Written by `cargo xtask licences`.\n\n\
         | package | version | licence |\n|---|---|---|\n",
    );
    for ((name, version), licence) in rows {
        let _ = writeln!(out, "| {name} | {version} | {licence} |");
    }
    for name in IN_PAGE {
        let path = ground.www().join("node_modules").join(name).join("package.json");
        let json = std::fs::read_to_string(&path)
            .map_err(|_| Trouble::new(format!("{name} is not installed")).remedy("run `cargo xtask setup`"))?;
        let package: Value = serde_json::from_str(&json).map_err(|error| Trouble::new(error.to_string()))?;
        let _ = writeln!(out, "| {name} (npm) | {} | {} |", text(&package, "version"), text(&package, "license"));
    }
    Ok(out)
}

/// Ids of all packages that the shells are linked from, by normal dependencies alone.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes = || metadata.get("resolve").into_iter().flat_map(|resolve| array(resolve, "nodes"));
    let is_root = |id: &&str| id.contains("kamei");
    let mut todo: Vec<&str> = nodes().map(|node| text(node, "id")).filter(is_root).collect();
    let mut seen = BTreeSet::new();
    let by_id: BTreeMap<&str, &Value> = nodes().map(|node| (text(node, "id"), node)).collect();
    while let Some(id) = todo.pop() {
        let Some(node) = by_id.get(id).filter(|_| seen.insert(id)) else { continue };
        for dependency in array(node, "deps") {
            let is_normal = array(dependency, "dep_kinds").any(|kind| kind.get("kind").is_none_or(Value::is_null));
            if is_normal {
                todo.push(text(dependency, "pkg"));
            }
        }
    }
    seen
}

fn array<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
