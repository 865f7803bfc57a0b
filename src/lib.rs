//! Kamei's core: what a hospital's data holds, what is to be done with it, and doing it.
#![forbid(unsafe_code)]

pub mod source;
