//! Laws of reading: they hold for every input, valid, damaged or made to harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::Encoding::{self, ExplicitBig, ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, Kind, Limit, Limits, Memory, ParseError, Tag, VR};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use support::{content, datasets, holds, hostile, rewrites, sources::Trickle};

/// Whatever is read is read whole, and says the same after every element was kept.
fn is_lawful(bytes: &[u8]) {
    let source = Memory(bytes);
    let Ok(dicom) = Dicom::read(&source, &Limits::default()) else { return };
    holds::tiling_and_identity(bytes, &dicom);
    for index in 0..dicom.nodes().len() {
        dicom.value(index, &source).expect("within the limit");
        dicom.find_in(Some(index), Tag(0x0010, 0x0010));
    }
    let kept = rewrites::kept(&dicom, &source);
    let again = Dicom::read(&Memory(&kept[..]), &Limits::default());
    assert!(again.is_ok() || dicom.nodes().iter().all(|node| node.kind == Kind::Unparsed), "{again:?}");
}

proptest! {
    #[test]
    fn valid_files_have_no_faults_and_are_written_back_identically((encoding, bytes) in datasets::file()) {
        let source = Memory(&bytes[..]);
        let dicom = Dicom::read(&source, &Limits::default()).expect("it is valid");
        prop_assert_eq!(dicom.encoding(), encoding);
        prop_assert_eq!(dicom.faults(), []);
        holds::tiling_and_identity(&bytes, &dicom);
    }

    #[test]
    fn files_with_changed_bytes_are_tiled(
        bytes in hostile::mutated(),
    ) {
        is_lawful(&bytes);
    }

    #[test]
    fn files_spliced_from_two_are_tiled(bytes in hostile::spliced()) {
        is_lawful(&bytes);
    }

    #[test]
    fn vectors_with_changed_bytes_are_tiled(bytes in hostile::mutated_vector()) {
        is_lawful(&bytes);
    }

    #[test]
    fn any_bytes_behind_a_preamble_are_tiled(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut file = datasets::meta(ExplicitLittle);
        file.extend(&bytes);
        is_lawful(&file);
        is_lawful(&bytes);
    }

    #[test]
    fn any_window_and_any_source_give_the_same(
        bytes in prop_oneof![hostile::mutated(), hostile::mutated_vector()],
        window in prop_oneof![64usize..200, Just(4096), Just(1 << 20)],
        most in prop_oneof![1usize..20, Just(100), Just(1 << 20)],
    ) {
        let mut limits = Limits::default();
        let whole = Dicom::read(&Memory(&bytes[..]), &limits);
        limits.window = window;
        let parts = Dicom::read(&Trickle::new(&bytes, most), &limits);
        match (whole, parts) {
            (Ok(whole), Ok(parts)) => {
                prop_assert_eq!(whole.meta(), parts.meta());
                prop_assert_eq!(whole.nodes(), parts.nodes());
                prop_assert_eq!(whole.faults(), parts.faults());
                let (memory, trickle) = (Memory(&bytes[..]), Trickle::new(&bytes, most));
                prop_assert_eq!(content::of(&whole, &memory), content::of(&parts, &trickle));
            }
            (whole, parts) => prop_assert_eq!(whole.err(), parts.err()),
        }
    }
}

/// `depth` sequences in each other, cut off at the innermost.
fn nested(encoding: Encoding, depth: usize, length: u32) -> Vec<u8> {
    let mut bytes = datasets::meta(encoding);
    for _ in 0..depth {
        datasets::header(&mut bytes, encoding, Tag(0x0008, 0x1140), VR::SQ, length);
        datasets::header(&mut bytes, encoding, Tag(0xFFFE, 0xE000), VR::UN, length);
    }
    bytes
}

