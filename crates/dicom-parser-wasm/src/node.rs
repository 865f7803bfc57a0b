//! The index of a file: one node for each element, item, delimiter, fragment and stretch of bytes that is none of these.
//!
//! Nodes stand in the order of the file and lie side by side: header and value of all of them
//! together are the whole stream, without gap or overlap. Nesting is told by `parent` and `end`.

use crate::Encoding;
use dicom_core::{Tag, VR};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The 128 bytes before `DICM`, and `DICM`; only what is there of them.
    Preamble,
    /// An element with a value. Also what says that it is a sequence, but whose value is no items.
    Element,
    /// An element whose value is items, or none.
    Sequence,
    /// An item of a sequence.
    Item,
    /// The delimiter of an item.
    ItemEnd,
    /// The delimiter of a sequence or of encapsulated pixel data.
    SequenceEnd,
    /// Encapsulated pixel data: fragments follow.
    PixelSequence,
    /// A fragment of encapsulated pixel data, the offset table among them.
    Fragment,
    /// One padding byte that the length before it does not count.
    Padding,
    /// The compressed stream of a deflated data set.
    Deflated,
    /// A delimiter at a place where nothing is open.
    Stray,
    /// Bytes that no structure explains.
    Unparsed,
}

/// One stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The VR as written; where none is written, or none that exists, that of the dictionary, else UN.
    pub vr: VR,
    /// How this node's header is written.
    pub encoding: Encoding,
    /// Number of header bytes: tag, VR and length.
    pub header: u8,
    /// Whether a rewrite has to write the header anew to make it legal: it is written otherwise than
    /// its surroundings, its VR does not exist, or its length says more than is there. For sequences
    /// and items: or that of anything inside.
    pub is_odd: bool,
    /// The tag; of nodes without one, (0000,0000).
    pub tag: Tag,
    /// The length as written, `u32::MAX` for undefined; 0 where none is written.
    pub declared: u32,
    /// Offset of the first byte.
    pub start: u64,
    /// Number of value bytes that are there. 0 for sequences, items and encapsulated pixel data,
    /// whose content are nodes of their own.
    pub length: u64,
    /// Index of the sequence, item or encapsulated pixel data that holds it.
    pub parent: Option<u32>,
    /// Index behind the last node inside of it; its own index + 1 where nothing is inside.
    pub end: u32,
}

impl Node {
    /// Offset of the first value byte.
    pub fn value_start(&self) -> u64 {
        self.start.saturating_add(u64::from(self.header))
    }

    /// Offset behind the last value byte; of sequences and items, behind the header.
    pub fn value_end(&self) -> u64 {
        self.value_start().saturating_add(self.length)
    }

    /// Whether the length is written as undefined.
    pub fn is_undefined_length(&self) -> bool {
        self.declared == crate::encoding::UNDEFINED
    }
}
