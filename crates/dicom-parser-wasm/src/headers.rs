//! One element's tag, VR and length, as the standard has them and as files really write them.
//!
//! In: a position, what is declared to stand there, and where its container ends.
//! Out: a header, or that too few bytes are left, or that nothing here is an element.
//! Does not: look at values, or move on.

use crate::dictionary::{dictionary_vr, is_known};
use crate::encoding::{ITEM, ITEM_END, SEQUENCE_END, UNDEFINED, has_long_length};
use crate::sniff::plausible;
use crate::window::Window;
use crate::{Encoding, FaultKind, ReadError};
use dicom_core::{Tag, VR};

/// A header that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    pub(crate) tag: Tag,
    pub(crate) vr: VR,
    pub(crate) size: u8,
    pub(crate) declared: u32,
    pub(crate) encoding: Encoding,
    pub(crate) is_odd: bool,
    pub(crate) fault: Option<FaultKind>,
}

/// What stands at a position.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// An element, item or delimiter.
    Header(Header),
    /// The beginning of one; the bytes end too early.
    Partial,
    /// Bytes that are no element.
    Nothing,
}

/// Where a header is looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Offset of its first byte.
    pub(crate) at: u64,
    /// End of what holds it.
    pub(crate) bound: u64,
    /// How it should be written.
    pub(crate) encoding: Encoding,
    /// The tag before it.
    pub(crate) last: Tag,
}

/// Reads the header at `place`.
pub(crate) fn read(w: &mut Window<'_>, place: Place) -> Result<Found, ReadError> {
    let Place { at, bound, encoding, .. } = place;
    let left = usize::try_from(bound.saturating_sub(at)).unwrap_or(usize::MAX);
    let Some(bytes) = head(w, at, left)? else { return Ok(Found::Partial) };
    let tag = encoding.tag(&bytes);
    let [_, _, _, _, v1, v2, l1, l2, ..] = bytes;
    if tag.0 == 0xFFFE {
        if !matches!(tag, ITEM | ITEM_END | SEQUENCE_END) {
            return Ok(Found::Nothing);
        }
        let declared = encoding.u32(&[v1, v2, l1, l2]);
        let header = Header { tag, vr: VR::UN, size: 8, declared, encoding, is_odd: false, fault: None };
        return Ok(Found::Header(header));
    }
    if encoding.is_explicit() {
        match VR::from_binary([v1, v2]) {
            Some(vr) if has_long_length(vr) => long(w, place, tag, vr, &bytes, left),
            Some(vr) => {
                let declared = u32::from(encoding.u16(&[l1, l2]));
                Ok(Found::Header(Header { tag, vr, size: 8, declared, encoding, is_odd: false, fault: None }))
            }
            None => recover(w, place, tag, &bytes, left),
        }
    } else {
        implicit(w, place, tag, &bytes)
    }
}

/// The first 12 bytes, zeros where there are fewer; `None` when not even 8 are left.
fn head(w: &mut Window<'_>, at: u64, left: usize) -> Result<Option<[u8; 12]>, ReadError> {
    let bytes = w.bytes(at, 12.min(left))?;
    if let Some(head) = bytes.first_chunk() {
        return Ok(Some(*head));
    }
    if bytes.len() < 8 {
        return Ok(None);
    }
    let mut head = [0; 12];
    for (to, from) in head.iter_mut().zip(bytes) {
        *to = *from;
    }
    Ok(Some(head))
}

/// Explicit, with a length of 32 bits behind two reserved bytes. Where these are not zero, some
/// writers put a length of 16 bits there: taken when the next element then stands where it should.
fn long(w: &mut Window<'_>, place: Place, tag: Tag, vr: VR, bytes: &[u8; 12], left: usize) -> Result<Found, ReadError> {
    let Place { at, bound, encoding, .. } = place;
    let [.., l1, l2, n1, n2, n3, n4] = *bytes;
    if [l1, l2] != [0, 0] {
        let short = encoding.u16(&[l1, l2]);
        let next = at.saturating_add(8).saturating_add(u64::from(short));
        if plausible(w, next, bound, encoding, tag)? {
            let declared = u32::from(short);
            let fault = Some(FaultKind::ShortLength);
            return Ok(Found::Header(Header { tag, vr, size: 8, declared, encoding, is_odd: true, fault }));
        }
    }
    if left < 12 {
        return Ok(Found::Partial);
    }
    let declared = encoding.u32(&[n1, n2, n3, n4]);
    // Not copied as they are: elsewhere they could be taken for a length.
    let is_odd = [l1, l2] != [0, 0];
    Ok(Found::Header(Header { tag, vr, size: 12, declared, encoding, is_odd, fault: None }))
}

