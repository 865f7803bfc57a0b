//! One file as an index over its bytes.

use crate::meta::{self, Start};
use crate::reader::Reader;
use crate::sniff::encoding_at;
use crate::window::Window;
use crate::{Encoding, Fault, FaultKind, Kind, Limit, Limits, Memory, Node, ParseError, ReadError, Rope, Source};
use dicom_core::{Tag, VR};
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::borrow::Cow;

/// A file that was read: nodes for all of its bytes, and what is wrong with it.
///
/// Offsets of [`nodes`](Self::nodes) are those of the data set's [stream](Self::stream): the file
/// itself, or what came out of inflating it.
#[derive(Clone, Debug)]
pub struct Dicom {
    meta: Vec<Node>,
    nodes: Vec<Node>,
    faults: Vec<Fault>,
    syntax: Option<String>,
    encoding: Encoding,
    inflated: Option<Memory<Vec<u8>>>,
    most_value: usize,
}

impl Dicom {
    /// Reads the index of a file. Cost: O(elements) reads of the source; memory O(elements), values
    /// are not loaded. A deflated data set is inflated into memory, up to [`Limits::inflated`].
    ///
    /// # Errors
    /// [`ParseError`]: not DICOM at all, no data set, a limit met, or the source could not be read.
    /// A file that is cut off or damaged further on is no error; see [`faults`](Self::faults).
    pub fn read(source: &dyn Source, limits: &Limits) -> Result<Self, ParseError> {
        let mut w = Window::new(source, limits.window);
        let mut start = meta::read(&mut w)?;
        let declared = start.syntax.as_deref().map(meta::declared);
        if let Some((encoding, true)) = declared
            && !crate::sniff::starts_as(&mut w, start.end, encoding)?
        {
            return Self::read_deflated(source, start, encoding, limits);
        }
        let at = start.end;
        if at >= w.len() && start.is_marked && at > 0 && start.nodes.len() > 1 {
            return Ok(Self::assemble(start, Vec::new(), Vec::new(), Encoding::ExplicitLittle, None, limits));
        }
        if matches!(declared, Some((_, true))) {
            start.faults.push(Fault { at, kind: FaultKind::OtherEncoding });
        }
        let declared = declared.map(|(encoding, _)| encoding);
        let no = if start.is_marked { ParseError::NoDataSet { at } } else { ParseError::NotDicom { at } };
        let encoding = encoding_at(&mut w, at, declared)?.ok_or(no)?;
        if declared.is_some_and(|declared| declared != encoding) {
            start.faults.push(Fault { at, kind: FaultKind::OtherEncoding });
        }
        let mut reader = Reader::new(&mut w, limits);
        reader.run(at, encoding)?;
        let (nodes, faults) = (reader.nodes, reader.faults);
        Ok(Self::assemble(start, nodes, faults, encoding, None, limits))
    }

    fn read_deflated(
        source: &dyn Source,
        mut start: Start,
        encoding: Encoding,
        limits: &Limits,
    ) -> Result<Self, ParseError> {
        let at = start.end;
        let broken = ParseError::Deflate { at };
        let raw = inflate_all(source, at, DataFormat::Raw, limits)?;
        let is_data_set = |stream: &Inflation| {
            let memory = Memory(stream.bytes.as_slice());
            let mut w = Window::new(&memory, limits.window);
            crate::sniff::starts_as(&mut w, 0, encoding)
        };
        let stream = match raw {
            Some(stream) if is_data_set(&stream)? => stream,
            _ => {
                let stream = inflate_all(source, at, DataFormat::Zlib, limits)?.ok_or(broken.clone())?;
                start.faults.push(Fault { at, kind: FaultKind::ZlibHeader });
                stream
            }
        };
        start.nodes.push(meta::node(Kind::Deflated, Tag(0, 0), VR::UN, 0, 0, at, stream.consumed));
        let end = at.saturating_add(stream.consumed);
        let left = source.len().saturating_sub(end);
        if left > 0 {
            start.nodes.push(meta::node(Kind::Unparsed, Tag(0, 0), VR::UN, 0, 0, end, left));
            let mut byte = [0];
            let _ = source.read_at(end, &mut byte)?;
            // PS3.5 A.5: a stream of odd length is padded with one zero byte.
            if (left, byte) != (1, [0]) {
                start.faults.push(Fault { at: end, kind: FaultKind::BytesAfterStream });
            }
        }
        let memory = Memory(stream.bytes);
        let mut w = Window::new(&memory, limits.window);
        let encoding = encoding_at(&mut w, 0, Some(encoding))?.ok_or(broken)?;
        let mut reader = Reader::new(&mut w, limits);
        reader.run(0, encoding)?;
        let (nodes, faults) = (reader.nodes, reader.faults);
        Ok(Self::assemble(start, nodes, faults, encoding, Some(memory), limits))
    }

    fn assemble(
        start: Start,
        nodes: Vec<Node>,
        found: Vec<Fault>,
        encoding: Encoding,
        inflated: Option<Memory<Vec<u8>>>,
        limits: &Limits,
    ) -> Self {
        let mut faults = start.faults;
        faults.extend(found);
        let (meta, syntax) = (start.nodes, start.syntax);
        Self { meta, nodes, faults, syntax, encoding, inflated, most_value: limits.value }
    }

