//! The bundled sample study: `tests/data/sample-study`, made by `cargo xtask sample`.
//!
//! In: nothing. Out: the same files, byte for byte, on every machine; and beside them `planted.txt`, the values
//! that must be nowhere in a package. Nobody in it exists. Written from PS3.5 by hand, not by Kamei's own reader
//! and writer, so that the two cannot share an error.
//!
//! `cargo xtask sample --check` writes nothing and fails on a difference.

mod element;
mod objects;
mod people;
mod picture;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Everything that the generator writes, by path below `tests/data`.
type Files = BTreeMap<String, Vec<u8>>;

const STUDY: &str = "sample-study";

/// `cargo xtask sample [--check]`.
pub(crate) fn run(arguments: &[&str]) -> ExitCode {
    let is_check = match arguments {
        [] => false,
        ["--check"] => true,
        _ => {
            eprintln!("usage: cargo xtask sample [--check]");
            return ExitCode::from(2);
        }
    };
    match sample(&place(), is_check) {
        Ok(count) => {
            println!("sample: {count} files {}", if is_check { "as generated" } else { "written" });
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("sample: {what}\n  -> run `cargo xtask sample` and commit what it wrote");
            ExitCode::FAILURE
        }
    }
}

fn place() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data")
}

/// Writes the sample, or says where it differs from what stands there.
fn sample(place: &Path, is_check: bool) -> Result<usize, String> {
    let files = files();
    let standing = standing(&place.join(STUDY))?;
    let odd: Vec<_> = standing.iter().filter(|path| !files.contains_key(*path)).collect();
    if !odd.is_empty() {
        return Err(format!("files that no generator makes: {odd:?}"));
    }
    for (path, bytes) in &files {
        let at = place.join(path);
        if std::fs::read(&at).is_ok_and(|found| found == *bytes) {
            continue;
        }
        if is_check {
            return Err(format!("{path} differs"));
        }
        let written = at.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&at, bytes));
        written.map_err(|why| format!("cannot write {path}: {why}"))?;
    }
    Ok(files.len())
}

/// Paths of the files that stand in the study's folder, from the folder above it.
fn standing(study: &Path) -> Result<Vec<String>, String> {
    let (mut todo, mut found) = (vec![(study.to_owned(), STUDY.to_owned())], Vec::new());
    while let Some((folder, name)) = todo.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let entry = entry.map_err(|why| format!("cannot read {name}: {why}"))?;
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { todo.push((entry.path(), name)) } else { found.push(name) }
        }
    }
    Ok(found)
}

/// All files. The study first, then the list of what is planted in it.
fn files() -> Files {
    let mut files: Files = objects::all().into_iter().map(|(path, bytes)| (format!("{STUDY}/{path}"), bytes)).collect();
    files.insert("planted.txt".into(), people::planted().into_bytes());
    files
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_study_is_what_the_generator_makes() {
        sample(&place(), true).unwrap();
    }

    #[test]
    fn every_planted_value_stands_in_the_study() {
        let files = files();
        let study: Vec<&[u8]> =
            files.iter().filter(|(path, _)| path.contains('/')).map(|(_, b)| b.as_slice()).collect();
        let stands = |bytes: &[u8]| study.iter().any(|file| file.windows(bytes.len()).any(|w| w == bytes));
        for planted in people::planted().lines() {
            let jis = people::JIS.iter().find(|(text, _)| *text == planted);
            assert!(stands(planted.as_bytes()) || jis.is_some_and(|(_, jis)| stands(jis)), "{planted} is nowhere");
        }
    }

    #[test]
    fn the_sample_study_stays_small() {
        assert!(files().values().map(Vec::len).sum::<usize>() < 1_200_000);
    }
}
