//! From bytes to nodes: the walk over a data set.
//!
//! In: a stream, how it is written, limits. Out: nodes that tile the stream, and the faults met.
//! The walk keeps its own stack; it never recurses, never allocates by a declared length, and moves
//! on by at least one byte or closes something in every step.
//!
//! Does not: load values; stop at a fault. Where a length lies, what stands there decides.

use crate::encoding::{ITEM, ITEM_END, SEQUENCE_END, UNDEFINED};
use crate::headers::{self, Found, Header, Place};
use crate::sniff::{encoding_of_item, plausible};
use crate::window::Window;
use crate::{Encoding, Fault, FaultKind, Kind, Limit, Limits, Node, ParseError};
use dicom_core::{Tag, VR};
use std::ops::Range;

/// Faults that are kept; of more, only the first so many are listed, and the first of each kind.
const MOST_FAULTS: usize = 1000;
/// Room for the nodes of a usual header, so that they are not moved while it is read.
const USUAL: usize = 128;
const PIXEL_DATA: [Tag; 3] = [Tag(0x7FE0, 0x0008), Tag(0x7FE0, 0x0009), Tag(0x7FE0, 0x0010)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Elements,
    Items,
    Fragments,
}

struct Frame {
    /// The node that is open; `None` for the data set itself.
    node: Option<u32>,
    holds: Holds,
    /// Where it ends: by its own length, or where what is around it ends.
    bound: u64,
    /// Whether its own length says where it ends.
    is_defined: bool,
    /// Whether its own length says that it ends behind `bound`. Only damage if nothing closes it before.
    is_overrun: bool,
    encoding: Encoding,
    last: Tag,
}

pub(crate) struct Reader<'w, 's> {
    w: &'w mut Window<'s>,
    limits: &'w Limits,
    pub(crate) nodes: Vec<Node>,
    pub(crate) faults: Vec<Fault>,
    stack: Vec<Frame>,
    at: u64,
    /// Kinds of which a fault is listed.
    met: Vec<FaultKind>,
    /// Bytes that are known to be zero, and whether the byte behind them is known not to be.
    zeros: (Range<u64>, bool),
}

impl<'w, 's> Reader<'w, 's> {
    pub(crate) fn new(w: &'w mut Window<'s>, limits: &'w Limits) -> Self {
        Self {
            w,
            limits,
            nodes: Vec::with_capacity(USUAL),
            faults: Vec::new(),
            stack: Vec::new(),
            at: 0,
            met: Vec::new(),
            zeros: (0..0, false),
        }
    }

    /// Reads from `start` to the end of the stream.
    pub(crate) fn run(&mut self, start: u64, encoding: Encoding) -> Result<(), ParseError> {
        self.at = start;
        let (bound, last) = (self.w.len(), Tag(0, 0));
        let frame =
            Frame { node: None, holds: Holds::Elements, bound, is_defined: true, is_overrun: false, encoding, last };
        self.stack.push(frame);
        while let Some(frame) = self.stack.last() {
            if self.at >= frame.bound {
                self.close_at_bound();
                continue;
            }
            match frame.holds {
                Holds::Elements => self.in_elements()?,
                Holds::Items => self.in_items()?,
                Holds::Fragments => self.in_fragments()?,
            }
        }
        Ok(())
    }

    /// Closes the innermost open node where its bytes are used up.
    fn close_at_bound(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        if let Some(node) = frame.node {
            if frame.is_overrun {
                self.mark_odd(node);
                self.fault(FaultKind::ValuePastEnd);
            }
            if !frame.is_defined {
                self.mark_odd(node);
                let at_end = self.at >= self.w.len();
                let whole = frame.holds == Holds::Fragments && self.stack.len() == 1;
                self.fault(match (at_end, whole) {
                    (true, true) => FaultKind::MissingPixelDelimiter,
                    (true, false) => FaultKind::EndInside,
                    (false, _) => FaultKind::MissingDelimiter,
                });
            }
            self.seal(node);
        }
    }

