//! What is wrong with a file: faults that reading got over, and errors that it did not.
//!
//! A fault says where and what; what to do about it is the caller's word. Neither holds a value.

use crate::{Limit, ReadError};
use std::fmt;

/// Something that does not follow the standard and that reading got over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Offset of the first byte concerned, in the stream of the data set (in the file, unless it is deflated).
    pub at: u64,
    /// What it is.
    pub kind: FaultKind,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FaultKind {
    /// No preamble before the file meta information, or no `DICM`.
    NoPreamble,
    /// No file meta information.
    NoMeta,
    /// The file meta information has no Transfer Syntax UID.
    NoTransferSyntax,
    /// The length of the file meta information is not what (0002,0000) says, or that is missing.
    MetaLength,
    /// The file meta information is written without value representations.
    MetaImplicit,
    /// The data set is written otherwise than its transfer syntax says.
    OtherEncoding,
    /// An element without value representation in an explicit data set.
    ImplicitElement,
    /// Items whose elements are written otherwise than the data set around them.
    OtherEncodingInItem,
    /// Letters that are no value representation.
    UnknownVr,
    /// A long value representation with a length of 16 bits.
    ShortLength,
    /// A value of odd length.
    OddLength,
    /// A padding byte that the length does not count.
    UncountedPadding,
    /// A delimiter at a place where nothing is open.
    StrayDelimiter,
    /// A sequence or item ended without its delimiter, at a place that shows that it had ended.
    MissingDelimiter,
    /// A length says more than the sequence or item holds.
    LengthTooLong,
    /// A tag is not greater than the one before it.
    Order,
    /// The value of a sequence does not begin with an item; it is taken as opaque bytes.
    NotItems,
    /// Encapsulated pixel data ended without its delimiter, every fragment whole.
    MissingPixelDelimiter,
    /// Zero bytes after the last element, or where one should begin.
    TrailingZeros,
    /// Bytes after the last element that are no element.
    TrailingBytes,
    /// Bytes after the end of a deflated stream (some writers put a checksum there). The stream itself is whole.
    BytesAfterStream,
    /// Deflated with a zlib header, against PS3.5 A.5.
    ZlibHeader,
    /// A value ends behind the end of what holds it, or bytes of a sequence or item are no element.
    ValuePastEnd,
    /// The file ends inside of a sequence or item.
    EndInside,
    /// The file ends inside of an element's tag or length.
    PartialElement,
}

impl FaultKind {
    /// Whether content is missing, or cannot be told apart from damage: such a file should not be passed on as whole.
    pub fn is_damage(self) -> bool {
        matches!(self, Self::ValuePastEnd | Self::EndInside | Self::PartialElement)
    }
}

/// A file that cannot be read as DICOM.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// Nothing here looks like DICOM; `at` is where that was seen.
    NotDicom {
        /// Offset of the first byte that speaks against it.
        at: u64,
    },
    /// There is file meta information (or `DICM`), but no readable data set behind it.
    NoDataSet {
        /// Offset at which the data set should begin.
        at: u64,
    },
    /// The deflated data set is broken.
    Deflate {
        /// Offset in the file at which the compressed stream begins.
        at: u64,
    },
    /// A limit was met.
    Limit {
        /// Which.
        limit: Limit,
        /// Offset reached.
        at: u64,
    },
    /// The source could not be read.
    Read(ReadError),
}

impl From<ReadError> for ParseError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotDicom { at } => write!(f, "not DICOM: byte {at} is no beginning of a data set"),
            Self::NoDataSet { at } => write!(f, "no readable data set at byte {at}"),
            Self::Deflate { at } => write!(f, "the deflated data set at byte {at} is broken"),
            Self::Limit { limit, at } => write!(f, "limit {limit:?} met at byte {at}"),
            Self::Read(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ParseError {}
