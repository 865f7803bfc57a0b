//! What becomes of each defect: one case for each row of `malformed.csv`.
//!
//! A case says how the data set is found to be written, the faults in the order in which they are
//! met, all that is found (`path=value`, the wanted treatment being that column of the table), the
//! bytes that no structure explains, and the faults that are left when every element is kept by the
//! [`Writer`]: what it can mend, it mends.
//!
//! Wanted values were written by hand from the table's columns and its bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use FaultKind::*;
use dicom_parser_wasm::Encoding::{self, ExplicitBig, ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, FaultKind, Kind, Limit, Limits, Memory, ParseError, VR};
use support::{content, datasets, holds, rewrites, vectors};

/// The two elements at the beginning of all vectors.
const HEAD: [&str; 2] = [r"00080016=1.2.840.10008.5.1.4.1.1.7\0", r"00080018=1.2.3.4\0"];
const NAME: &str = "00100010=Yamada^Tarou";
const ID: &str = "00100020=0012345 ";
/// The elements of an image of 2 x 2 pixels.
const IMAGE: [&str; 8] = [
    "00280002=0100",
    "00280004=MONOCHROME2 ",
    "00280010=0200",
    "00280011=0200",
    "00280100=0800",
    "00280101=0800",
    "00280102=0700",
    "00280103=0000",
];

struct Case {
    encoding: Encoding,
    faults: &'static [FaultKind],
    finds: Vec<&'static str>,
    unparsed: &'static [u8],
    left: &'static [FaultKind],
}

#[track_caller]
fn check(name: &str, case: &Case) {
    let bytes = vectors::bytes(name);
    let source = Memory(&bytes[..]);
    let dicom = Dicom::read(&source, &Limits::default()).expect("it is read");
    let kinds: Vec<FaultKind> = dicom.faults().iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, case.faults, "faults");
    assert_eq!(dicom.encoding(), case.encoding);
    assert_eq!(content::lines(&dicom, &bytes), case.finds, "what is found");
    let unparsed = dicom.nodes().iter().filter(|node| node.kind == Kind::Unparsed);
    let unparsed: Vec<u8> =
        unparsed.flat_map(|node| bytes[node.start as usize..node.value_end() as usize].to_vec()).collect();
    assert_eq!(unparsed, case.unparsed, "unparsed bytes");
    holds::tiling_and_identity(&bytes, &dicom);

    let kept = rewrites::kept(&dicom, &source);
    let again = Dicom::read(&Memory(&kept[..]), &Limits::default()).expect("it is read again");
    let left: Vec<FaultKind> = again.faults().iter().map(|fault| fault.kind).collect();
    assert_eq!(left, case.left, "faults that are left when all is kept");
    let said = |dicom, source| content::of(dicom, source);
    assert_eq!(said(&again, &Memory(&kept[..])), said(&dicom, &source), "what is kept is the same");
}

/// One test for each vector, and the list of all of them.
macro_rules! cases {
    ($($name:ident: $encoding:ident, faults $faults:expr, finds [$($find:expr),* $(,)?]
        $(, unparsed $unparsed:expr)? $(, left $left:expr)?;)*) => {
        const CASES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                #[allow(unused_mut, unused_assignments)]
                let (mut unparsed, mut left): (&'static [u8], &'static [FaultKind]) = (&[], &[]);
                $(unparsed = $unparsed;)?
                $(left = &$left;)?
                let parts: &[&[&'static str]] = &[$(&$find[..]),*];
                let finds = parts.concat();
                check(stringify!($name), &Case { encoding: $encoding, faults: &$faults, finds, unparsed, left });
            }
        )*
    };
}

