//! How elements are written: with or without value representation, in which byte order (PS3.5 7.1, annex A).

use dicom_core::{Tag, VR};

/// The three ways of PS3.5 in which a data set is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Implicit VR, little endian (A.1).
    ImplicitLittle,
    /// Explicit VR, little endian (A.2 and all encapsulated syntaxes).
    ExplicitLittle,
    /// Explicit VR, big endian (retired).
    ExplicitBig,
}

impl Encoding {
    /// Whether value representations are written.
    pub fn is_explicit(self) -> bool {
        self != Self::ImplicitLittle
    }

    /// Whether the byte order is big endian.
    pub fn is_big(self) -> bool {
        self == Self::ExplicitBig
    }

    /// Two bytes as a number; 0 when there are fewer.
    pub fn u16(self, bytes: &[u8]) -> u16 {
        let pair = bytes.first_chunk::<2>().copied().unwrap_or_default();
        if self.is_big() { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }

    /// Four bytes as a number; 0 when there are fewer.
    pub fn u32(self, bytes: &[u8]) -> u32 {
        let four = bytes.first_chunk::<4>().copied().unwrap_or_default();
        if self.is_big() { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    }

    /// A number as two bytes.
    pub fn put_u16(self, n: u16) -> [u8; 2] {
        if self.is_big() { n.to_be_bytes() } else { n.to_le_bytes() }
    }

    /// A number as four bytes.
    pub fn put_u32(self, n: u32) -> [u8; 4] {
        if self.is_big() { n.to_be_bytes() } else { n.to_le_bytes() }
    }

    /// The tag at the beginning of `bytes`.
    pub fn tag(self, bytes: &[u8]) -> Tag {
        Tag(self.u16(bytes), self.u16(bytes.get(2..).unwrap_or_default()))
    }

    /// The bytes of a tag.
    pub fn put_tag(self, tag: Tag) -> [u8; 4] {
        let ([a, b], [c, d]) = (self.put_u16(tag.0), self.put_u16(tag.1));
        [a, b, c, d]
    }

    /// How the items of a sequence are written that is itself written so, with this VR: those of UN
    /// are implicit little endian whatever is around them (PS3.5 6.2.2 note 2).
    pub fn inside(self, vr: VR) -> Self {
        if vr == VR::UN { Self::ImplicitLittle } else { self }
    }
}

/// Whether an explicit header of this VR has two reserved bytes and a length of 32 bits (PS3.5 7.1.2).
pub fn has_long_length(vr: VR) -> bool {
    matches!(
        vr,
        VR::OB
            | VR::OD
            | VR::OF
            | VR::OL
            | VR::OV
            | VR::OW
            | VR::SQ
            | VR::SV
            | VR::UC
            | VR::UN
            | VR::UR
            | VR::UT
            | VR::UV
    )
}

/// The length that says: until the delimiter.
pub(crate) const UNDEFINED: u32 = u32::MAX;
/// Item (PS3.5 7.5).
pub(crate) const ITEM: Tag = Tag(0xFFFE, 0xE000);
/// Item Delimitation Item.
pub(crate) const ITEM_END: Tag = Tag(0xFFFE, 0xE00D);
/// Sequence Delimitation Item.
pub(crate) const SEQUENCE_END: Tag = Tag(0xFFFE, 0xE0DD);
