//! A new data set out of an old one: keep, put, open, close.
//!
//! In: the caller walks the nodes of a [`Dicom`] and says for each what becomes of it. Out: a
//! [`Rope`]. What is kept stays a range of the stream; lengths around a change are mended; what is
//! written against the rules around it (other encoding, no such VR) gets a new header.
//!
//! Does not: decide anything; copy bytes that no structure explains; change the order.

use crate::encoding::{ITEM, ITEM_END, SEQUENCE_END, UNDEFINED, has_long_length};
use crate::{Dicom, Encoding, Kind, Mark, Node, Rope, Why};
use dicom_core::{Tag, VR};

/// Writes a data set, element by element, in the caller's order.
#[derive(Debug)]
pub struct Writer<'f> {
    dicom: &'f Dicom,
    rope: Rope,
    written: u64,
    encoding: Encoding,
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    /// The node that is rewritten; `None` for a sequence or item of the caller's own.
    node: Option<usize>,
    tag: Tag,
    vr: VR,
    mark: Option<Mark>,
    /// The length as it stands in the header that was written, where it is defined.
    says: Option<u32>,
    from: u64,
    outer: Encoding,
    why: Why,
}

impl<'f> Writer<'f> {
    /// A writer of a data set that is written as that of `dicom` is.
    pub fn new(dicom: &'f Dicom) -> Self {
        Self::with_encoding(dicom, dicom.encoding())
    }

    /// A writer that writes elements in another way than they are read: for a data set that contradicts its
    /// transfer syntax. Values are not changed, so the byte order has to be the same.
    pub fn with_encoding(dicom: &'f Dicom, encoding: Encoding) -> Self {
        Self { dicom, rope: Rope::new(), written: 0, encoding, open: Vec::new() }
    }

    /// How elements are written at the present place.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Keeps the node at `index` and all that it holds, byte for byte. Strays, padding outside of
    /// values and unparsed bytes are left out.
    pub fn keep(&mut self, index: usize) {
        let mut from = index;
        // Children of odd nodes that were opened, still to be kept; the last is the next.
        let mut opened: Vec<(usize, usize)> = Vec::new();
        loop {
            if let Some(node) = self.dicom.node(from).copied() {
                let next = usize::try_from(node.end).unwrap_or(usize::MAX);
                if self.is_tidy(&node) {
                    self.copy(node.start, self.dicom.end_of(from));
                } else {
                    match node.kind {
                        Kind::Element => self.reheaded(&node),
                        Kind::Sequence | Kind::Item => {
                            self.open(from);
                            opened.push((from.saturating_add(1), next));
                        }
                        Kind::PixelSequence => self.fragments(from, &node),
                        Kind::Fragment => self.fragment(&node),
                        _ => {}
                    }
                }
            }
            loop {
                let Some((at, end)) = opened.last_mut() else { return };
                if *at >= *end {
                    opened.pop();
                    self.close();
                    if opened.is_empty() {
                        return;
                    }
                    continue;
                }
                from = *at;
                let next = self.dicom.node(from).and_then(|n| usize::try_from(n.end).ok());
                *at = next.unwrap_or(*end);
                if !matches!(self.dicom.node(from).map(|n| n.kind), Some(Kind::ItemEnd | Kind::SequenceEnd)) {
                    break;
                }
            }
        }
    }

    fn is_tidy(&self, node: &Node) -> bool {
        let is_loose =
            matches!(node.kind, Kind::Stray | Kind::Unparsed | Kind::Padding | Kind::ItemEnd | Kind::SequenceEnd);
        !node.is_odd && !is_loose && node.encoding == self.encoding
    }

    fn copy(&mut self, start: u64, end: u64) {
        let len = end.saturating_sub(start);
        self.rope.source(start, len);
        self.written = self.written.saturating_add(len);
    }

    fn own(&mut self, bytes: &[u8], why: Why) {
        self.rope.own(bytes, why);
        self.written = self.written.saturating_add(bytes.len() as u64);
    }

    /// Keeps a value under a header that is legal here.
    fn reheaded(&mut self, node: &Node) {
        let length = u32::try_from(node.length).unwrap_or(UNDEFINED);
        let header = header(self.encoding, node.tag, vr_for(self.encoding, node.vr, length), length);
        self.own(&header, Why::STRUCTURE);
        self.copy(node.value_start(), node.value_end());
    }

