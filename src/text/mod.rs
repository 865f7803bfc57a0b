//! Encodings: from bytes of a file to text, and back.
//!
//! **Holds:** knows no people and no policies. What cannot be read is told, never guessed silently.

pub(crate) mod charset;
