//! Defects beyond the vectors that reading gets over, each found by attacking it, or in real files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::Encoding::{ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, FaultKind, Kind, Limits, Memory, Tag, VR};
use support::cases::{ITEM, check, check_kept, pixels, put};
use support::datasets;

#[test]
fn a_large_explicit_data_set_under_an_implicit_syntax_is_read_as_explicit() {
    // Read as implicit, `CS` and a short length are a length of a few MB, which fits here.
    let mut bytes = datasets::meta(ImplicitLittle);
    put(&mut bytes, ExplicitLittle, Tag(0x0008, 0x0008), VR::CS, b"ORIGINAL");
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    pixels(&mut bytes, ExplicitLittle);
    check(&bytes, &[FaultKind::OtherEncoding], &["00100010=Yamada^Tarou"]);
}

#[test]
fn two_private_elements_out_of_order_are_not_taken_for_another_byte_order() {
    // Read as big endian, they are (0105,0001) and (0303,0002), in order.
    let mut bytes = datasets::meta(ExplicitLittle);
    put(&mut bytes, ExplicitLittle, Tag(0x0501, 0x0100), VR::UV, b"");
    put(&mut bytes, ExplicitLittle, Tag(0x0303, 0x0200), VR::UV, b"");
    check(&bytes, &[FaultKind::Order], &["05010100=", "03030200="]);
}

#[test]
fn explicit_items_in_a_private_un_are_found_in_a_large_file() {
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    datasets::header(&mut bytes, ExplicitLittle, Tag(0x0009, 0x1001), VR::UN, u32::MAX);
    datasets::header(&mut bytes, ExplicitLittle, ITEM, VR::UN, u32::MAX);
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0020), VR::LO, b"0012345 ");
    datasets::header(&mut bytes, ExplicitLittle, Tag(0xFFFE, 0xE00D), VR::UN, 0);
    datasets::header(&mut bytes, ExplicitLittle, Tag(0xFFFE, 0xE0DD), VR::UN, 0);
    pixels(&mut bytes, ExplicitLittle);
    check(&bytes, &[FaultKind::OtherEncodingInItem], &["00091001[0].00100010=Yamada^Tarou"]);
}

#[test]
fn a_first_element_with_an_unknown_vr_does_not_hide_the_data_set() {
    let mut bytes = datasets::meta(ExplicitLittle);
    bytes.extend(b"\x08\0\x08\0??\x08\0ORIGINAL");
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    check(&bytes, &[FaultKind::UnknownVr], &["00080008=ORIGINAL", "00100010=Yamada^Tarou"]);
}

