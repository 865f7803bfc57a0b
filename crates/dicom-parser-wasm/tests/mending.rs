//! What the writer mends when it keeps what was written against the rules, each found by attacking it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::Encoding::{ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, FaultKind, Limits, Memory, Tag, VR};
use support::cases::{ITEM, check, check_kept, put};
use support::datasets;

#[test]
fn a_long_text_without_vr_in_an_explicit_data_set_is_kept_as_un() {
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    put(&mut bytes, ImplicitLittle, Tag(0x0010, 0x4000), VR::LT, &[b'a'; 70_000]);
    put(&mut bytes, ExplicitLittle, Tag(0x0040, 0xA160), VR::UT, b"end ");
    let dicom = check(&bytes, &[FaultKind::ImplicitElement], &["0040a160=end "]);
    let kept = check_kept(&bytes, &dicom, &[]);
    let again = Dicom::read(&Memory(&kept), &Limits::default()).unwrap();
    assert_eq!(again.node(1).unwrap().vr, VR::UN);
}

#[test]
fn a_sequence_with_an_unknown_vr_is_kept_as_sq() {
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    bytes.extend(b"\x08\0\x40\x11QS\0\0\x10\0\0\0");
    datasets::header(&mut bytes, ExplicitLittle, ITEM, VR::UN, 8);
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"");
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0020), VR::LO, b"0012345 ");
    let dicom = check(&bytes, &[FaultKind::UnknownVr], &["00081140[1]", "00100020=0012345 "]);
    check_kept(&bytes, &dicom, &[]);
}

#[test]
fn reserved_bytes_that_are_no_length_are_kept_as_zeros() {
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    bytes.extend(b"\x42\0\x11\0OB\x80\0\x04\0\0\0data");
    let dicom = check(&bytes, &[], &["00420011=data"]);
    let kept = check_kept(&bytes, &dicom, &[]);
    assert!(kept.ends_with(b"\x42\0\x11\0OB\0\0\x04\0\0\0data"));
}

#[test]
fn encapsulated_pixels_in_an_explicit_item_of_an_implicit_data_set_are_kept_with_an_implicit_header() {
    let mut item = Vec::new();
    put(&mut item, ExplicitLittle, Tag(0x0028, 0x0002), VR::US, &[1, 0]);
    datasets::header(&mut item, ExplicitLittle, Tag(0x7FE0, 0x0010), VR::OB, u32::MAX);
    put(&mut item, ExplicitLittle, ITEM, VR::UN, b"\xFF\xD8\xFF\xD9");
    datasets::header(&mut item, ExplicitLittle, Tag(0xFFFE, 0xE0DD), VR::UN, 0);
    let mut inner = Vec::new();
    put(&mut inner, ImplicitLittle, ITEM, VR::UN, &item);
    let mut bytes = datasets::file_of(ImplicitLittle, &[]);
    put(&mut bytes, ImplicitLittle, Tag(0x0088, 0x0200), VR::SQ, &inner);
    let dicom = check(&bytes, &[FaultKind::OtherEncodingInItem], &["00880200[0].7fe00010{4}"]);
    check_kept(&bytes, &dicom, &[]);
}
