//! The beginning of a file: preamble, `DICM`, file meta information (PS3.10 7.1), transfer syntax.
//!
//! Out: nodes for all bytes before the data set, and how the data set is declared to be written.
//! Does not: trust (0002,0000): the group ends where another group begins.

use crate::encoding::has_long_length;
use crate::sniff::encoding_at;
use crate::window::Window;
use crate::{Encoding, Fault, FaultKind, Kind, Node, ParseError};
use dicom_core::{Tag, VR};

/// What stands before the data set.
#[derive(Debug, Default)]
pub(crate) struct Start {
    pub(crate) nodes: Vec<Node>,
    pub(crate) faults: Vec<Fault>,
    /// Offset of the data set.
    pub(crate) end: u64,
    /// Transfer Syntax UID without padding, where it is ASCII.
    pub(crate) syntax: Option<String>,
    /// Whether `DICM` or a file meta group was found.
    pub(crate) is_marked: bool,
}

/// How a data set of this transfer syntax is written, and whether it is deflated.
pub(crate) fn declared(syntax: &str) -> (Encoding, bool) {
    match syntax {
        // The second is GE's private "implicit VR, pixel data big endian".
        "1.2.840.10008.1.2" | "1.2.840.113619.5.2" => (Encoding::ImplicitLittle, false),
        "1.2.840.10008.1.2.2" => (Encoding::ExplicitBig, false),
        // Deflated; JPIP Referenced Deflate; JPIP HTJ2K Referenced Deflate.
        "1.2.840.10008.1.2.1.99" | "1.2.840.10008.1.2.4.95" | "1.2.840.10008.1.2.4.205" => {
            (Encoding::ExplicitLittle, true)
        }
        _ => (Encoding::ExplicitLittle, false),
    }
}

/// More elements than any file meta group has.
const MOST_META: usize = 1000;

/// Reads all that stands before the data set.
pub(crate) fn read(w: &mut Window<'_>) -> Result<Start, ParseError> {
    let mut start = Start::default();
    let at = if w.bytes(128, 4)? == b"DICM" && !is_value(w)? {
        132
    } else if w.bytes(0, 4)? == b"DICM" {
        4
    } else {
        0
    };
    start.end = at;
    start.is_marked = at > 0;
    if at > 0 {
        start.nodes.push(node(Kind::Preamble, Tag(0, 0), VR::UN, 0, 0, 0, at));
    }
    if at != 132 {
        start.faults.push(Fault { at: 0, kind: FaultKind::NoPreamble });
    }
    let mut says = None;
    while let Some(element) = element(w, start.end)? {
        if start.nodes.len() > MOST_META {
            break;
        }
        let length = u64::from(element.declared);
        let value_at = element.value_start();
        if value_at.saturating_add(length) > w.len() {
            // The group cannot be told from garbage, or is cut off; either way no data set follows.
            return Err(ParseError::NoDataSet { at: start.end });
        }
        let mut element = element;
        element.length = length;
        if element.encoding == Encoding::ImplicitLittle && says.is_none() && start.syntax.is_none() {
            start.faults.push(Fault { at: start.end, kind: FaultKind::MetaImplicit });
        }
        match element.tag {
            Tag(2, 0) => {
                let bytes = w.bytes(value_at, 4)?;
                let end = value_at.saturating_add(length);
                says = Some(end.saturating_add(u64::from(Encoding::ExplicitLittle.u32(bytes))));
            }
            Tag(2, 0x10) => start.syntax = uid(w.bytes(value_at, usize::try_from(length).unwrap_or(64).min(64))?),
            _ => {}
        }
        start.end = value_at.saturating_add(length);
        start.nodes.push(element);
        start.is_marked = true;
    }
    let has_meta = start.nodes.iter().any(|node| node.kind == Kind::Element);
    if !has_meta {
        start.faults.push(Fault { at, kind: FaultKind::NoMeta });
    } else if says != Some(start.end) {
        start.faults.push(Fault { at, kind: FaultKind::MetaLength });
    }
    if has_meta && start.syntax.is_none() {
        start.faults.push(Fault { at, kind: FaultKind::NoTransferSyntax });
    }
    Ok(start)
}

/// Whether `DICM` at byte 128 belongs to a value of a data set that begins at byte 0.
fn is_value(w: &mut Window<'_>) -> Result<bool, ParseError> {
    Ok(w.bytes(132, 2)? != [2, 0] && encoding_at(w, 0, None)?.is_some())
}

fn uid(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_matches(['\0', ' ']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// The element of group 0002 at `at`; its value may still end behind the end of the file.
fn element(w: &mut Window<'_>, at: u64) -> Result<Option<Node>, ParseError> {
    let bytes = w.bytes(at, 12)?;
    let Some([t @ .., v1, v2, l1, l2]) = bytes.first_chunk::<8>().copied() else { return Ok(None) };
    let e = Encoding::ExplicitLittle;
    let tag = e.tag(&t);
    if tag.0 != 2 {
        return Ok(None);
    }
    let found = match VR::from_binary([v1, v2]) {
        Some(vr) if has_long_length(vr) => {
            node(Kind::Element, tag, vr, 12, e.u32(bytes.get(8..).unwrap_or_default()), at, 0)
        }
        Some(vr) => node(Kind::Element, tag, vr, 8, u32::from(e.u16(&[l1, l2])), at, 0),
        None => {
            let vr = crate::dictionary_vr(tag).unwrap_or(VR::UN);
            let mut implicit = node(Kind::Element, tag, vr, 8, e.u32(&[v1, v2, l1, l2]), at, 0);
            implicit.encoding = Encoding::ImplicitLittle;
            implicit
        }
    };
    Ok(Some(found))
}

/// A node outside of the data set.
pub(crate) fn node(kind: Kind, tag: Tag, vr: VR, header: u8, declared: u32, start: u64, length: u64) -> Node {
    Node {
        kind,
        vr,
        encoding: Encoding::ExplicitLittle,
        header,
        is_odd: false,
        tag,
        declared,
        start,
        length,
        parent: None,
        end: 0,
    }
}
