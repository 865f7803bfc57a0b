//! `kamei`: the native shell. Arguments, folders, threads, progress, exit codes; everything else is the core's.
//!
//! Exit status: 0 everything was written; 3 finished, but something was withheld or refused; 2 the command
//! line, policy or decisions are wrong and nothing was written; 1 it could not finish.
#![forbid(unsafe_code)]

mod args;
mod disk;
mod inputs;
mod inspect;
mod keys;
mod package;
mod policies;
mod run;
mod say;
mod verify;
mod workers;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a defect. It is caught per file; what it would print could hold a value, so it prints nothing.
    std::panic::set_hook(Box::new(|_| {}));
    let args = args::Args::parse();
    let say = say::Say::new(args.lang.as_deref());
    let done = match args.command {
        args::Command::Run(options) => run::run(&options, &say),
        args::Command::Inspect(options) => inspect::inspect(&options, &say),
        args::Command::Verify(options) => verify::verify(&options, &say),
        args::Command::Policy(options) => policies::policy(&options, &say),
        args::Command::Vault(options) => keys::vault(&options, &say),
    };
    match done {
        Ok(status) => status.into(),
        Err(stop) => {
            say.error(&stop);
            stop.status.into()
        }
    }
}