#[test]
fn a_first_element_that_the_dictionary_does_not_know_does_not_hide_the_data_set() {
    for encoding in [ExplicitLittle, ImplicitLittle] {
        let mut bytes = datasets::meta(encoding);
        put(&mut bytes, encoding, Tag(0x0004, 0x0002), VR::SH, b"new ");
        put(&mut bytes, encoding, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
        check(&bytes, &[], &["00040002=new ", "00100010=Yamada^Tarou"]);
    }
}

#[test]
fn a_first_sequence_that_the_dictionary_does_not_know_does_not_hide_the_data_set() {
    for encoding in [ExplicitLittle, ImplicitLittle] {
        let mut bytes = datasets::meta(encoding);
        datasets::header(&mut bytes, encoding, Tag(0x0004, 0x0002), VR::SQ, u32::MAX);
        datasets::header(&mut bytes, encoding, Tag(0xFFFE, 0xE0DD), VR::UN, 0);
        check(&bytes, &[], &["00040002[0]"]);
    }
}

#[test]
fn a_data_set_that_begins_with_command_elements_is_read() {
    for encoding in [ExplicitLittle, ImplicitLittle] {
        let mut bytes = datasets::meta(encoding);
        put(&mut bytes, encoding, Tag(0x0000, 0x0000), VR::UL, &[10, 0, 0, 0]);
        put(&mut bytes, encoding, Tag(0x0000, 0x0100), VR::US, &[1, 0]);
        put(&mut bytes, encoding, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
        check(&bytes, &[], &["00000100=0100", "00100010=Yamada^Tarou"]);
    }
}

#[test]
fn a_data_set_that_begins_with_a_stray_delimiter_is_read() {
    let mut bytes = datasets::meta(ExplicitLittle);
    datasets::header(&mut bytes, ExplicitLittle, Tag(0xFFFE, 0xE0DD), VR::UN, 0);
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    check(&bytes, &[FaultKind::StrayDelimiter], &["00100010=Yamada^Tarou"]);
}

#[test]
fn text_behind_the_file_meta_is_no_data_set() {
    let mut bytes = datasets::meta(ExplicitLittle);
    bytes.extend(b"This is a text about Yamada Tarou and nothing else.");
    let read = Dicom::read(&Memory(&bytes), &Limits::default());
    assert!(read.is_err(), "{read:?}");
}

#[test]
fn dicm_inside_of_a_value_of_a_file_without_preamble_is_no_marker() {
    let mut bytes = Vec::new();
    put(&mut bytes, ExplicitLittle, Tag(0x0008, 0x0080), VR::LO, &[b'X'; 112]);
    put(&mut bytes, ExplicitLittle, Tag(0x0008, 0x1010), VR::SH, b"DICMA1");
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    assert_eq!(&bytes[128..132], b"DICM");
    check(&bytes, &[FaultKind::NoPreamble, FaultKind::NoMeta], &["00081010=DICMA1", "00100010=Yamada^Tarou"]);
}

#[test]
fn foreign_bytes_in_a_sequence_of_defined_length_hide_nothing_behind_it() {
    let mut inner = Vec::new();
    datasets::header(&mut inner, ExplicitLittle, ITEM, VR::UN, 0);
    inner.extend(b"\x01\x02\x03\x04 foreign");
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    put(&mut bytes, ExplicitLittle, Tag(0x0008, 0x1140), VR::SQ, &inner);
    put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    let dicom = check(&bytes, &[FaultKind::ValuePastEnd], &["00081140[1]", "00100010=Yamada^Tarou"]);
    check_kept(&bytes, &dicom, &[]);
}

#[test]
fn a_tag_of_the_delimiters_group_that_is_no_delimiter_begins_no_element() {
    let mut bytes = datasets::file_of(ExplicitLittle, &[]);
    let behind = bytes.len() as u64;
    bytes.extend(b"\xFE\xFF\0\0\xFF\xFF\xFF\xFFYamada Tarou");
    let dicom = check(&bytes, &[FaultKind::TrailingBytes], &["00080008=ORIGINAL"]);
    let last = dicom.nodes().last().unwrap();
    assert_eq!((last.kind, last.start), (Kind::Unparsed, behind));
}

#[test]
fn the_first_fault_of_each_kind_is_listed_behind_thousands_of_another() {
    let mut bytes = datasets::meta(ExplicitLittle);
    for _ in 0..3000 {
        put(&mut bytes, ExplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"");
    }
    bytes.extend(b"foreign bytes");
    let dicom = Dicom::read(&Memory(&bytes), &Limits::default()).expect("it is read");
    let kinds: Vec<FaultKind> = dicom.faults().iter().map(|fault| fault.kind).collect();
    assert!(kinds.len() <= 1025, "{}", kinds.len());
    assert_eq!(kinds.last(), Some(&FaultKind::TrailingBytes));
    let unparsed = dicom.nodes().last().unwrap();
    assert_eq!((unparsed.kind, unparsed.length), (Kind::Unparsed, 13));
}

#[test]
fn zeros_between_implicit_elements_are_unparsed_and_hide_nothing() {
    let mut bytes = datasets::file_of(ImplicitLittle, &[]);
    bytes.extend([0; 40]);
    put(&mut bytes, ImplicitLittle, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
    let dicom = check(&bytes, &[FaultKind::TrailingZeros], &["00100010=Yamada^Tarou"]);
    assert_eq!(
        dicom.nodes().iter().map(|node| node.kind).collect::<Vec<_>>(),
        [Kind::Element, Kind::Unparsed, Kind::Element]
    );
    check_kept(&bytes, &dicom, &[]);
}

#[test]
fn zeros_at_the_end_of_an_item_are_no_damage() {
    for encoding in [ExplicitLittle, ImplicitLittle] {
        let mut item = Vec::new();
        put(&mut item, encoding, Tag(0x0010, 0x0020), VR::LO, b"0012345 ");
        item.extend([0; 20]);
        let mut inner = Vec::new();
        put(&mut inner, encoding, ITEM, VR::UN, &item);
        let mut bytes = datasets::file_of(encoding, &[]);
        put(&mut bytes, encoding, Tag(0x0008, 0x1140), VR::SQ, &inner);
        put(&mut bytes, encoding, Tag(0x0010, 0x0010), VR::PN, b"Yamada^Tarou");
        let dicom =
            check(&bytes, &[FaultKind::TrailingZeros], &["00081140[0].00100020=0012345 ", "00100010=Yamada^Tarou"]);
        check_kept(&bytes, &dicom, &[]);
    }
}
