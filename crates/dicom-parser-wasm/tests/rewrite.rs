//! Laws of the writer: what is kept says the same, what is changed is where it was put, and all lengths are true.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::Encoding::{self, ExplicitBig, ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, Kind, Limits, Memory, Rope, Tag, VR, Why, Writer, write_meta};
use proptest::prelude::*;
use support::content::Entry;
use support::{content, datasets, holds, hostile, rewrites};

const RULE: Why = Why(7);

fn read(bytes: &[u8]) -> Dicom {
    Dicom::read(&Memory(bytes), &Limits::default()).expect("it is read")
}

/// Walks all nodes: `decide` says for each element, sequence and item what becomes of it.
fn walk(dicom: &Dicom, mut decide: impl FnMut(usize, &mut Writer<'_>) -> Then) -> Rope {
    let mut writer = Writer::new(dicom);
    let mut todo: Vec<Option<usize>> = dicom.children(None).map(Some).collect();
    todo.reverse();
    while let Some(next) = todo.pop() {
        let Some(index) = next else {
            writer.close();
            continue;
        };
        if decide(index, &mut writer) == Then::Open {
            writer.open(index);
            todo.push(None);
            let children: Vec<usize> = dicom.children(Some(index)).collect();
            todo.extend(children.into_iter().rev().map(Some));
        }
    }
    writer.finish()
}

#[derive(PartialEq)]
enum Then {
    /// All is said.
    Done,
    /// The children are asked for one by one.
    Open,
}

fn is_open_able(dicom: &Dicom, index: usize) -> bool {
    matches!(dicom.node(index).unwrap().kind, Kind::Sequence | Kind::Item)
}

proptest! {
    #[test]
    fn keeping_all_of_a_valid_file_gives_its_data_set_byte_for_byte((encoding, bytes) in datasets::file()) {
        let dicom = read(&bytes);
        prop_assert_eq!(rewrites::kept(&dicom, &Memory(&bytes)), bytes);
        let mut writer = Writer::new(&dicom);
        prop_assert_eq!(writer.encoding(), encoding);
        dicom.children(None).for_each(|index| writer.keep(index));
        let pieces = writer.finish().pieces().count();
        prop_assert_eq!(pieces, 1, "one range, nothing copied");
    }

    #[test]
    fn opening_all_and_keeping_all_gives_its_data_set_byte_for_byte((_, bytes) in datasets::file()) {
        let dicom = read(&bytes);
        let rope = walk(&dicom, |index, writer| {
            if is_open_able(&dicom, index) {
                return Then::Open;
            }
            writer.keep(index);
            Then::Done
        });
        // Delimiters inside of defined lengths are left out, and the generator makes none.
        prop_assert_eq!(rewrites::file(&dicom, &Memory(&bytes), &rope), bytes);
    }

    #[test]
    fn removing_and_replacing_leaves_true_lengths_and_all_other_values(
        (_, bytes) in datasets::file(),
        decisions in prop::collection::vec(0u8..8, 1..40),
    ) {
        let dicom = read(&bytes);
        let source = Memory(&bytes[..]);
        let mut wanted = content::of(&dicom, &source).into_iter().map(Some).collect::<Vec<_>>();
        let said: Vec<usize> = said(&dicom);
        let (mut turn, mut is_out) = (0, vec![false; dicom.nodes().len()]);
        let rope = walk(&dicom, |index, writer| {
            let decision = decisions[turn % decisions.len()];
            turn += 1;
            let node = dicom.node(index).unwrap();
            let place = said.iter().position(|i| *i == index);
            match (decision, node.kind) {
                (0 | 1, _) => {
                    is_out[index..node.end as usize].iter_mut().for_each(|out| *out = true);
                    Then::Done
                }
                (2 | 3, Kind::Element) if node.vr != VR::SQ => {
                    let value = &b"replaced"[..2 * usize::from(decision)];
                    writer.put_for(index, value, RULE);
                    wanted[place.unwrap()].as_mut().unwrap().value = value.to_vec();
                    Then::Done
                }
                (4.., Kind::Sequence | Kind::Item) => Then::Open,
                _ => {
                    writer.keep(index);
                    Then::Done
                }
            }
        });
        let wanted: Vec<Entry> =
            wanted.into_iter().zip(&said).filter(|(_, index)| !is_out[**index]).filter_map(|(entry, _)| entry).collect();
        let out = rewrites::file(&dicom, &source, &rope);
        let again = read(&out);
        prop_assert_eq!(again.faults(), []);
        prop_assert_eq!(content::of(&again, &Memory(&out[..])), wanted);
        holds::tiling_and_identity(&out, &again);
    }

    #[test]
    fn keeping_all_of_a_damaged_file_mends_its_structure(
        bytes in prop_oneof![hostile::mutated(), hostile::mutated_vector()],
    ) {
        let source = Memory(&bytes[..]);
        if let Ok(dicom) = Dicom::read(&source, &Limits::default())
            && dicom.nodes().iter().any(|node| node.kind == Kind::Element)
            && holds::is_kept_exactly(&dicom)
        {
            let out = rewrites::kept(&dicom, &source);
            let again = read(&out);
            // An element with a VR in an implicit data set loses it: none is written there.
            prop_assert_eq!(content::values(&again, &Memory(&out[..])), content::values(&dicom, &source));
            let left: Vec<_> = again.faults().iter().filter(|fault| holds::is_mended(fault.kind)).collect();
            prop_assert!(left.is_empty(), "{:?}", left);
        }
    }
}

/// Indexes of the nodes that [`content::of`] lists.
fn said(dicom: &Dicom) -> Vec<usize> {
    let is_said =
        |kind| matches!(kind, Kind::Element | Kind::Sequence | Kind::Item | Kind::PixelSequence | Kind::Fragment);
    (0..dicom.nodes().len()).filter(|i| is_said(dicom.node(*i).unwrap().kind)).collect()
}

#[track_caller]
fn put(encoding: Encoding, vr: VR, value: &[u8]) -> (VR, Vec<u8>) {
    let bytes = datasets::file_of(encoding, &[]);
    let dicom = read(&bytes);
    let mut writer = Writer::new(&dicom);
    writer.put(Tag(0x0040, 0xA160), vr, value, RULE);
    let rope = writer.finish();
    let out = rewrites::file(&dicom, &Memory(&bytes), &rope);
    let again = read(&out);
    assert_eq!(again.faults(), []);
    (again.node(0).unwrap().vr, again.value(0, &Memory(&out)).unwrap().into_owned())
}

#[test]
fn odd_values_are_padded_as_their_vr_asks() {
    for encoding in [ExplicitLittle, ExplicitBig] {
        assert_eq!(put(encoding, VR::UI, b"1.2"), (VR::UI, b"1.2\0".to_vec()));
        assert_eq!(put(encoding, VR::OB, b"\x01"), (VR::OB, b"\x01\0".to_vec()));
        assert_eq!(put(encoding, VR::UN, b"\x01"), (VR::UN, b"\x01\0".to_vec()));
        assert_eq!(put(encoding, VR::PN, b"abc"), (VR::PN, b"abc ".to_vec()));
        assert_eq!(put(encoding, VR::UT, b"abc"), (VR::UT, b"abc ".to_vec()));
        assert_eq!(put(encoding, VR::LO, b""), (VR::LO, b"".to_vec()));
        assert_eq!(put(encoding, VR::LO, b"ab"), (VR::LO, b"ab".to_vec()));
    }
    assert_eq!(put(ImplicitLittle, VR::UT, b"abc").1, b"abc ".to_vec());
}

#[test]
fn a_value_too_long_for_16_bits_is_written_as_un() {
    assert_eq!(put(ExplicitLittle, VR::LT, &[b'a'; 65_534]).0, VR::LT);
    assert_eq!(put(ExplicitLittle, VR::LT, &[b'a'; 65_535]), (VR::UN, [vec![b'a'; 65_535], vec![b' ']].concat()));
    assert_eq!(put(ExplicitLittle, VR::UT, &[b'a'; 65_536]).0, VR::UT);
}

#[test]
fn sequences_of_our_own_are_read_back() {
    for encoding in [ImplicitLittle, ExplicitLittle, ExplicitBig] {
        let bytes = datasets::file_of(encoding, &[]);
        let dicom = read(&bytes);
        let mut writer = Writer::new(&dicom);
        writer.keep(0);
        writer.begin_sequence(Tag(0x0012, 0x0064), RULE);
        for code in [&b"113100"[..], b"113107"] {
            writer.begin_item(RULE);
            writer.put(Tag(0x0008, 0x0100), VR::SH, code, RULE);
            writer.begin_sequence(Tag(0x0008, 0x1140), RULE);
            writer.close();
            writer.close();
        }
        // What is left open, `finish` closes.
        let rope = writer.finish();
        let out = rewrites::file(&dicom, &Memory(&bytes), &rope);
        let again = read(&out);
        assert_eq!(again.faults(), []);
        let expected = [
            "00080008=ORIGINAL",
            "00120064[2]",
            "00120064[0].00080100=113100",
            "00120064[0].00081140[0]",
            "00120064[1].00080100=113107",
            "00120064[1].00081140[0]",
        ];
        assert_eq!(content::lines(&again, &out), expected);
    }
}

#[test]
fn our_own_file_meta_is_read_without_a_fault() {
    let mut rope = Rope::new();
    write_meta(&mut rope, &[(Tag(2, 1), VR::OB, &[0, 1]), (Tag(2, 0x10), VR::UI, b"1.2.840.10008.1.2.1")], RULE);
    let mut out = rope.to_vec(&Memory(b"")).unwrap();
    out.extend(b"\x08\0\x08\0CS\x02\0A ");
    let dicom = read(&out);
    assert_eq!(dicom.faults(), []);
    assert_eq!(dicom.transfer_syntax(), Some("1.2.840.10008.1.2.1"));
    assert_eq!(dicom.meta().len(), 4);
}
