//! Any bytes: what is read is tiled, is written back identically, and each value and child can be asked for.
#![no_main]

use dicom_parser_wasm::{Dicom, Limits, Memory, Tag};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/support/holds.rs"]
#[allow(dead_code)]
mod holds;
#[path = "../../tests/support/sources.rs"]
mod sources;

fuzz_target!(|bytes: &[u8]| {
    let mut limits = Limits::default();
    limits.inflated = 1 << 20;
    let source = Memory(bytes);
    let read = Dicom::read(&source, &limits);
    limits.window = 64;
    let slow = Dicom::read(&sources::Trickle::new(bytes, 7), &limits);
    let Ok(dicom) = read else {
        assert_eq!(read.err(), slow.err(), "any source refuses the same");
        return;
    };
    let slow = slow.expect("any source gives the same");
    assert!(slow.nodes() == dicom.nodes() && slow.faults() == dicom.faults() && slow.meta() == dicom.meta());
    holds::tiling_and_identity(bytes, &dicom);
    for index in 0..dicom.nodes().len() {
        let value = dicom.value(index, &source).expect("it lies in memory");
        assert_eq!(value.len() as u64, dicom.node(index).map_or(0, |node| node.length));
        dicom.find_in(Some(index), Tag(0x0010, 0x0010));
        dicom.end_of(index);
    }
    dicom.find(Tag(0x0010, 0x0020));
});
