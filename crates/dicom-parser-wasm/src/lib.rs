//! DICOM headers in and out: tolerant, bounded, byte-preserving.
//!
//! [`Dicom::read`] makes an index of a file over any [`Source`]; every byte of it belongs to a
//! [`Node`]. [`Writer`] makes a new file out of it as a [`Rope`]: what is kept stays a range of the
//! source, what changes is written anew, lengths around it are mended. Values are loaded only when
//! asked for, pixel data never.
//!
//! ```
//! use dicom_parser_wasm::{Dicom, Limits, Memory, Tag};
//!
//! let mut file = vec![0; 128];
//! file.extend(b"DICM\x02\0\0\0UL\x04\0\x1c\0\0\0\x02\0\x10\0UI\x14\x001.2.840.10008.1.2.1\0");
//! file.extend(b"\x08\0\x60\0CS\x02\0CT\x10\0\x10\0PN\x0c\0Yamada^Tarou");
//! let source = Memory(file);
//! let dicom = Dicom::read(&source, &Limits::default())?;
//! let name = dicom.find(Tag(0x0010, 0x0010)).expect("it is there");
//! assert_eq!(*dicom.value(name, &source)?, *b"Yamada^Tarou");
//! # Ok::<(), dicom_parser_wasm::ParseError>(())
//! ```
//!
//! Does not: interpret values, decode text or pixels, judge whether an object is valid.
//!
//! Sources: PS3.5 2026c (7.1 elements, 7.5 nesting, annex A transfer syntaxes, A.4 encapsulation),
//! PS3.10 (7.1 file meta information); the behaviour at each fault is that of `tests/malformed.csv`.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod dicom;
mod dictionary;
mod encoding;
mod fault;
mod headers;
mod inflated;
#[cfg(feature = "js")]
pub mod js;
mod limits;
mod meta;
mod node;
mod reader;
mod rope;
mod sniff;
mod source;
mod window;
mod writer;

pub use dicom::Dicom;
pub use dicom_core::{Tag, VR};
pub use dictionary::dictionary_vr;
pub use encoding::{Encoding, has_long_length};
pub use fault::{Fault, FaultKind, ParseError};
pub use inflated::{Inflate, Inflated, Wrapper};
pub use limits::{Limit, Limits};
pub use node::{Kind, Node};
pub use rope::{Mark, Piece, Rope, Why};
pub use source::{Memory, Range, ReadCause, ReadError, Source};
pub use writer::{Writer, write_meta};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
