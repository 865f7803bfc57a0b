//! Kamei's own tools: `cargo xtask <command>`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

mod tables;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", [].as_slice()),
    };
    match command {
        "tables" => tables::run(rest),
        _ => {
            eprintln!("usage: cargo xtask tables [--check]");
            ExitCode::from(2)
        }
    }
}
