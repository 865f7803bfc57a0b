//! The command line's contract, test by test. Runs the program as a person does: arguments in, exit status,
//! words and files out. Every run is checked for a signal, a panic, and for values of the sample that were shown.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(unix)]

mod inputs;
mod inspect;
mod interrupt;
mod kit;
mod policy;
mod run;
mod schema;
mod vault;
mod verify;