cases! {
    // File meta information.
    ok: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010=01020304"]];
    no_preamble: ExplicitLittle, faults [NoPreamble], finds [HEAD, [NAME, ID]];
    no_preamble_dicm: ExplicitLittle, faults [NoPreamble], finds [HEAD, [NAME, ID]];
    no_meta_explicit: ExplicitLittle, faults [NoPreamble, NoMeta], finds [HEAD, [NAME, ID]];
    no_meta_implicit: ImplicitLittle, faults [NoPreamble, NoMeta], finds [HEAD, [NAME, ID]];
    no_meta_bigendian: ExplicitBig, faults [NoPreamble, NoMeta], finds [HEAD, [NAME, ID]];
    preamble_no_meta: ExplicitLittle, faults [NoMeta], finds [HEAD, [NAME, ID]];
    meta_no_grouplen: ExplicitLittle, faults [MetaLength], finds [HEAD, [NAME, ID]];
    meta_grouplen_short: ExplicitLittle, faults [MetaLength], finds [HEAD, [NAME, ID]];
    meta_grouplen_long: ExplicitLittle, faults [MetaLength], finds [HEAD, [NAME, ID]];
    meta_no_ts: ExplicitLittle, faults [NoTransferSyntax], finds [HEAD, [NAME, ID]];
    meta_implicit: ImplicitLittle, faults [MetaImplicit, MetaLength], finds [HEAD, [NAME, ID]];

    // How the data set is written.
    ts_says_explicit_is_implicit: ImplicitLittle, faults [OtherEncoding], finds [HEAD, [NAME, ID]];
    ts_says_implicit_is_explicit: ExplicitLittle, faults [OtherEncoding], finds [HEAD, [NAME, ID]];
    deflated_is_plain: ExplicitLittle, faults [OtherEncoding], finds [HEAD, [NAME, ID]];
    big_endian: ExplicitBig, faults [], finds [HEAD, [NAME, "00280010=0002"]];
    ge_private_ts: ImplicitLittle, faults [], finds [HEAD, [NAME, ID, "00280010=0200", "7fe00010=01020304"]];
    implicit_inside_explicit: ExplicitLittle, faults [ImplicitElement], finds [HEAD, [NAME, ID]];
    implicit_sq_in_explicit: ExplicitLittle, faults [OtherEncodingInItem], finds [
        HEAD,
        ["00081140[1]", r"00081140[0].00081150=1.2.840.10008.5.1.4.1.1.7\0", r"00081140[0].00081155=1.2.9\0"],
        [NAME, ID],
    ];
    un_undefined_implicit: ExplicitLittle, faults [Order], finds [
        HEAD,
        ["00090010=ACME 1.0", "00091001[1]", "00091001[0].00100010=Yamada^Tarou"],
        [r"00091001[0].00081155=1.2.9\0", NAME, ID],
    ], left [Order];
    un_undefined_explicit: ExplicitLittle, faults [OtherEncodingInItem, Order], finds [
        HEAD,
        ["00090010=ACME 1.0", "00091001[1]", "00091001[0].00100010=Yamada^Tarou"],
        [r"00091001[0].00081155=1.2.9\0", NAME, ID],
    ], left [Order];
    un_defined_sq: ExplicitLittle, faults [], finds [
        HEAD,
        ["00090010=ACME 1.0"],
        ["00091001=feff00e014000000100010000c00000059616d6164615e5461726f75", NAME, ID],
    ];
    un_for_known_tag: ExplicitLittle, faults [], finds [HEAD, [NAME, ID]];
    wrong_vr: ExplicitLittle, faults [], finds [HEAD, [NAME, "00100030=19500101"]];
    invalid_vr: ExplicitLittle, faults [UnknownVr], finds [HEAD, [NAME, ID]];
    vr_spaces_qq: ExplicitLittle, faults [UnknownVr], finds [HEAD, [NAME, ID]];

    // Lengths.
    ob_short_header: ExplicitLittle, faults [ShortLength], finds [HEAD, [NAME, ID, "7fe00010=01020304"]];
    odd_length: ExplicitLittle, faults [OddLength, OddLength],
        finds [HEAD, ["00100010=Yamada^Taro", "00100020=0012345"]], left [OddLength, OddLength];
    odd_length_padded_not_counted: ExplicitLittle,
        faults [OddLength, UncountedPadding, OddLength, UncountedPadding],
        finds [HEAD, ["00100010=Yamada^Taro", "00100020=0012345"]], left [OddLength, OddLength];
    len_beyond_eof: ExplicitLittle, faults [ValuePastEnd], finds [HEAD, [NAME]];
    len_huge_32: ExplicitLittle, faults [ValuePastEnd], finds [HEAD, [NAME, ID, "7fe00010=01020304"]];
    truncated_pixel: ExplicitLittle, faults [ValuePastEnd], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010=0102"]];

    // Sequences and items.
    sq_len_too_long: ExplicitLittle, faults [LengthTooLong],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    item_len_too_long: ExplicitLittle, faults [LengthTooLong],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    sq_no_delim: ExplicitLittle, faults [MissingDelimiter],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    item_no_delim: ExplicitLittle, faults [MissingDelimiter],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    delim_nonzero_len: ExplicitLittle, faults [],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    delim_in_defined: ExplicitLittle, faults [],
        finds [HEAD, ["00081140[1]", r"00081140[0].00081155=1.2.9\0", NAME, ID]];
    stray_delims_top: ExplicitLittle, faults [StrayDelimiter, StrayDelimiter], finds [HEAD, [NAME, ID]];

    // Order, and what does not belong there. All of it is found, so that a caller can act on all of it.
    dup_tag: ExplicitLittle, faults [Order], finds [HEAD, [NAME, ID, "00100020=9999999 "]], left [Order];
    out_of_order: ExplicitLittle, faults [Order, Order],
        finds [HEAD, ["00200010=S1", NAME, ID, "00080050=A1"]], left [Order, Order];
    after_pixel: ExplicitLittle, faults [Order],
        finds [HEAD, [NAME, ID], IMAGE, ["7fe00010=01020304", "00100010=Yamada^Jirou", "40000010=name Yamada "]],
        left [Order];
    trailing_zeros: ExplicitLittle, faults [TrailingZeros], finds [HEAD, [NAME, ID]], unparsed &[0; 64];
    trailing_text: ExplicitLittle, faults [TrailingBytes], finds [HEAD, [NAME, ID]],
        unparsed b"Yamada Tarou 0012345\r\n";
    trailing_pad: ExplicitLittle, faults [], finds [HEAD, [NAME, ID, "fffcfffc=0000000000000000"]];
    group_length: ExplicitLittle, faults [],
        finds [["00080000=e7030000"], HEAD, ["00100000=01000000", NAME, ID]];
    group0_in_ds: ExplicitLittle, faults [], finds [[r"00000002=1.2.840.10008.1.1\0"], HEAD, [NAME, ID]];
    meta_group_in_ds: ExplicitLittle, faults [Order], finds [HEAD, ["00020016=HOSPITAL", NAME, ID]], left [Order];
    group4_in_image: ExplicitLittle, faults [], finds [[r"00041511=1.2.3.4\0"], HEAD, [NAME, ID]];
    private_no_creator: ExplicitLittle, faults [], finds [HEAD, ["00091001=Yamada Tarou", NAME, ID]];
    private_group_lt8: ExplicitLittle, faults [], finds [HEAD, ["00090002=x ", NAME, ID]];

    // Pixel data.
    encaps_ok: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,4}"]];
    encaps_no_bot: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{4}"]];
    encaps_zero_frag: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,0,4,0}"]];
    encaps_odd_frag: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,5}"]];
    encaps_no_sqd: ExplicitLittle, faults [MissingPixelDelimiter],
        finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,4}"]];
    encaps_defined_len: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010=ffd8ffd9"]];
    encaps_under_native_ts: ExplicitLittle, faults [], finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,4}"]];
    encaps_frag_past_eof: ExplicitLittle, faults [ValuePastEnd, MissingPixelDelimiter],
        finds [HEAD, [NAME, ID], IMAGE, ["7fe00010{0,2}"]];
    icon_encaps: ExplicitLittle, faults [Order], finds [
        HEAD,
        [NAME, ID],
        ["00880200[1]"],
        IMAGE.map(|line| Box::leak(format!("00880200[0].{line}").into_boxed_str()) as &str),
        ["00880200[0].7fe00010{0,4}"],
        IMAGE,
        ["7fe00010{0,4}"],
    ], left [Order];
    deflated: ExplicitLittle, faults [], finds [HEAD, [NAME, ID]];
    deflated_zlib: ExplicitLittle, faults [ZlibHeader], finds [HEAD, [NAME, ID]];

    // Character sets are the caller's: the bytes are there.
    charset_trailing_nul: ExplicitLittle, faults [],
        finds [[r"00080005=ISO_IR 192\0\0"], HEAD, [NAME, ID]];
    charset_twice_nested: ExplicitLittle, faults [], finds [
        ["00080005=ISO_IR 100"],
        HEAD,
        ["00081140[1]", "00081140[0].00080005=ISO_IR 192", "00081140[0].00100010=e5b1b1e794b0", NAME, ID],
    ];
    vm_backslash_utf16: ExplicitLittle, faults [],
        finds [["00080005=ISO_IR 192"], HEAD, ["00100010=715c30755e002a59ce90"]];
    only_meta: ExplicitLittle, faults [], finds [];
}

