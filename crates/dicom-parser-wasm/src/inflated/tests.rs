#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation
)]

use std::cell::Cell;
use std::time::{Duration, Instant};

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use proptest::prelude::*;

use super::*;
use crate::Memory;

/// Made by zlib 1.2.13 (`zlib.compress(b"pseudonym " * 20, 9)`).
const ZLIB: [u8; 21] = [120, 218, 43, 40, 78, 45, 77, 201, 207, 171, 204, 85, 40, 24, 210, 44, 0, 164, 65, 80, 81];

fn open(stream: &[u8], how: Inflate) -> Result<Inflated<Memory<&[u8]>>, ReadError> {
    Inflated::open(Memory(stream), how)
}

fn all<S: Source>(source: &S) -> Result<Vec<u8>, ReadError> {
    let mut bytes = vec![0; source.len() as usize];
    assert_eq!(source.read_at(0, &mut bytes)?, bytes.len());
    Ok(bytes)
}

#[track_caller]
fn check(stream: &[u8], expected: &[u8]) {
    let inflated = open(stream, Inflate::raw(1 << 20)).unwrap();
    assert_eq!(inflated.len(), expected.len() as u64);
    assert_eq!(all(&inflated).unwrap(), expected);
    assert_eq!(inflated.consumed(), stream.len() as u64);
}

/// Counts the bytes that are read.
struct Counting<'a> {
    bytes: &'a [u8],
    read: Cell<u64>,
}

impl Source for Counting<'_> {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let n = Memory(self.bytes).read_at(offset, buf)?;
        self.read.set(self.read.get() + n as u64);
        Ok(n)
    }
}

/// Bytes that deflate hardly shortens.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..len).map(|_| next()).collect()
}

fn send_and_sync<T: Send + Sync>(_: &T) {}

#[test]
fn stored_fixed_and_empty_blocks_are_read() {
    check(&[0x01, 3, 0, 0xFC, 0xFF, b'a', b'b', b'c'], b"abc"); // RFC 1951 3.2.4
    check(&[0x00, 1, 0, 0xFE, 0xFF, b'a', 0x01, 0, 0, 0xFF, 0xFF], b"a"); // an empty stored block last
    check(&[0x03, 0x00], b""); // fixed codes, end of block at once
    check(&[0x4B, 0x04, 0x00], b"a");
}

#[test]
fn a_zlib_header_is_seen_and_its_check_sum_kept() {
    let inflated = open(&ZLIB, Inflate::zlib_or_raw(1 << 20)).unwrap();
    assert_eq!(all(&inflated).unwrap(), b"pseudonym ".repeat(20));
    assert_eq!(inflated.consumed(), ZLIB.len() as u64);
    let mut wrong = ZLIB;
    wrong[20] ^= 1;
    let error = open(&wrong, Inflate::zlib_or_raw(1 << 20)).err().unwrap();
    assert_eq!(error, ReadError::new(200, ReadCause::Corrupt));
}

#[test]
fn a_raw_stream_is_read_where_a_zlib_header_may_stand() {
    let inflated = open(&ZLIB[2..17], Inflate::zlib_or_raw(1 << 20)).unwrap();
    assert_eq!(all(&inflated).unwrap(), b"pseudonym ".repeat(20));
}

#[test]
fn bytes_after_the_stream_are_not_consumed() {
    for extra in [1, 2, 7, 100] {
        let mut stream = compress_to_vec(b"pseudonym pseudonym", 6);
        let used = stream.len() as u64;
        stream.resize(stream.len() + extra, 0xA5);
        assert_eq!(open(&stream, Inflate::raw(100)).unwrap().consumed(), used, "{extra} bytes after");
    }
}

