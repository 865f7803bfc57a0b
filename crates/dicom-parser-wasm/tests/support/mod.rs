//! What the tests of this crate share: vectors, laws over one reading, sources that are hard to please, data sets.
//!
//! Each test file is a crate of its own and uses a part of this.
#![allow(dead_code, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

pub mod cases;
pub mod content;
pub mod corpus;
pub mod datasets;
pub mod holds;
pub mod hostile;
pub mod rewrites;
pub mod sources;
pub mod vectors;
