//! `cargo xtask <command>`: everything that is done to this repository, in one place.
//!
//! In: a command and its flags. Out: exit status 0, or 1 with a sentence that says what to do, or 2
//! when the command is unknown or not built yet.
//! Does not: know what Kamei does. Each command is a file; what several share lies in `ground`.
#![forbid(unsafe_code)]

mod bench;
mod build;
mod dist;
mod ground;
mod licences;
mod oracle;
mod page;
mod sample;
mod serve;
mod setup;
mod start;
mod tables;
mod test;

use ground::{Ground, Trouble};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  start [--once]     set up, build, run the sample study, serve the page (--once: do not serve)
  setup              install what is missing: wasm target, npm packages, browsers
  build [--release]  build the command line and the page
  serve [--port N]   serve the page that was built
  test [STAGE...]    run everything, or only the stages that are named
  dist               release build of both into target/dist, with digests
  tables [--check]   write the generated tables, or compare them
  sample [--check]   write the sample study, or compare it
  licences [--check] write the list of third-party licences, or compare it
  oracle [FOLDER]    ask pydicom, dcmtk and dciodvfy about our outputs
  bench [--peers]    measure; --peers installs and measures other tools beside it
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("\nxtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<ExitCode, Trouble> {
    let Some((command, rest)) = words.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::from(2));
    };
    let ground = Ground::find()?;
    match *command {
        "start" => start::run(&ground, rest)?,
        "setup" => setup::run(&ground)?,
        "build" => build::run(&ground, rest)?,
        "serve" => serve::run(&ground, rest)?,
        "test" => return test::run(&ground, rest),
        "dist" => dist::run(&ground)?,
        "licences" => licences::run(&ground, rest)?,
        "bench" => bench::run(&ground, rest)?,
        "oracle" => oracle::run(&ground, rest)?,
        "sample" => return Ok(sample::run(rest)),
        "tables" => return Ok(tables::run(&rest.iter().map(ToString::to_string).collect::<Vec<_>>())),
        "help" | "--help" | "-h" => print!("{HELP}"),
        unknown => {
            eprint!("xtask: there is no command `{unknown}`\n\n{HELP}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
