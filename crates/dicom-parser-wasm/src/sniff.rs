//! Guesses that tolerant reading needs: is this the next element, and how is this data set written?
//!
//! Does not: decide what to do with the answer.

use crate::dictionary::is_known;
use crate::encoding::{ITEM, ITEM_END, SEQUENCE_END, UNDEFINED, has_long_length};
use crate::headers::{self, Found, Place};
use crate::window::Window;
use crate::{Encoding, ReadError};
use dicom_core::{Tag, VR};

/// Whether an element, item or delimiter that could follow `last` stands at `at`, or the container ends there.
pub(crate) fn plausible(
    w: &mut Window<'_>,
    at: u64,
    bound: u64,
    encoding: Encoding,
    last: Tag,
) -> Result<bool, ReadError> {
    if at >= bound {
        return Ok(at == bound);
    }
    let left = bound.saturating_sub(at);
    let bytes = w.peek(at)?;
    let (Some(head), true) = (bytes.first_chunk::<8>().copied(), left >= 8) else { return Ok(false) };
    let tag = encoding.tag(&head);
    if matches!(tag, ITEM | ITEM_END | SEQUENCE_END) {
        return Ok(true);
    }
    if tag <= last {
        return Ok(false);
    }
    let [_, _, _, _, rest @ ..] = head;
    let [v1, v2, ..] = rest;
    if encoding.is_explicit() && VR::from_binary([v1, v2]).is_some() {
        return Ok(true);
    }
    let length = encoding.u32(&rest);
    let fits = length == UNDEFINED || u64::from(length) <= left.saturating_sub(8);
    Ok(fits && (is_known(tag) || tag.0 % 2 == 1))
}

/// Whether the first element of a data set that is written as `encoding` says could stand at `at`.
pub(crate) fn starts_as(w: &mut Window<'_>, at: u64, encoding: Encoding) -> Result<bool, ReadError> {
    Ok(matches!(element(w, at, encoding)?, Step::Next { .. } | Step::Open | Step::PastEnd))
}

