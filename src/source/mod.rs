//! Bytes in.
//!
//! A [`Source`] is a length and ranged reads, over a file, a browser's `File`, memory or a member of
//! an [`archive`]. The trait stands in `dicom-parser-wasm`, which needs it and knows nothing else of
//! this house.
//!
//! Does not: open files (shells do), write, or know what the bytes mean.

pub mod archive;
mod cached;

pub use cached::Cached;

pub use dicom_parser_wasm::{Inflate, Inflated, Memory, Range, ReadCause, ReadError, Source, Wrapper};