#[test]
fn nesting_beyond_the_limit_is_refused_at_once_however_deep() {
    for encoding in [ImplicitLittle, ExplicitLittle, ExplicitBig] {
        for depth in [10_000, 100_000] {
            // Undefined, more than is there, and as much as is there at most.
            for length in [u32::MAX, u32::MAX - 1, 1 << 20] {
                let bytes = nested(encoding, depth, length);
                let since = Instant::now();
                let source = Trickle::new(&bytes, usize::MAX);
                let read = Dicom::read(&source, &Limits::default());
                assert!(matches!(read, Err(ParseError::Limit { limit: Limit::Depth, .. })), "{read:?}");
                assert!(source.given.get() < 1 << 20, "read {} bytes", source.given.get());
                assert!(since.elapsed() < Duration::from_secs(1));
            }
        }
    }
}

#[test]
fn nesting_within_a_wide_limit_costs_no_stack() {
    let bytes = nested(ExplicitLittle, 100_000, u32::MAX);
    let mut limits = Limits::default();
    limits.depth = 200_000;
    let dicom = Dicom::read(&Memory(&bytes), &limits).expect("within the limit");
    assert_eq!(dicom.nodes().len(), 200_000);
    let kept = rewrites::kept(&dicom, &Memory(&bytes));
    let again = Dicom::read(&Memory(&kept), &limits).expect("it is read again");
    assert_eq!(again.faults(), [], "every delimiter that was missing is written");
}

#[test]
fn depth_counts_sequences_and_items_up_to_the_limit_itself() {
    let bytes = nested(ExplicitLittle, 3, u32::MAX);
    let mut limits = Limits::default();
    limits.depth = 6;
    assert!(Dicom::read(&Memory(&bytes), &limits).is_ok());
    limits.depth = 5;
    let met = Dicom::read(&Memory(&bytes), &limits).err();
    assert!(matches!(met, Some(ParseError::Limit { limit: Limit::Depth, .. })), "{met:?}");
}

#[test]
fn length_claims_of_4_gb_allocate_nothing() {
    for vr in [VR::OB, VR::UN, VR::SQ, VR::UT] {
        let mut bytes = datasets::file_of(ExplicitLittle, &[]);
        datasets::header(&mut bytes, ExplicitLittle, Tag(0x7FE0, 0x0010), vr, 0xFFFF_FFF0);
        bytes.extend([0; 20]);
        let source = Trickle::new(&bytes, usize::MAX);
        let dicom = Dicom::read(&source, &Limits::default()).expect("it is read");
        let last = dicom.nodes().len() - 1;
        let value = dicom.value(last, &source).expect("only what is there");
        assert!(value.len() <= 20);
    }
}

#[test]
fn a_value_above_the_limit_is_not_loaded() {
    let value = datasets::Value::Bytes(vec![0; 65_534]);
    let element = datasets::Element { tag: Tag(0x0042, 0x0011), vr: VR::OB, value };
    let bytes = datasets::file_of(ExplicitLittle, &[element]);
    let mut limits = Limits::default();
    limits.value = 65_533;
    let source = Trickle::new(&bytes, usize::MAX);
    let dicom = Dicom::read(&source, &limits).expect("it is read");
    let met = dicom.value(1, &source).err();
    assert!(matches!(met, Some(ParseError::Limit { limit: Limit::Value, .. })), "{met:?}");
    limits.value = 65_534;
    let dicom = Dicom::read(&source, &limits).expect("it is read");
    assert_eq!(dicom.value(1, &source).expect("within the limit").len(), 65_534);
}

#[test]
fn nodes_are_counted_up_to_the_limit_itself() {
    let bytes = nested(ExplicitLittle, 3, u32::MAX);
    let mut limits = Limits::default();
    limits.nodes = 6;
    assert!(Dicom::read(&Memory(&bytes), &limits).is_ok());
    limits.nodes = 5;
    let met = Dicom::read(&Memory(&bytes), &limits).err();
    assert!(matches!(met, Some(ParseError::Limit { limit: Limit::Nodes, .. })), "{met:?}");
}