/// An explicit data set, but no VR stands here: letters that are none, or an element without.
fn recover(w: &mut Window<'_>, place: Place, tag: Tag, bytes: &[u8; 12], left: usize) -> Result<Found, ReadError> {
    let Place { at, bound, encoding, .. } = place;
    let [_, _, _, _, v1, v2, l1, l2, n1, n2, n3, n4] = *bytes;
    let after = |size: u64, length: u32| at.saturating_add(size).saturating_add(u64::from(length));
    let is_letter = |b: u8| b.is_ascii_uppercase() || b == b'?' || b == b' ' || b == b'-';
    if is_letter(v1) && is_letter(v2) {
        let vr = dictionary_vr(tag).unwrap_or(VR::UN);
        let odd = |size, declared| {
            let fault = Some(FaultKind::UnknownVr);
            Found::Header(Header { tag, vr, size, declared, encoding, is_odd: true, fault })
        };
        let short = u32::from(encoding.u16(&[l1, l2]));
        if plausible(w, after(8, short), bound, encoding, tag)? {
            return Ok(odd(8, short));
        }
        let wide = encoding.u32(&[n1, n2, n3, n4]);
        if left >= 12 && plausible(w, after(12, wide), bound, encoding, tag)? {
            return Ok(odd(12, wide));
        }
    }
    // Big endian is left out: the value would be of the other byte order, and nothing says which.
    if encoding == Encoding::ExplicitLittle && (is_known(tag) || tag.0 % 2 == 1) {
        let declared = encoding.u32(&[v1, v2, l1, l2]);
        let is_sequence = declared == UNDEFINED && dictionary_vr(tag) == Some(VR::SQ);
        if is_sequence || plausible(w, after(8, declared), bound, encoding, tag)? {
            let vr = dictionary_vr(tag).unwrap_or(VR::UN);
            let fault = Some(FaultKind::ImplicitElement);
            let encoding = Encoding::ImplicitLittle;
            return Ok(Found::Header(Header { tag, vr, size: 8, declared, encoding, is_odd: true, fault }));
        }
    }
    Ok(Found::Nothing)
}

/// An implicit data set; now and then an explicit element stands in one.
fn implicit(w: &mut Window<'_>, place: Place, tag: Tag, bytes: &[u8; 12]) -> Result<Found, ReadError> {
    let Place { at, bound, encoding, .. } = place;
    let [_, _, _, _, v1, v2, l1, l2, ..] = *bytes;
    let declared = encoding.u32(&[v1, v2, l1, l2]);
    let vr = dictionary_vr(tag).unwrap_or(VR::UN);
    let header = Header { tag, vr, size: 8, declared, encoding, is_odd: false, fault: None };
    let end = at.saturating_add(8).saturating_add(u64::from(declared));
    if declared == UNDEFINED || end <= bound {
        return Ok(Found::Header(header));
    }
    if let Some(vr) = VR::from_binary([v1, v2]).filter(|vr| !has_long_length(*vr)) {
        let declared = u32::from(encoding.u16(&[l1, l2]));
        let next = at.saturating_add(8).saturating_add(u64::from(declared));
        if plausible(w, next, bound, encoding, tag)? {
            let fault = Some(FaultKind::OtherEncodingInItem);
            let encoding = Encoding::ExplicitLittle;
            return Ok(Found::Header(Header { tag, vr, size: 8, declared, encoding, is_odd: true, fault }));
        }
    }
    Ok(if is_known(tag) { Found::Header(header) } else { Found::Nothing })
}