/// Whether a whole data set seems to begin at `at`: three elements in order, or fewer that fill the
/// bytes to their end. Asked where no file meta information says that this is DICOM.
pub(crate) fn runs_as(w: &mut Window<'_>, at: u64, encoding: Encoding) -> Result<bool, ReadError> {
    let (mut at, mut last) = (at, Tag(0, 0));
    for seen in 0..3 {
        match element(w, at, encoding)? {
            Step::Next { tag, next } if tag > last => (at, last) = (next, tag),
            Step::Open => return Ok(true),
            Step::End => return Ok(seen >= 2),
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Whether something stands at `at` that reading gets over when a data set is known to begin there: a
/// delimiter, an element that is known or that ends where there still are bytes, or one without VR
/// behind which another could stand.
fn could_start(w: &mut Window<'_>, at: u64, encoding: Encoding) -> Result<bool, ReadError> {
    let bound = w.len();
    let Found::Header(header) = headers::read(w, Place { at, bound, encoding, last: Tag(0, 0) })? else {
        return Ok(false);
    };
    let next = at.saturating_add(u64::from(header.size)).saturating_add(u64::from(header.declared));
    let is_open = header.declared == UNDEFINED && {
        let inside = encoding.tag(w.bytes(at.saturating_add(u64::from(header.size)), 4)?);
        encoding.is_explicit() || matches!(inside, ITEM | SEQUENCE_END)
    };
    let is_whole = header.fault.is_none() && (is_open || next <= bound);
    if header.tag.0 == 0xFFFE || header.tag != Tag(0, 0) && (is_known(header.tag) || is_whole) {
        return Ok(true);
    }
    plausible(w, next, bound, encoding, header.tag)
}

/// How the data set at `at` is written: as `declared`, when that can be; else as it looks.
pub(crate) fn encoding_at(
    w: &mut Window<'_>,
    at: u64,
    declared: Option<Encoding>,
) -> Result<Option<Encoding>, ReadError> {
    const ALL: [Encoding; 3] = [Encoding::ExplicitLittle, Encoding::ImplicitLittle, Encoding::ExplicitBig];
    if let Some(declared) = declared {
        // A VR proves an explicit element. An implicit one has only its length, and in a large file the VR
        // and length of an explicit one are also an implicit length that fits.
        let is_sure = if declared.is_explicit() { starts_as(w, at, declared)? } else { runs_as(w, at, declared)? };
        if is_sure {
            return Ok(Some(declared));
        }
        for other in ALL {
            if runs_as(w, at, other)? {
                return Ok(Some(other));
            }
        }
        let starts = starts_as(w, at, declared)? || could_start(w, at, declared)?;
        return Ok(starts.then_some(declared));
    }
    for guess in ALL {
        if runs_as(w, at, guess)? {
            return Ok(Some(guess));
        }
    }
    Ok(None)
}

/// How the elements of an item from `at` to `end` are written: as those `around` it, when that can be.
pub(crate) fn encoding_of_item(w: &mut Window<'_>, at: u64, end: u64, around: Encoding) -> Result<Encoding, ReadError> {
    let is_delimiter = around.tag(w.bytes(at, 4)?).0 == 0xFFFE;
    let other = match around {
        Encoding::ImplicitLittle => Encoding::ExplicitLittle,
        Encoding::ExplicitLittle => Encoding::ImplicitLittle,
        Encoding::ExplicitBig => return Ok(around),
    };
    if is_delimiter || at >= end {
        return Ok(around);
    }
    let place = Place { at, bound: end, encoding: around, last: Tag(0, 0) };
    // In a large file the VR and length of an explicit element are also an implicit length that fits,
    // so where nothing follows it is asked what would follow otherwise. A VR that stands there speaks
    // for explicit even where its length is wrong.
    let is_other = match fit(w, place)? {
        Some(Fit::Follows) => false,
        Some(Fit::PastEnd) if !around.is_explicit() => starts_as(w, at, other)?,
        Some(_) => fit(w, Place { encoding: other, ..place })? == Some(Fit::Follows),
        None => starts_as(w, at, other)?,
    };
    Ok(if is_other { other } else { around })
}

/// How well an element stands where one was looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Another element, or the end, stands behind it.
    Follows,
    /// Something else stands behind it.
    Alone,
    /// It ends behind the end of what holds it.
    PastEnd,
}

/// How well an element stands at `place`; `None` where none without a fault does.
fn fit(w: &mut Window<'_>, place: Place) -> Result<Option<Fit>, ReadError> {
    let Found::Header(header) = headers::read(w, place)? else { return Ok(None) };
    if header.fault.is_some() {
        return Ok(None);
    }
    let next = place.at.saturating_add(u64::from(header.size)).saturating_add(u64::from(header.declared));
    let is_inside = next <= place.bound;
    let follows =
        header.declared == UNDEFINED || is_inside && plausible(w, next, place.bound, place.encoding, header.tag)?;
    Ok(Some(match (follows, is_inside) {
        (true, _) => Fit::Follows,
        (false, true) => Fit::Alone,
        (false, false) => Fit::PastEnd,
    }))
}

enum Step {
    /// An element; the next one stands at `next`.
    Next { tag: Tag, next: u64 },
    /// A sequence or value of undefined length.
    Open,
    /// An element whose value ends behind the end of the bytes.
    PastEnd,
    /// No bytes are left.
    End,
    /// No element.
    No,
}

fn element(w: &mut Window<'_>, at: u64, encoding: Encoding) -> Result<Step, ReadError> {
    let len = w.len();
    if at >= len {
        return Ok(Step::End);
    }
    let bytes = w.bytes(at, 12)?;
    let Some(head) = bytes.first_chunk::<8>().copied() else { return Ok(Step::No) };
    let wide = encoding.u32(bytes.get(8..).unwrap_or_default());
    let tag = encoding.tag(&head);
    let [_, _, _, _, v1, v2, l1, l2] = head;
    // Groups 0002 and FFFE never begin a data set; the zero tag is padding.
    if tag == Tag(0, 0) || tag.0 == 0x0002 || tag.0 == 0xFFFE || !(is_known(tag) || tag.0 % 2 == 1) {
        return Ok(Step::No);
    }
    let vr = VR::from_binary([v1, v2]);
    let (size, length) = match (encoding.is_explicit(), vr) {
        (true, Some(vr)) if has_long_length(vr) => (12, wide),
        (true, Some(_)) => (8, u32::from(encoding.u16(&[l1, l2]))),
        (true, None) => return Ok(Step::No),
        (false, _) => (8, encoding.u32(&[v1, v2, l1, l2])),
    };
    if length == UNDEFINED {
        let inside = encoding.tag(w.bytes(at.saturating_add(size), 4)?);
        return Ok(if matches!(inside, ITEM | SEQUENCE_END) { Step::Open } else { Step::No });
    }
    let next = at.saturating_add(size).saturating_add(u64::from(length));
    if next <= len {
        return Ok(Step::Next { tag, next });
    }
    // Without a VR nothing but the length speaks for an element, so it has to fit.
    Ok(if encoding.is_explicit() { Step::PastEnd } else { Step::No })
}