#[test]
fn a_stream_cut_anywhere_is_corrupt() {
    let whole: Vec<u8> = (0..2000_u32).flat_map(|n| (n * n).to_le_bytes()).collect();
    for stream in [compress_to_vec(&whole, 6), compress_to_vec(&whole, 0), ZLIB.to_vec()] {
        let zlib = Inflate::zlib_or_raw(1 << 20);
        let full = all(&open(&stream, zlib).unwrap()).unwrap();
        for end in 0..stream.len() {
            let error = open(&stream[..end], zlib).err().unwrap();
            assert_eq!(error.cause, ReadCause::Corrupt, "cut at {end}");
            assert!(error.at <= full.len() as u64);
            // What comes before the cut can still be read, whatever the length that was promised.
            let declared = Inflated::declared(Memory(&stream[..end]), full.len() as u64 + 1, zlib).unwrap();
            let mut before = vec![0; error.at as usize];
            declared.read_at(0, &mut before).unwrap();
            assert_eq!(before, full[..before.len()]);
            assert_eq!(declared.read_at(error.at, &mut [0]), Err(error));
        }
    }
}

#[test]
fn a_distance_before_the_first_byte_is_corrupt() {
    // Fixed codes: literal `a`, then length 3 at distance 2 (RFC 1951 3.2.5, 3.2.6), end of block.
    let bits = "1 10 10010001 0000001 00001 0000000".replace(' ', "");
    let mut stream = vec![0; 5];
    for (n, bit) in bits.bytes().enumerate() {
        stream[n / 8] |= (bit - b'0') << (n % 8);
    }
    assert_eq!(open(&stream, Inflate::raw(100)).err(), Some(ReadError::new(1, ReadCause::Corrupt)));
}

#[test]
fn the_limit_itself_is_allowed_and_one_more_is_not() {
    for whole in [vec![7; 100_000], noise(100_000)] {
        for level in [0, 1, 6] {
            let stream = compress_to_vec(&whole, level);
            assert_eq!(all(&open(&stream, Inflate::raw(100_000)).unwrap()).unwrap(), whole);
            let error = open(&stream, Inflate::raw(99_999)).err().unwrap();
            assert_eq!(error, ReadError::new(99_999, ReadCause::Limit), "level {level}");
        }
    }
    assert_eq!(open(&[0x4B, 0x04, 0x00], Inflate::raw(0)).err(), Some(ReadError::new(0, ReadCause::Limit)));
    assert_eq!(open(&[0x03, 0x00], Inflate::raw(0)).unwrap().len(), 0);
}

