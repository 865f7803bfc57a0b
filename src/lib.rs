//! Kamei's core: what a hospital's data holds, what is to be done with it, and doing it.
//!
//! Pure: no files, clock, randomness or threads of its own. Shells (the command line, the page) carry the bytes.
//! One file's way: [`session::survey`] -> [`session::Batch`] -> [`session::Plan`] -> [`session::Bench::rewrite`]
//! -> [`deliver`].
#![forbid(unsafe_code)]

pub mod deliver;
mod detect;
pub mod formats;
pub mod identity;
pub mod messages;
pub mod outcome;
pub mod policy;
pub mod session;
pub mod source;
mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
