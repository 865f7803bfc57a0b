//! What a member is called, and which names lead out.

use super::build::{Part, zip};
use super::*;

#[track_caller]
fn check_name(raw: &[u8], shown: &str, fault: Option<MemberFault>) {
    let archive = opened(&zip(&[Part::stored(raw, b"content")]));
    assert_eq!((names(&archive), &archive.members[0].fault), (vec![shown], &fault));
}

#[test]
fn names_of_japanese_cds_are_code_page_932() {
    check_name(b"\x8e\x52\x93\x63/\x8b\xb9\x95\x94.dcm", "山田/胸部.dcm", None);
    check_name(b"\x95\x5c\x8e\xa6", "表示", None); // 0x5C is the second half of 表, no separator
    check_name(b"\x95\x5c\\\x83\x5c", "表/ソ", None);
    check_name(b"\xb6\xd2\xb2.dcm", "ｶﾒｲ.dcm", None);
}

#[test]
fn names_in_utf8_need_no_flag() {
    check_name("山田/胸部.dcm".as_bytes(), "山田/胸部.dcm", None);
}

#[test]
fn names_that_are_neither_are_code_page_437() {
    check_name(b"\x80\xff", "Ç\u{a0}", None);
    check_name(b"\x80.dcm", "Ç.dcm", None);
    check_name(b"caf\x82.dcm", "café.dcm", None); // no letter of code page 932 is 82 2E
    check_name(b"\xe1\xfd", "ß²", None);
    check_name(b"na\x8bve.dcm", "na久e.dcm", None); // it was naïve; nothing tells
}

#[test]
fn bytes_that_the_utf8_flag_belies_are_shown_as_replaced() {
    let archive = opened(&zip(&[Part { flags: 0x0800, ..Part::stored(b"bytes\xff\xfe.dcm", b"") }]));
    assert_eq!(names(&archive), ["bytes\u{fffd}\u{fffd}.dcm"]);
}

#[test]
fn info_zips_unicode_name_wins_if_it_is_of_this_name() {
    let raw = b"?.dcm";
    let field = |crc: u32| {
        let data = [&[1][..], &crc.to_le_bytes(), "胸.dcm".as_bytes()].concat();
        [&0x7075_u16.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), &data].concat()
    };
    let crc = crc32fast::hash(raw);
    let bytes = zip(&[
        Part { extra: field(crc), ..Part::stored(raw, b"") },
        Part { extra: field(crc ^ 1), ..Part::stored(raw, b"") },
    ]);
    assert_eq!(names(&opened(&bytes)), ["胸.dcm", "?.dcm"]);
}

#[test]
fn harmless_oddities_of_names_are_smoothed() {
    check_name(b"./a//b/./c.dcm", "a/b/c.dcm", None);
    check_name(b"a\\b.dcm", "a/b.dcm", None);
    check_name(b"..a/b..", "..a/b..", None);
}

#[test]
fn names_that_lead_out_are_unsafe_and_shown_without_leading_out() {
    let is_unsafe = Some(MemberFault::UnsafePath);
    check_name(b"../../escape.dcm", "_/_/escape.dcm", is_unsafe.clone());
    check_name(b"a/../../b", "a/_/_/b", is_unsafe.clone());
    check_name(b"..\\..\\windows.dcm", "_/_/windows.dcm", is_unsafe.clone());
    check_name(b"/absolute.dcm", "absolute.dcm", is_unsafe.clone());
    check_name(b"\\\\server\\share", "server/share", is_unsafe.clone());
    check_name(b"C:\\drive.dcm", "C_/drive.dcm", is_unsafe.clone());
    check_name(b"c:relative", "c_relative", is_unsafe.clone());
    check_name(b"./c:x", "c_x", is_unsafe.clone());
    check_name(b"a\0.dcm", "a\u{fffd}.dcm", is_unsafe.clone());
    check_name(b"", "_", is_unsafe.clone());
    check_name(b"..", "_", is_unsafe.clone());
    check_name(b"folder/", "folder", is_unsafe); // a folder with bytes
}

#[test]
fn a_name_longer_than_any_path_is_unsafe_and_cut() {
    let archive = opened(&zip(&[Part::stored("あ".repeat(2000).as_bytes(), b"")]));
    assert_eq!(archive.members[0].name, "あ".repeat(1365));
    assert_eq!(archive.members[0].fault, Some(MemberFault::UnsafePath));
}
