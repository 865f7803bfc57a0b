//! What hostile files may cost: reads grow with the size of the file, not faster.
//!
//! 4 MB each; `KAMEI_COST_MB` sets another size. Reads are counted and bounded; times are printed, as they
//! differ by machine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::Encoding::{ExplicitLittle, ImplicitLittle};
use dicom_parser_wasm::{Dicom, Limit, Limits, Memory, ParseError, Tag, VR, Writer};
use std::time::Instant;
use support::{datasets, sources::Trickle};

fn size() -> usize {
    std::env::var("KAMEI_COST_MB").ok().and_then(|mb| mb.parse().ok()).unwrap_or(4) << 20
}

/// A file that repeats `unit` up to the size, and then ends with `end`.
fn repeated(mut start: Vec<u8>, unit: &[u8], end: &[u8]) -> Vec<u8> {
    while start.len() < size() {
        start.extend(unit);
    }
    start.extend(end);
    start
}

/// Reads from memory and from a source that counts; keeps all. At most `times` the file may be read.
#[track_caller]
fn check(name: &str, bytes: &[u8], times: u64) {
    let mut limits = Limits::default();
    limits.nodes = 30_000_000;
    let since = Instant::now();
    let read = Dicom::read(&Memory(bytes), &limits);
    let from_memory = since.elapsed();
    let source = Trickle::new(bytes, usize::MAX);
    let slow = Dicom::read(&source, &limits);
    let from_source = since.elapsed() - from_memory;
    if let Ok(dicom) = &read {
        let mut writer = Writer::new(dicom);
        dicom.children(None).for_each(|index| writer.keep(index));
        let _ = writer.finish().len();
    }
    let given = source.given.get();
    let writing = since.elapsed() - from_memory - from_source;
    println!(
        "{name}: {} MB, memory {from_memory:?}, source {from_source:?} ({given} bytes), keep {writing:?}",
        bytes.len() >> 20
    );
    assert_eq!(read.is_ok(), slow.is_ok(), "{:?} {:?}", read.err(), slow.err());
    let depth = |e: &ParseError| matches!(e, ParseError::Limit { limit: Limit::Depth, .. });
    assert!(read.as_ref().err().is_none_or(depth), "{:?}", read.err());
    assert!(given <= times * bytes.len() as u64 + (1 << 20), "{given} bytes read of {}", bytes.len());
}

#[test]
fn zeros_with_something_behind_them() {
    check("implicit zeros", &repeated(datasets::file_of(ImplicitLittle, &[]), &[0; 1 << 12], b"end"), 3);
    check("explicit zeros", &repeated(datasets::file_of(ExplicitLittle, &[]), &[0; 1 << 12], b"end"), 3);
}

#[test]
fn elements_that_each_point_far_ahead() {
    // Reserved bytes that are not zero: each is tried as a length of 65 kB.
    let unit = b"\x10\0\x10\0OB\xF0\xFF\0\0\0\0";
    check("short lengths", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
    let unit = b"\x10\0\x10\0PN\x01\0 \x08\0\x08\0CS\x01\0x\0";
    check("odd lengths", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
}

#[test]
fn items_that_each_have_to_be_guessed() {
    let mut start = datasets::file_of(ExplicitLittle, &[]);
    datasets::header(&mut start, ExplicitLittle, Tag(0x0008, 0x1140), VR::SQ, u32::MAX);
    // Explicit here would end a long way off, implicit as well.
    let unit = b"\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF\x10\0\x10\0\x50\x4E\x0F\0";
    check("items to guess", &repeated(start.clone(), unit, b""), 4);
    let unit = b"\xFE\xFF\0\xE0\x08\0\0\0\x10\0\x10\0PN\xFF\xFF";
    check("values past the end of their items", &repeated(start.clone(), unit, b""), 4);
    let unit = b"\xFE\xFF\0\xE0\x08\0\0\0\0\0\0\0\0\0\0\0";
    check("zeros in items", &repeated(start.clone(), unit, b""), 4);
    check("empty items", &repeated(start.clone(), b"\xFE\xFF\0\xE0\0\0\0\0", b""), 4);
    let unit = b"\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF\xFE\xFF\0\xE0\xFF\xFF\xFF\xFF\xFE\xFF\xDD\xE0\0\0\0\0\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF";
    check("items that lack delimiters", &repeated(start, unit, b""), 4);
}

#[test]
fn strays_and_fragments() {
    let unit = b"\xFE\xFF\x0D\xE0\0\0\0\0";
    check("stray delimiters", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
    let mut start = datasets::file_of(ExplicitLittle, &[]);
    datasets::header(&mut start, ExplicitLittle, Tag(0x7FE0, 0x0010), VR::OB, u32::MAX);
    check("empty fragments", &repeated(start.clone(), b"\xFE\xFF\0\xE0\0\0\0\0", b""), 4);
    check("strays among fragments", &repeated(start, unit, b""), 4);
}

#[test]
fn sequences_that_fall_open_and_shut() {
    let unit = b"\x08\0\x40\x11SQ\0\0\x08\0\0\0\xFE\xFF\0\xE0\x40\0\0\0";
    check("items longer than their sequences", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
    let unit = b"\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\xFF";
    check("sequences without items", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
    let unit = b"\x08\0\x40\x11SQ\0\0\xFF\xFF\xFF\x7F\xFE\xFF\xDD\xE0\0\0\0\0";
    check("sequences that say too much", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
    let unit = b"\xE0\x7F\x10\0OB\0\0\xFF\xFF\xFF\xFF";
    check("pixel data without fragments", &repeated(datasets::file_of(ExplicitLittle, &[]), unit, b""), 4);
}