/// A stream of one MiB of zeros a thousand times over, made by repeating its blocks.
fn bomb() -> Vec<u8> {
    let mut block = compress_to_vec(&vec![0; 1 << 20], 9);
    // Not the last block any more; then an empty stored block, so that the next begins on a byte.
    assert_eq!(block[0] & 1, 1, "one block, which is the last");
    block[0] &= !1;
    let end = [0x00, 0, 0, 0xFF, 0xFF];
    // The stored block's three header bits stand in the last byte of the block before, or in one of their own.
    let joined = |skip: usize, times| [[&block, &end[skip..]].concat().repeat(times), vec![0x03, 0x00]].concat();
    let holds = |skip: &usize| open(&joined(*skip, 2), Inflate::raw(1 << 30)).is_ok_and(|i| i.len() == 2 << 20);
    joined([0, 1].into_iter().find(holds).unwrap(), 1024)
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bomb = bomb();
    let counting = Counting { bytes: &bomb, read: Cell::new(0) };
    let start = Instant::now();
    let error = Inflated::open(&counting, Inflate::raw(8 << 20)).err().unwrap();
    assert_eq!(error, ReadError::new(8 << 20, ReadCause::Limit));
    assert!(counting.read.get() < 128 << 10, "read {} bytes of the bomb", counting.read.get());
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn restart_points_stay_few_however_long_the_stream() {
    let bomb = bomb();
    let inflated = open(&bomb, Inflate { spacing: 100_000, ..Inflate::raw(1 << 30) }).unwrap();
    assert_eq!(inflated.len(), 1 << 30);
    let points = inflated.cursor.lock().unwrap().points();
    assert!((Inflate::MAX_POINTS / 2..=Inflate::MAX_POINTS).contains(&points), "{points} points");
}

#[test]
fn reading_on_never_restarts_and_going_back_costs_one_spacing() {
    let whole = noise(4 << 20);
    let stream = compress_to_vec(&whole, 1);
    let counting = Counting { bytes: &stream, read: Cell::new(0) };
    let inflated = Inflated::open(&counting, Inflate { spacing: 256 << 10, ..Inflate::raw(1 << 30) }).unwrap();
    counting.read.set(0);
    let mut buf = [0; 1000];
    let mut at = 0;
    while at < inflated.len() {
        let n = inflated.read_at(at, &mut buf).unwrap();
        assert_eq!(buf[..n], whole[at as usize..][..n]);
        at += n as u64;
    }
    assert!(counting.read.get() <= stream.len() as u64, "one pass reads each byte once");
    counting.read.set(0);
    inflated.read_at(2_000_000, &mut buf).unwrap();
    assert_eq!(buf, whole[2_000_000..2_001_000]);
    assert!(counting.read.get() <= 448 << 10, "{} bytes read to go back", counting.read.get());
}

#[test]
fn a_member_can_be_handed_to_another_thread() {
    let inflated = open(&ZLIB, Inflate::zlib_or_raw(1 << 20)).unwrap();
    send_and_sync(&inflated);
}

#[test]
fn what_the_source_cannot_give_is_not_called_corrupt() {
    struct Gone;
    impl Source for Gone {
        fn len(&self) -> u64 {
            10
        }
        fn read_at(&self, offset: u64, _: &mut [u8]) -> Result<usize, ReadError> {
            Err(ReadError::new(offset, ReadCause::Changed))
        }
    }
    assert_eq!(Inflated::open(Gone, Inflate::raw(9)).err(), Some(ReadError::new(0, ReadCause::Changed)));
}

/// Text that repeats itself near and far, and noise between.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3000),
        (any::<u8>(), 0_usize..60_000).prop_map(|(byte, n)| vec![byte; n]),
        (1_usize..40, 0_usize..3000).prop_map(|(period, n)| (0..n * 7).map(|k| (k % period) as u8).collect()),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_order_window_and_spacing_reads_the_same(
        whole in content(),
        level in 0_u8..=9,
        zlib: bool,
        declared: bool,
        spacing in prop_oneof![1_u64..50, 100_u64..100_000],
        trailing in 0_usize..10,
        reads in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40_000), 0..12),
    ) {
        let mut stream = if zlib { compress_to_vec_zlib(&whole, level) } else { compress_to_vec(&whole, level) };
        let used = stream.len() as u64;
        stream.resize(stream.len() + trailing, 0x5A);
        let how = Inflate { spacing, ..Inflate::zlib_or_raw(whole.len() as u64) };
        let inflated = if declared {
            Inflated::declared(Memory(&stream[..]), whole.len() as u64, how).unwrap()
        } else {
            open(&stream, how).unwrap()
        };
        prop_assert!(declared || inflated.consumed() == used);
        for (at, len) in reads {
            let at = at.index(whole.len() + 2);
            let expected = whole.get(at..).unwrap_or_default();
            let expected = &expected[..expected.len().min(len)];
            let mut buf = vec![0; len];
            let n = inflated.read_at(at as u64, &mut buf).unwrap();
            prop_assert_eq!(&buf[..n], expected);
        }
    }

    #[test]
    fn any_bytes_give_an_answer_within_the_limit(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        limit in 0_u64..2000,
    ) {
        match open(&bytes, Inflate::zlib_or_raw(limit)) {
            Ok(inflated) => prop_assert!(inflated.len() <= limit && inflated.consumed() <= bytes.len() as u64),
            Err(error) => prop_assert!(error.at <= limit),
        }
    }
}