#[test]
fn deep_nesting_meets_the_limit_and_is_read_when_the_limit_is_wider() {
    let mut bytes = datasets::meta(ExplicitLittle);
    for _ in 0..3000 {
        datasets::header(&mut bytes, ExplicitLittle, datasets::Tag(0x0008, 0x1140), VR::SQ, u32::MAX);
        datasets::header(&mut bytes, ExplicitLittle, datasets::Tag(0xFFFE, 0xE000), VR::UN, u32::MAX);
    }
    for _ in 0..3000 {
        datasets::header(&mut bytes, ExplicitLittle, datasets::Tag(0xFFFE, 0xE00D), VR::UN, 0);
        datasets::header(&mut bytes, ExplicitLittle, datasets::Tag(0xFFFE, 0xE0DD), VR::UN, 0);
    }
    let met = Dicom::read(&Memory(&bytes), &Limits::default());
    assert!(matches!(met, Err(ParseError::Limit { limit: Limit::Depth, .. })), "{met:?}");
    let mut wide = Limits::default();
    wide.depth = 6000;
    let dicom = Dicom::read(&Memory(&bytes), &wide).expect("within the limit");
    assert_eq!(dicom.faults(), []);
    assert_eq!(dicom.nodes().len(), 12_000);
    holds::tiling_and_identity(&bytes, &dicom);
}

#[test]
fn empty_file_is_not_dicom() {
    let read = Dicom::read(&Memory(b""), &Limits::default());
    assert_eq!(read.err(), Some(ParseError::NotDicom { at: 0 }));
}

#[test]
fn every_vector_has_its_case() {
    let mut named: Vec<&str> = CASES.to_vec();
    named.extend(["deep_nesting", "empty_file"]);
    named.sort_unstable();
    let mut rows: Vec<String> = vectors::all().into_iter().map(|vector| vector.name).collect();
    rows.sort_unstable();
    assert_eq!(rows, named);
    assert_eq!(rows.len(), 68);
}
