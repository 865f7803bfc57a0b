//! Identifiers in text.
//!
//! **Holds:** knows no files, policies or encodings: text in, places and a cleaned text out.

mod clean;

pub(crate) use clean::{Cleaner, Values};
