//! The house is as its documents say: rooms, codes, and words that belong together.

#![allow(clippy::expect_used, reason = "a test may stop")]

use kamei::outcome::Code;
use std::collections::BTreeSet;
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

#[test]
fn every_room_stands_in_the_architecture_and_every_named_room_exists() {
    let text = read("docs/ARCHITECTURE.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in std::fs::read_dir(root.join("src")).expect("src") {
        let entry = entry.expect("entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        if name != "lib.rs" {
            assert!(text.contains(&format!("`{name}`")), "src/{name} is missing in docs/ARCHITECTURE.md");
        }
    }
    for heading in text.lines().filter_map(|line| line.strip_prefix("### `")) {
        let name = heading.trim_end_matches('`');
        let exists = root.join(name).is_dir() || root.join("src").join(name).is_dir();
        assert!(exists, "docs/ARCHITECTURE.md names `{name}`, which is gone");
    }
}

#[test]
fn unsupported_lists_every_code_with_its_fate_and_no_other() {
    let text = read("docs/unsupported.md");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
        Some((cells.next()?, cells.next()?))
    });
    let listed: BTreeSet<(String, String)> = rows.collect();
    let known = Code::ALL.iter().map(|code| (code.as_str().to_owned(), code.fate().as_str().to_owned()));
    assert_eq!(listed, known.collect());
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut todo = vec![Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()];
    while let Some(path) = todo.pop() {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | ".git") {
                todo.extend(std::fs::read_dir(&path).expect("folder").map(|e| e.expect("entry").path()));
            }
        } else if name.ends_with(".rs") {
            let text = std::fs::read_to_string(&path).expect("readable");
            let is_generated = text.starts_with("// Generated") || text.starts_with("// @generated");
            let first = text.lines().find(|line| !line.is_empty() && !line.starts_with("#!["));
            let is_test = name == "tests.rs" || path.components().any(|part| part.as_os_str() == "tests");
            assert!(
                is_test || is_generated || first.is_some_and(|l| l.starts_with("//!")),
                "{} has no first line",
                path.display()
            );
        }
    }
}
