//! Whether a value that may stay is one of its VR: letters in a number, text behind the end of a UID, more numbers
//! than the attribute has. What is none cannot be needed, and nobody has looked at it.
//!
//! In: a VR, how many values there may be, bytes. Out: what to write instead, or nothing where the value may stay.
//! Does not: judge numbers. Writers that are merely sloppy (too many digits, a decimal in an IS, zeros behind a
//! number of two bytes) lose nothing.
//!
//! Sources: PS3.5 6.2, 6.4, 9.1.

use dicom_parser_wasm::VR;

/// Bytes of one value, for VRs of numbers in binary.
fn size(vr: VR) -> Option<usize> {
    match vr {
        VR::SS | VR::US => Some(2),
        VR::AT | VR::FL | VR::SL | VR::UL => Some(4),
        VR::FD | VR::SV | VR::UV => Some(8),
        _ => None,
    }
}

/// Whether the value has to be read to know that it fits: of numbers in binary, only where there are too many.
pub(super) fn needs_look(vr: VR, greatest: usize, length: u64) -> bool {
    match (vr, size(vr)) {
        (VR::DS | VR::IS | VR::AS | VR::UI, _) => true,
        (_, Some(size)) => {
            let has_surplus = greatest > 0 && length > (size as u64).saturating_mul(greatest as u64);
            has_surplus || !length.is_multiple_of(size as u64)
        }
        _ => false,
    }
}

/// The value without what is none of its VR, `None` when all of it is. `greatest` is the greatest number of values,
/// 0 for no bound.
pub(super) fn without_foreign(vr: VR, greatest: usize, value: &[u8]) -> Option<Vec<u8>> {
    match (vr, size(vr)) {
        (VR::DS | VR::IS, _) => each(value, is_number),
        (VR::AS, _) => each(value, is_age),
        (_, Some(size)) => {
            let own = if greatest > 0 { size.saturating_mul(greatest) } else { usize::MAX };
            let surplus = value.get(own..).unwrap_or_default();
            let fits = value.len().is_multiple_of(size) && surplus.iter().all(|b| *b == 0);
            (!fits).then(Vec::new)
        }
        _ => None,
    }
}

/// Whether all values are UIDs as to their characters (PS3.5 9.1).
pub(super) fn is_uids(value: &[u8]) -> bool {
    value.split(|b| *b == b'\\').map(padding_off).all(|uid| uid.iter().all(|b| b.is_ascii_digit() || *b == b'.'))
}

/// Whether all values are coded strings as to length and characters. Of such a string alone it is likely that its
/// words are terms of the standard.
pub(super) fn is_codes(value: &[u8]) -> bool {
    let is_legal = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b' ' | b'_');
    value.split(|b| *b == b'\\').map(padding_off).all(|code| code.len() <= 16 && code.iter().all(is_legal))
}

fn padding_off(mut value: &[u8]) -> &[u8] {
    while let [rest @ .., 0 | b' '] = value {
        value = rest;
    }
    value
}

/// Values that fit stay, the others become empty; what stands behind a NUL is no part of a value.
fn each(value: &[u8], fits: fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    let mut is_whole = true;
    let values: Vec<&[u8]> = value
        .split(|b| *b == b'\\')
        .map(|one| {
            let own = one.split(|b| *b == 0).next().unwrap_or_default();
            let is_alone = one.get(own.len()..).unwrap_or_default().iter().all(|b| matches!(b, 0 | b' '));
            let own = if fits(own.trim_ascii()) { own } else { &[] };
            is_whole &= is_alone && (!own.is_empty() || padding_off(one).is_empty());
            own
        })
        .collect();
    (!is_whole).then(|| values.join(&b'\\'))
}

fn is_number(value: &[u8]) -> bool {
    let is_part = |b: &u8| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b',' | b'e' | b'E');
    let bare = value.strip_prefix(b"-").unwrap_or(value);
    let is_special = [&b"nan"[..], b"inf", b"infinity"].iter().any(|word| bare.eq_ignore_ascii_case(word));
    // Too short to name anybody, and writers do make such slips: `1A`.
    let is_slip = value.len() <= 4 && value.first().is_some_and(u8::is_ascii_digit);
    value.is_empty() || is_special || is_slip || value.iter().all(is_part) && value.iter().any(u8::is_ascii_digit)
}

fn is_age(value: &[u8]) -> bool {
    let digits = value.strip_suffix(b"D").or(value.strip_suffix(b"W"));
    let digits = digits.or(value.strip_suffix(b"M")).or(value.strip_suffix(b"Y"));
    value.is_empty() || digits.is_some_and(|d| d.len() <= 3 && d.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn stays(vr: VR, greatest: usize, value: &[u8]) {
        assert_eq!(without_foreign(vr, greatest, value), None);
    }

    #[track_caller]
    fn becomes(vr: VR, greatest: usize, value: &[u8], expected: &[u8]) {
        assert_eq!(without_foreign(vr, greatest, value).as_deref(), Some(expected));
    }

    #[test]
    fn numbers_stay_as_sloppy_writers_write_them() {
        stays(VR::DS, 2, b"0.5\\0.5 ");
        stays(VR::DS, 1, b" -1.234567890123456789e-05\0");
        stays(VR::DS, 0, b"\\1,5\\NaN\\-inf\\");
        stays(VR::IS, 1, b"1.0");
        stays(VR::IS, 1, b"1A");
        stays(VR::US, 1, &[3, 0, 0, 0]);
        stays(VR::US, 0, b"\x01\x02\x03\x04");
    }

    #[test]
    fn text_among_numbers_goes_and_the_numbers_stay() {
        becomes(VR::DS, 2, b"0.5\\0.5\0YAMADA^TARO", b"0.5\\0.5");
        becomes(VR::DS, 0, b"1\\YAMADA\\3", b"1\\\\3");
        becomes(VR::IS, 1, b"YAMADA^TARO ", b"");
        becomes(VR::IS, 1, b"19870203 778899", b"");
        becomes(VR::AS, 1, b"YAMADA^T", b"");
        becomes(VR::US, 1, b"YAMADA", b"");
        becomes(VR::SV, 0, b"YAMADA^TARO ", b"");
        stays(VR::AS, 1, b"045Y");
    }

    #[test]
    fn uids_and_codes_are_known_by_their_characters() {
        assert!(is_uids(b"1.2.840.10008.1.2\0") && is_uids(b"1.2\\1.3 ") && is_uids(b""));
        assert!(!is_uids(b"1.2.840.10008.1.2\0YAMADA") && !is_uids(b"YAMADA"));
        assert!(is_codes(b"ORIGINAL\\PRIMARY\\AXIAL ") && is_codes(b"T1_W"));
        assert!(!is_codes(b"yamada") && !is_codes(b"CHEST\0YAMADA") && !is_codes(b"HELICAL YAMADA WAS"));
    }
}