    /// Keeps encapsulated pixel data whose delimiter is missing, or that holds bytes which are no fragment.
    fn fragments(&mut self, index: usize, node: &Node) {
        // PS3.5 A.4: encapsulated pixel data are OB; what stands there already is kept where it can be.
        let vr = if node.encoding == self.encoding && has_long_length(node.vr) { node.vr } else { VR::OB };
        self.own(&header(self.encoding, node.tag, vr, UNDEFINED), Why::STRUCTURE);
        let dicom = self.dicom;
        for child in dicom.children(Some(index)).filter_map(|i| dicom.node(i)) {
            if child.kind == Kind::Fragment {
                self.fragment(child);
            }
        }
        self.own(&header(self.encoding, SEQUENCE_END, VR::UN, 0), Why::STRUCTURE);
    }

    fn fragment(&mut self, node: &Node) {
        if node.is_odd {
            self.reheaded(node);
        } else {
            self.copy(node.start, node.value_end());
        }
    }

    /// Writes an element of our own. The value is padded to an even length as its VR asks for.
    pub fn put(&mut self, tag: Tag, vr: VR, value: &[u8], why: Why) {
        let is_odd = value.len() % 2 == 1;
        let length = u32::try_from(value.len().saturating_add(usize::from(is_odd))).unwrap_or(UNDEFINED);
        let header = header(self.encoding, tag, vr_for(self.encoding, vr, length), length);
        self.own(&header, why);
        self.own(value, why);
        if is_odd {
            self.own(&[padding(vr)], why);
        }
    }

    /// Writes a value of our own in the place of the one at `index`, under the same tag and VR.
    pub fn put_for(&mut self, index: usize, value: &[u8], why: Why) {
        if let Some(node) = self.dicom.node(index).copied() {
            self.put(node.tag, node.vr, value, why);
        }
    }

    /// Opens the sequence or item at `index`: its header is written, its content is the caller's
    /// business until [`close`](Self::close).
    pub fn open(&mut self, index: usize) {
        let Some(node) = self.dicom.node(index).copied() else { return };
        let outer = self.encoding;
        let is_item = node.kind == Kind::Item;
        let vr = if node.vr == VR::UN || is_item { node.vr } else { VR::SQ };
        let size = u64::from(node.header);
        let expected = header(outer, node.tag, vr, 0);
        let same =
            !node.is_odd && expected.len() as u64 == size && (node.encoding == outer || is_item && !outer.is_big());
        let mark = if same && !node.is_undefined_length() {
            self.written = self.written.saturating_add(size);
            Some(self.rope.source_marked(node.start, size))
        } else if same {
            self.copy(node.start, node.value_start());
            None
        } else {
            let bytes = header(outer, node.tag, vr, node.declared);
            self.written = self.written.saturating_add(bytes.len() as u64);
            let mark = self.rope.own_marked(&bytes, Why::STRUCTURE);
            (!node.is_undefined_length()).then_some(mark)
        };
        self.encoding = if is_item { outer } else { outer.inside(vr) };
        let says = (!node.is_undefined_length()).then_some(node.declared);
        let (from, why, tag) = (self.written, Why::STRUCTURE, node.tag);
        self.open.push(Open { node: Some(index), tag, vr, mark, says, from, outer, why });
    }

    /// Begins a sequence of our own, of defined length.
    pub fn begin_sequence(&mut self, tag: Tag, why: Why) {
        self.begin(tag, VR::SQ, why);
    }

    /// Begins an item of our own in a sequence of our own.
    pub fn begin_item(&mut self, why: Why) {
        self.begin(ITEM, VR::UN, why);
    }

    fn begin(&mut self, tag: Tag, vr: VR, why: Why) {
        let outer = self.encoding;
        let bytes = header(outer, tag, vr, 0);
        self.written = self.written.saturating_add(bytes.len() as u64);
        let mark = Some(self.rope.own_marked(&bytes, why));
        let from = self.written;
        self.open.push(Open { node: None, tag, vr, mark, says: Some(0), from, outer, why });
    }

