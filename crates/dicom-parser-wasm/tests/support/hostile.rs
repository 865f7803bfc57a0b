//! Files that are not what they were: bytes changed, cut, doubled, joined.

use super::{datasets, vectors};
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Debug)]
enum Change {
    Set(u8),
    Length([u8; 4]),
    Insert(Vec<u8>),
    Remove(usize),
    Cut,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => any::<u8>().prop_map(Change::Set),
        2 => prop::sample::select(&LENGTHS[..]).prop_map(Change::Length),
        1 => prop::collection::vec(any::<u8>(), 1..12).prop_map(Change::Insert),
        1 => (1usize..12).prop_map(Change::Remove),
        1 => Just(Change::Cut),
    ]
}

/// Four bytes that mean something where a tag or a length stands.
const LENGTHS: [[u8; 4]; 9] = [
    [0xFF; 4],
    [0xFF, 0xFF, 0xFF, 0x7F],
    [0; 4],
    [0, 0, 0, 4],
    [4, 0, 0, 0],
    [0xFE, 0xFF, 0x00, 0xE0],
    [0xFE, 0xFF, 0x0D, 0xE0],
    [0xFE, 0xFF, 0xDD, 0xE0],
    *b"SQ\0\0",
];

fn apply(bytes: &mut Vec<u8>, at: usize, change: Change) {
    match change {
        Change::Set(byte) => bytes[at] = byte,
        Change::Length(four) => bytes[at..].iter_mut().zip(four).for_each(|(to, from)| *to = from),
        Change::Insert(more) => drop(bytes.splice(at..at, more)),
        Change::Remove(n) => drop(bytes.drain(at..(at + n).min(bytes.len()))),
        Change::Cut => bytes.truncate(at),
    }
}

fn changed(bytes: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    (bytes, prop::collection::vec((any::<Index>(), change()), 1..6)).prop_map(|(mut bytes, changes)| {
        for (at, change) in changes {
            // The preamble says nothing; changes there would be wasted.
            if bytes.len() > 132 {
                let at = 132 + at.index(bytes.len() - 132);
                apply(&mut bytes, at, change);
            }
        }
        bytes
    })
}

/// A valid file with a few changes.
pub fn mutated() -> impl Strategy<Value = Vec<u8>> {
    changed(datasets::file().prop_map(|(_, bytes)| bytes))
}

/// A vector with a few more defects.
pub fn mutated_vector() -> impl Strategy<Value = Vec<u8>> {
    changed(prop::sample::select(vectors::all()).prop_map(|vector| vector.bytes))
}

/// The beginning of one file and the end of another.
pub fn spliced() -> impl Strategy<Value = Vec<u8>> {
    (datasets::file(), datasets::file(), any::<Index>(), any::<Index>()).prop_map(|((_, mut a), (_, b), from, to)| {
        a.truncate(132 + from.index(a.len() - 132));
        a.extend(&b[to.index(b.len())..]);
        a
    })
}