    /// The nodes before the data set: preamble, file meta information, the compressed stream if there is one.
    pub fn meta(&self) -> &[Node] {
        &self.meta
    }

    /// The nodes of the data set.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// What does not follow the standard, in the order in which it was met.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Transfer Syntax UID as the file meta information has it.
    pub fn transfer_syntax(&self) -> Option<&str> {
        self.syntax.as_deref()
    }

    /// How the data set is really written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether the data set was deflated.
    pub fn is_deflated(&self) -> bool {
        self.inflated.is_some()
    }

    /// What the offsets of [`nodes`](Self::nodes) refer to: the inflated data set, else `source`.
    pub fn stream<'a>(&'a self, source: &'a dyn Source) -> &'a dyn Source {
        match &self.inflated {
            Some(memory) => memory,
            None => source,
        }
    }

    /// The node at an index.
    pub fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// Indexes of what the node at `index` holds directly (with `None`: the data set).
    pub fn children(&self, index: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = index.map_or(0, |i| i.saturating_add(1));
        let end = index.map_or(Some(self.nodes.len()), |i| self.node(i).and_then(|n| usize::try_from(n.end).ok()));
        let end = end.unwrap_or(0);
        let mut at = first;
        std::iter::from_fn(move || {
            let here = at;
            if here >= end {
                return None;
            }
            at = self.nodes.get(here).and_then(|n| usize::try_from(n.end).ok()).unwrap_or(end);
            Some(here)
        })
    }

    /// The first element with this tag in the data set itself (not in a sequence).
    pub fn find(&self, tag: Tag) -> Option<usize> {
        self.find_in(None, tag)
    }

    /// The first element with this tag directly in the item at `index` (with `None`: in the data set).
    pub fn find_in(&self, index: Option<usize>, tag: Tag) -> Option<usize> {
        self.children(index).find(|i| self.node(*i).is_some_and(|n| n.tag == tag && n.header > 0))
    }

    /// Offset behind the node at `index` and all that it holds.
    pub fn end_of(&self, index: usize) -> u64 {
        let Some(node) = self.node(index) else { return 0 };
        let next = usize::try_from(node.end).ok().and_then(|end| self.nodes.get(end));
        next.map_or_else(|| self.nodes.last().map_or(0, Node::value_end), |next| next.start)
    }

    /// The value bytes of the node at `index`, padding included; empty for sequences and items.
    ///
    /// # Errors
    /// [`ParseError::Limit`] above [`Limits::value`]; [`ParseError::Read`].
    pub fn value<'a>(&'a self, index: usize, source: &'a dyn Source) -> Result<Cow<'a, [u8]>, ParseError> {
        let Some(node) = self.node(index) else { return Ok(Cow::Borrowed(&[])) };
        let stream = self.stream(source);
        let (start, end) = (node.value_start(), node.value_end());
        if let Some(whole) = stream.as_slice() {
            let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            return Ok(Cow::Borrowed(range.and_then(|(a, b)| whole.get(a..b)).unwrap_or_default()));
        }
        let n = usize::try_from(node.length).unwrap_or(usize::MAX);
        if n > self.most_value {
            return Err(ParseError::Limit { limit: Limit::Value, at: start });
        }
        let mut value = vec![0; n];
        read_exact(stream, start, &mut value)?;
        Ok(Cow::Owned(value))
    }

    /// The file as it was read, as ranges of its source: all of them in order are the whole file.
    pub fn to_rope(&self) -> Rope {
        let mut rope = Rope::new();
        let nodes = if self.is_deflated() { &[][..] } else { &self.nodes };
        for node in self.meta.iter().chain(nodes) {
            rope.source(node.start, node.value_end().saturating_sub(node.start));
        }
        rope
    }
}

fn read_exact(source: &dyn Source, mut at: u64, mut buf: &mut [u8]) -> Result<(), ReadError> {
    while !buf.is_empty() {
        let got = source.read_at(at, buf)?;
        if got == 0 {
            return Err(ReadError::new(at, crate::ReadCause::Changed));
        }
        at = at.saturating_add(got as u64);
        buf = buf.get_mut(got..).unwrap_or_default();
    }
    Ok(())
}

struct Inflation {
    bytes: Vec<u8>,
    consumed: u64,
}

/// Inflates the stream at `at`; `None` when it is broken or cut off.
fn inflate_all(
    source: &dyn Source,
    at: u64,
    format: DataFormat,
    limits: &Limits,
) -> Result<Option<Inflation>, ParseError> {
    let mut w = Window::new(source, limits.window.max(1 << 15));
    let mut state = InflateState::new_boxed(format);
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 1 << 16];
    let mut consumed = 0u64;
    loop {
        let from = at.saturating_add(consumed);
        let input = w.bytes(from, 1 << 15)?;
        let result = inflate(&mut state, input, &mut chunk, MZFlush::None);
        consumed = consumed.saturating_add(result.bytes_consumed as u64);
        bytes.extend_from_slice(chunk.get(..result.bytes_written).unwrap_or_default());
        if bytes.len() > limits.inflated {
            return Err(ParseError::Limit { limit: Limit::Inflated, at: from });
        }
        match result.status {
            Ok(MZStatus::StreamEnd) => return Ok(Some(Inflation { bytes, consumed })),
            Ok(_) if result.bytes_consumed > 0 || result.bytes_written > 0 => {}
            _ => return Ok(None),
        }
    }
}
