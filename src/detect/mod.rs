//! Identifiers in text.
//!
//! **Holds:** knows no files, policies or encodings: text in, places and a cleaned text out.

mod clean;

pub use clean::{Cleaner, Values};
