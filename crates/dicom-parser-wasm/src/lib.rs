//! DICOM headers in and out: tolerant, bounded, byte-preserving.
#![forbid(unsafe_code)]

mod inflated;
mod rope;
mod source;

pub use inflated::{Inflate, Inflated, Wrapper};
pub use rope::{Mark, Piece, Rope, Why};
pub use source::{Memory, Range, ReadCause, ReadError, Source};