    /// Closes the innermost open node before its bytes are used up, because what stands here shows that it is over.
    fn close_early(&mut self, kind: FaultKind) {
        self.fault(kind);
        if let Some(node) = self.stack.pop().and_then(|frame| frame.node) {
            self.mark_odd(node);
            self.seal(node);
        }
    }

    fn mark_odd(&mut self, node: u32) {
        if let Some(node) = usize::try_from(node).ok().and_then(|n| self.nodes.get_mut(n)) {
            node.is_odd = true;
        }
    }

    fn seal(&mut self, node: u32) {
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let index = usize::try_from(node).unwrap_or(usize::MAX);
        let Some(sealed) = self.nodes.get_mut(index) else { return };
        sealed.end = end;
        let (is_odd, parent) = (sealed.is_odd, sealed.parent);
        let parent = parent.and_then(|p| self.nodes.get_mut(usize::try_from(p).unwrap_or(usize::MAX)));
        if let (true, Some(parent)) = (is_odd, parent) {
            parent.is_odd = true;
        }
    }

    fn fault(&mut self, kind: FaultKind) {
        let is_new = !self.met.contains(&kind);
        if is_new {
            self.met.push(kind);
        }
        if is_new || self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { at: self.at, kind });
        }
    }

    fn in_elements(&mut self) -> Result<(), ParseError> {
        let Some(frame) = self.stack.last() else { return Ok(()) };
        let (bound, encoding, last, is_root) = (frame.bound, frame.encoding, frame.last, frame.node.is_none());
        let place = Place { at: self.at, bound, encoding, last };
        let header = match headers::read(self.w, place)? {
            Found::Header(header) => header,
            Found::Partial => return self.rest(bound, FaultKind::PartialElement),
            Found::Nothing => return self.rest(bound, FaultKind::TrailingBytes),
        };
        match header.tag {
            ITEM_END if is_root => self.stray(&header),
            ITEM_END => self.delimiter(&header, Kind::ItemEnd),
            SEQUENCE_END if is_root => self.stray(&header),
            // The item's own delimiter is missing, or its length says too much: the sequence ends here.
            SEQUENCE_END | ITEM if !is_root => {
                let is_defined = self.stack.last().is_some_and(|frame| frame.is_defined);
                self.close_early(if is_defined { FaultKind::LengthTooLong } else { FaultKind::MissingDelimiter });
                Ok(())
            }
            ITEM => self.stray(&header),
            Tag(0, 0) if !header.encoding.is_explicit() && header.declared == 0 => self.zeros(bound),
            Tag(0, 0) if !header.encoding.is_explicit() && bound.saturating_sub(self.at) <= 8 => {
                self.rest(bound, FaultKind::TrailingBytes)
            }
            _ => self.element(header, place),
        }
    }

    fn element(&mut self, header: Header, place: Place) -> Result<(), ParseError> {
        // (0000,0000) may be the first.
        if header.tag <= place.last && (header.tag, place.last) != (Tag(0, 0), Tag(0, 0)) {
            self.fault(FaultKind::Order);
        }
        if let Some(kind) = header.fault {
            self.fault(kind);
        }
        if let Some(frame) = self.stack.last_mut() {
            frame.last = header.tag;
        }
        let value_at = self.at.saturating_add(u64::from(header.size));
        if header.declared == UNDEFINED {
            let is_pixels = PIXEL_DATA.contains(&header.tag)
                || matches!(header.vr, VR::OB | VR::OW | VR::OD | VR::OF | VR::OL | VR::OV);
            let (kind, holds) =
                if is_pixels { (Kind::PixelSequence, Holds::Fragments) } else { (Kind::Sequence, Holds::Items) };
            return self.open(header, kind, holds, value_at, place.bound);
        }
        let says = value_at.saturating_add(u64::from(header.declared));
        let end = says.min(place.bound);
        if header.vr == VR::SQ && end == value_at {
            return self.open(header, Kind::Sequence, Holds::Items, value_at, place.bound);
        }
        if self.is_sequence(&header) && header.declared > 0 {
            if self.begins_with_item(value_at, end, header)? {
                return self.open(header, Kind::Sequence, Holds::Items, value_at, place.bound);
            }
            if header.vr == VR::SQ {
                self.fault(FaultKind::NotItems);
            }
        }
        let is_clipped = says > place.bound;
        if is_clipped {
            self.fault(FaultKind::ValuePastEnd);
        }
        let is_odd_length = header.declared % 2 == 1;
        let is_odd = header.is_odd || is_clipped;
        self.push(Header { is_odd, ..header }, Kind::Element, end.saturating_sub(value_at))?;
        self.at = end;
        if is_odd_length && !is_clipped {
            self.fault(FaultKind::OddLength);
            self.uncounted_padding(header, place)?;
        }
        Ok(())
    }

    /// Sequences by VR, and those that hide in UN: standard attributes that are sequences (CP-246).
    fn is_sequence(&self, header: &Header) -> bool {
        header.vr == VR::SQ || header.vr == VR::UN && crate::dictionary_vr(header.tag) == Some(VR::SQ)
    }

    fn begins_with_item(&mut self, at: u64, end: u64, header: Header) -> Result<bool, ParseError> {
        if end.saturating_sub(at) < 8 {
            return Ok(false);
        }
        let inside = header.encoding.inside(header.vr);
        let bytes = self.w.bytes(at, 4)?;
        Ok(matches!(inside.tag(bytes), ITEM | SEQUENCE_END))
    }

    /// A pad byte that the length before does not count: the next element stands one byte further on.
    fn uncounted_padding(&mut self, header: Header, place: Place) -> Result<(), ParseError> {
        let (bound, encoding) = (place.bound, place.encoding);
        let byte = self.w.bytes(self.at, 1)?.first().copied();
        if !matches!(byte, Some(0 | b' ')) || plausible(self.w, self.at, bound, encoding, header.tag)? {
            return Ok(());
        }
        let next = self.at.saturating_add(1);
        if plausible(self.w, next, bound, encoding, header.tag)? {
            self.fault(FaultKind::UncountedPadding);
            self.push(Header { size: 0, declared: 0, tag: Tag(0, 0), ..header }, Kind::Padding, 1)?;
            self.at = next;
        }
        Ok(())
    }

    fn in_items(&mut self) -> Result<(), ParseError> {
        let Some(frame) = self.stack.last() else { return Ok(()) };
        let (bound, encoding, is_defined) = (frame.bound, frame.encoding, frame.is_defined);
        let place = Place { at: self.at, bound, encoding, last: Tag(0, 0) };
        let header = match self.structure_header(place)? {
            Some(header) => header,
            None if bound.saturating_sub(self.at) < 8 => return self.rest(bound, FaultKind::PartialElement),
            None if is_defined && self.is_foreign(bound)? => return self.rest(bound, FaultKind::ValuePastEnd),
            None => {
                self.close_early(if is_defined { FaultKind::LengthTooLong } else { FaultKind::MissingDelimiter });
                return Ok(());
            }
        };
        match header.tag {
            ITEM => self.item(header, place),
            SEQUENCE_END => self.delimiter(&header, Kind::SequenceEnd),
            _ => self.stray(&header),
        }
    }

    /// Whether what stands here is no element of what is around the innermost sequence, while at the
    /// end of the sequence one follows: so the length is right, and the bytes up to there are foreign.
    fn is_foreign(&mut self, bound: u64) -> Result<bool, ParseError> {
        let Some([around, _]) = self.stack.last_chunk::<2>() else { return Ok(false) };
        let (end, encoding, last) = (around.bound, around.encoding, around.last);
        Ok(!plausible(self.w, self.at, end, encoding, Tag(0, 0))? && plausible(self.w, bound, end, encoding, last)?)
    }

    fn item(&mut self, header: Header, place: Place) -> Result<(), ParseError> {
        let value_at = self.at.saturating_add(8);
        let is_defined = header.declared != UNDEFINED;
        let says = value_at.saturating_add(u64::from(header.declared));
        let end = if is_defined { says.min(place.bound) } else { place.bound };
        self.open(header, Kind::Item, Holds::Elements, value_at, place.bound)?;
        if !(is_defined && header.declared == 0) {
            self.sniff_item(end)?;
        }
        Ok(())
    }

    /// Items are now and then written otherwise than the data set around them.
    fn sniff_item(&mut self, end: u64) -> Result<(), ParseError> {
        let Some(around) = self.stack.last().map(|frame| frame.encoding) else { return Ok(()) };
        let encoding = encoding_of_item(self.w, self.at, end, around)?;
        if encoding != around {
            self.fault(FaultKind::OtherEncodingInItem);
            if let Some(frame) = self.stack.last_mut() {
                frame.encoding = encoding;
                if let Some(node) = frame.node {
                    self.mark_odd(node);
                }
            }
        }
        Ok(())
    }

    fn in_fragments(&mut self) -> Result<(), ParseError> {
        let Some(frame) = self.stack.last() else { return Ok(()) };
        let (bound, encoding) = (frame.bound, frame.encoding);
        let place = Place { at: self.at, bound, encoding, last: Tag(0, 0) };
        let header = match self.structure_header(place)? {
            Some(header) => header,
            None if bound.saturating_sub(self.at) < 8 => return self.rest(bound, FaultKind::PartialElement),
            None => {
                self.close_early(FaultKind::MissingPixelDelimiter);
                return Ok(());
            }
        };
        match header.tag {
            ITEM => {
                let value_at = self.at.saturating_add(8);
                let says = value_at.saturating_add(u64::from(header.declared));
                let is_odd = says > bound;
                if is_odd {
                    self.fault(FaultKind::ValuePastEnd);
                }
                let end = says.min(bound);
                self.push(Header { is_odd, ..header }, Kind::Fragment, end.saturating_sub(value_at))?;
                self.at = end;
                Ok(())
            }
            SEQUENCE_END => self.delimiter(&header, Kind::SequenceEnd),
            _ => self.stray(&header),
        }
    }

    /// An item or delimiter; `None` when something else stands here or too few bytes are left.
    fn structure_header(&mut self, place: Place) -> Result<Option<Header>, ParseError> {
        let left = place.bound.saturating_sub(place.at);
        let tag = place.encoding.tag(self.w.bytes(place.at, 4)?);
        if left < 8 || !matches!(tag, ITEM | ITEM_END | SEQUENCE_END) {
            return Ok(None);
        }
        match headers::read(self.w, place)? {
            Found::Header(header) => Ok(Some(header)),
            _ => Ok(None),
        }
    }

    /// Pushes a node that holds others and makes it the innermost.
    fn open(
        &mut self,
        header: Header,
        kind: Kind,
        holds: Holds,
        value_at: u64,
        around_ends: u64,
    ) -> Result<(), ParseError> {
        if self.stack.len() > self.limits.depth {
            return Err(ParseError::Limit { limit: Limit::Depth, at: self.at });
        }
        let around = self.stack.last().map_or(header.encoding, |frame| frame.encoding);
        let encoding = match kind {
            Kind::Sequence => header.encoding.inside(header.vr),
            Kind::PixelSequence => header.encoding,
            _ => around,
        };
        let is_defined = header.declared != UNDEFINED;
        let says = value_at.saturating_add(u64::from(header.declared));
        let bound = if is_defined { says.min(around_ends) } else { around_ends };
        let is_overrun = is_defined && says > around_ends;
        let node = self.push(header, kind, 0)?;
        let last = Tag(0, 0);
        self.stack.push(Frame { node: Some(node), holds, bound, is_defined, is_overrun, encoding, last });
        self.at = value_at;
        Ok(())
    }

    /// Pushes a delimiter and closes the innermost node with it.
    fn delimiter(&mut self, header: &Header, kind: Kind) -> Result<(), ParseError> {
        self.push(*header, kind, 0)?;
        self.at = self.at.saturating_add(8);
        if let Some(node) = self.stack.pop().and_then(|frame| frame.node) {
            self.seal(node);
        }
        Ok(())
    }

    fn stray(&mut self, header: &Header) -> Result<(), ParseError> {
        self.fault(FaultKind::StrayDelimiter);
        self.push(*header, Kind::Stray, 0)?;
        self.at = self.at.saturating_add(8);
        Ok(())
    }

    /// Takes all that is left of the innermost node as bytes that no structure explains.
    fn rest(&mut self, bound: u64, kind: FaultKind) -> Result<(), ParseError> {
        let zeros = self.is_zero_to(bound)?;
        let is_root = self.stack.len() == 1;
        self.fault(match kind {
            _ if zeros => FaultKind::TrailingZeros,
            FaultKind::TrailingBytes if !is_root => FaultKind::ValuePastEnd,
            other => other,
        });
        self.unparsed(bound.saturating_sub(self.at))
    }

    fn unparsed(&mut self, n: u64) -> Result<(), ParseError> {
        let header = Header {
            tag: Tag(0, 0),
            vr: VR::UN,
            size: 0,
            declared: 0,
            encoding: Encoding::ExplicitLittle,
            is_odd: false,
            fault: None,
        };
        self.push(header, Kind::Unparsed, n)?;
        self.at = self.at.saturating_add(n);
        Ok(())
    }

    /// Eight zeros or more where an element should begin: no element, but what stands behind may be one.
    fn zeros(&mut self, bound: u64) -> Result<(), ParseError> {
        let is_all = self.is_zero_to(bound)?;
        let end = if is_all { bound } else { self.zeros.0.end };
        let n = end.saturating_sub(self.at);
        self.fault(FaultKind::TrailingZeros);
        self.unparsed(if is_all { n } else { n.saturating_sub(n % 8).max(8) })
    }

    fn is_zero_to(&mut self, bound: u64) -> Result<bool, ParseError> {
        // Asked again for each element among zeros, so what was seen is remembered.
        if !self.zeros.0.contains(&self.at) {
            self.zeros = (self.at..self.at, false);
        }
        while self.zeros.0.end < bound && !self.zeros.1 {
            let n = usize::try_from(bound.saturating_sub(self.zeros.0.end)).unwrap_or(4096).min(4096);
            let bytes = self.w.bytes(self.zeros.0.end, n)?;
            let zeros = bytes.iter().take_while(|b| **b == 0).count();
            self.zeros.1 = zeros < bytes.len() || bytes.is_empty();
            self.zeros.0.end = self.zeros.0.end.saturating_add(zeros as u64);
        }
        Ok(self.zeros.0.end >= bound)
    }

    fn push(&mut self, header: Header, kind: Kind, length: u64) -> Result<u32, ParseError> {
        let full = ParseError::Limit { limit: Limit::Nodes, at: self.at };
        if self.nodes.len() >= self.limits.nodes {
            return Err(full);
        }
        let index = u32::try_from(self.nodes.len()).map_err(|_| full)?;
        let parent = self.stack.last().and_then(|frame| frame.node);
        let has_length_in_delimiter = matches!(kind, Kind::ItemEnd | Kind::SequenceEnd) && header.declared != 0;
        let is_odd =
            header.is_odd || has_length_in_delimiter || matches!(kind, Kind::Stray | Kind::Unparsed | Kind::Padding);
        if let (true, Some(parent)) = (is_odd, parent) {
            self.mark_odd(parent);
        }
        self.nodes.push(Node {
            kind,
            vr: header.vr,
            encoding: header.encoding,
            header: header.size,
            is_odd,
            tag: header.tag,
            declared: header.declared,
            start: self.at,
            length,
            parent,
            end: index.saturating_add(1),
        });
        Ok(index)
    }
}
