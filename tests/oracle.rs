//! What independent programs said of our outputs (`cargo xtask oracle`), and that it was these outputs they saw.

#![allow(clippy::expect_used, reason = "a test may stop")]

use kamei::deliver::pour;
use kamei::formats::Limits;
use kamei::identity::ProjectKey;
use kamei::policy::{Decisions, Policy};
use kamei::session::{Batch, Bench, Plan, Surveyed, survey};
use kamei::source::{Memory, ReadError};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// As `cargo xtask oracle` decides: everything that can be written is asked about.
const DECISIONS: &str = r#"{"format":"kamei-decisions/1","decisions":[
  {"select":{"path":"*"},"action":"clear"},{"select":{"path":"*"},"action":"keep-surface"}]}"#;

fn report(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("committed")).expect("JSON")
}

fn files(report: &Value) -> &[Value] {
    report.get("files").and_then(Value::as_array).expect("files")
}

#[test]
fn pydicom_dcmtk_and_dciodvfy_found_no_fault_in_any_output() {
    for (name, least) in [("oracle-sample.json", 10), ("oracle-corpus.json", 370)] {
        let report = report(name);
        for tool in ["pydicom", "dcmdump", "dciodvfy"] {
            let version = report.get("tools").and_then(|tools| tools.get(tool)).and_then(Value::as_str);
            assert!(version.is_some_and(|version| !version.is_empty()), "{name}: no version of {tool}");
        }
        assert!(files(&report).len() >= least, "{name}");
        for file in files(&report) {
            assert_eq!(file.get("pydicom").and_then(Value::as_str), Some("ok"), "{file}");
            assert_eq!(file.get("dcmdump").and_then(Value::as_bool), Some(true), "{file}");
            assert_eq!(file.get("dciodvfy_new").and_then(Value::as_array).map(Vec::len), Some(0), "{file}");
        }
    }
}

#[test]
fn the_report_on_the_sample_study_is_about_what_is_written_today() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample-study");
    let inputs = inputs(&root);
    let limits = Limits::default();
    let surveyed: Vec<Surveyed> =
        inputs.iter().map(|(path, bytes)| survey(path, &Memory(bytes.as_slice()), &limits)).collect();
    let mut batch = Batch::default();
    surveyed.iter().for_each(|surveyed| batch.absorb(surveyed));
    let policy = Policy::preset("ps3-15-basic").expect("preset");
    let key = ProjectKey::from_hex(&"5a".repeat(32)).expect("key");
    let plan = Plan::new(&batch, policy, &key, Decisions::from_json(DECISIONS).expect("lawful")).expect("plan");
    let bench = Bench::new(plan, limits).expect("bench");
    let written = inputs.iter().zip(&surveyed).filter_map(|((_, bytes), surveyed)| {
        let source = Memory(bytes.as_slice());
        let output = bench.rewrite(surveyed, &source).output?;
        let sealed = pour::<ReadError>(&output.rope, &source, 1 << 16, |_| Ok(())).expect("in memory");
        Some(sealed.sha256.to_hex())
    });
    let report = report("oracle-sample.json");
    let seen: BTreeSet<&str> = files(&report).iter().filter_map(|file| file.get("sha256")?.as_str()).collect();
    let written: BTreeSet<String> = written.collect();
    assert_eq!(written.iter().map(String::as_str).collect::<BTreeSet<_>>(), seen, "run `cargo xtask oracle`");
}

fn inputs(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut todo: Vec<PathBuf> = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(std::fs::read_dir(&path).expect("folder").map(|entry| entry.expect("entry").path()));
        } else {
            let relative = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            found.push((relative, std::fs::read(&path).expect("readable")));
        }
    }
    found.sort();
    found
}