    /// Closes what was opened or begun last: its length is mended, or its delimiter written.
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.encoding = open.outer;
        let Some(says) = open.says else { return self.delimiter(&open) };
        let length = u32::try_from(self.written.saturating_sub(open.from)).unwrap_or(UNDEFINED.saturating_sub(1));
        if let (Some(mark), true) = (open.mark, says != length) {
            self.rope.replace(mark, &header(open.outer, open.tag, open.vr, length), open.why);
        }
    }

    fn delimiter(&mut self, open: &Open) {
        let last = open.node.and_then(|index| self.dicom.node(index)).map(|node| node.end);
        let last = last.and_then(|end| usize::try_from(end).ok()).and_then(|end| end.checked_sub(1));
        let node = last.and_then(|last| self.dicom.node(last)).copied();
        let tag = if open.tag == ITEM { ITEM_END } else { SEQUENCE_END };
        let parent = open.node.and_then(|index| u32::try_from(index).ok());
        match node {
            Some(node) if node.tag == tag && node.parent == parent && !node.is_odd && node.header == 8 => {
                self.copy(node.start, node.value_end());
            }
            _ => self.own(&header(open.outer, tag, VR::UN, 0), Why::STRUCTURE),
        }
    }

    /// The data set that was written. Closes what is still open.
    pub fn finish(mut self) -> Rope {
        while !self.open.is_empty() {
            self.close();
        }
        self.rope
    }
}

/// PS3.5 6.2.2 note 5: a value that is too long for the 16 bits of its VR is written as UN.
fn vr_for(encoding: Encoding, vr: VR, length: u32) -> VR {
    if length > 0xFFFF && encoding.is_explicit() && !has_long_length(vr) { VR::UN } else { vr }
}

fn padding(vr: VR) -> u8 {
    match vr {
        VR::UI | VR::OB | VR::UN | VR::OW | VR::OD | VR::OF | VR::OL | VR::OV => 0,
        _ => b' ',
    }
}

/// The bytes of a header (PS3.5 7.1.2, 7.1.3, 7.5). Items and delimiters have no VR.
fn header(encoding: Encoding, tag: Tag, vr: VR, length: u32) -> Header {
    let mut bytes = Header::default();
    bytes.push(&encoding.put_tag(tag));
    if tag.0 == 0xFFFE || !encoding.is_explicit() {
        bytes.push(&encoding.put_u32(length));
        return bytes;
    }
    bytes.push(&vr.to_bytes());
    match u16::try_from(length) {
        Ok(short) if !has_long_length(vr) => bytes.push(&encoding.put_u16(short)),
        _ => {
            bytes.push(&[0, 0]);
            bytes.push(&encoding.put_u32(length));
        }
    }
    bytes
}

/// Up to 12 bytes, without allocating.
#[derive(Default)]
struct Header {
    bytes: [u8; 12],
    len: usize,
}

impl Header {
    fn push(&mut self, more: &[u8]) {
        for byte in more {
            if let Some(to) = self.bytes.get_mut(self.len) {
                *to = *byte;
                self.len = self.len.saturating_add(1);
            }
        }
    }
}

impl std::ops::Deref for Header {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Writes an empty preamble, `DICM` and file meta information (PS3.10 7.1) with a true group length.
/// `elements` are of group 0002, in order, without (0002,0000).
pub fn write_meta(rope: &mut Rope, elements: &[(Tag, VR, &[u8])], why: Why) {
    let encoding = Encoding::ExplicitLittle;
    let mut group = Vec::new();
    for (tag, vr, value) in elements {
        let is_odd = value.len() % 2 == 1;
        let length = u32::try_from(value.len().saturating_add(usize::from(is_odd))).unwrap_or(UNDEFINED);
        group.extend_from_slice(&header(encoding, *tag, *vr, length));
        group.extend_from_slice(value);
        if is_odd {
            group.push(padding(*vr));
        }
    }
    let length = u32::try_from(group.len()).unwrap_or(UNDEFINED);
    rope.fill(0, 128, why);
    rope.own(b"DICM", why);
    rope.own(&header(encoding, Tag(2, 0), VR::UL, 4), why);
    rope.own(&length.to_le_bytes(), why);
    rope.own(&group, why);
}
