//! `kamei-stages FOLDER [ROUNDS]`: times each step over all files of a folder and prints seconds, one line a round:
//! digest-in survey plan rewrite digest-out.
#![forbid(unsafe_code)]

use kamei_stages::Stages;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(folder) = words.next() else {
        eprintln!("usage: kamei-stages FOLDER [ROUNDS]");
        return ExitCode::from(2);
    };
    let rounds = words.next().and_then(|n| n.parse().ok()).unwrap_or(3);
    match run(Path::new(&folder), rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("kamei-stages: {folder}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path, rounds: u32) -> std::io::Result<()> {
    let mut stages = Stages::new();
    let mut count = 0;
    for path in files(folder)? {
        stages.add(path.to_string_lossy().into_owned(), std::fs::read(path)?);
        count += 1;
    }
    for _ in 0..rounds {
        let mut line = Vec::new();
        let mut timed = |work: &mut dyn FnMut() -> bool| {
            let start = Instant::now();
            let done = work();
            line.push(format!("{:.6}", start.elapsed().as_secs_f64()));
            if done { Ok(()) } else { Err(std::io::Error::other("a step left files behind")) }
        };
        timed(&mut || stages.digest_in() == count)?;
        timed(&mut || stages.survey() == count)?;
        timed(&mut || stages.plan())?;
        timed(&mut || stages.rewrite() == count)?;
        timed(&mut || stages.digest_out() > 0.0)?;
        println!("{}", line.join(" "));
    }
    Ok(())
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { todo.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    Ok(found)
}
