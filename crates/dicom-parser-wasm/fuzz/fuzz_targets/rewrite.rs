//! Any bytes and any decisions: what is kept of a file says the same, and what is made of it can be read again.
//!
//! The first byte is the number of decisions, they follow, and then the file.
#![no_main]

use dicom_parser_wasm::{Dicom, Encoding, Kind, Limits, Memory, Rope, Tag, VR, Why, Writer, write_meta};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/support/content.rs"]
#[allow(dead_code)]
mod content;
#[path = "../../tests/support/holds.rs"]
#[allow(dead_code)]
mod holds;

const RULE: Why = Why(1);

fuzz_target!(|data: &[u8]| {
    let Some((n, rest)) = data.split_first() else { return };
    let (decisions, bytes) = rest.split_at(rest.len().min(usize::from(*n)));
    let mut limits = Limits::default();
    limits.inflated = 1 << 20;
    let source = Memory(bytes);
    let Ok(dicom) = Dicom::read(&source, &limits) else { return };

    let mut writer = Writer::new(&dicom);
    dicom.children(None).for_each(|index| writer.keep(index));
    if let Some((kept, again)) = read_again(&dicom, bytes, &writer.finish())
        && holds::is_kept_exactly(&dicom)
    {
        assert_eq!(content::values(&again, &Memory(&kept)), content::values(&dicom, &source));
        let mut left = again.faults().iter().filter(|fault| holds::is_mended(fault.kind));
        assert_eq!(left.next(), None, "a fault is left");
    }

    let mut turns = decisions.iter().copied().cycle();
    let mut writer = Writer::new(&dicom);
    let mut todo: Vec<Option<usize>> = dicom.children(None).map(Some).collect();
    todo.reverse();
    while let Some(next) = todo.pop() {
        let Some(index) = next else {
            writer.close();
            continue;
        };
        match turns.next().unwrap_or(0) % 8 {
            0 | 1 => writer.keep(index),
            2 => {}
            3 => writer.put_for(index, b"new", RULE),
            4 => {
                writer.begin_sequence(Tag(0x0008, 0x1140), RULE);
                writer.begin_item(RULE);
                writer.put(Tag(0x0008, 0x1155), VR::UI, b"1.2.3", RULE);
                writer.close();
                writer.close();
            }
            _ if dicom.node(index).is_some_and(|node| matches!(node.kind, Kind::Sequence | Kind::Item)) => {
                writer.open(index);
                todo.push(None);
                let children: Vec<usize> = dicom.children(Some(index)).collect();
                todo.extend(children.into_iter().rev().map(Some));
            }
            _ => writer.keep(index),
        }
    }
    read_again(&dicom, bytes, &writer.finish());
});

/// The file of this data set, read again; nothing where nothing was written.
fn read_again(dicom: &Dicom, bytes: &[u8], rope: &Rope) -> Option<(Vec<u8>, Dicom)> {
    // Elements of group 0002 at the beginning would be file meta information, and (0000,0000) alone is no
    // sign of a data set.
    if rope.is_empty() || dicom.nodes().iter().any(|node| node.tag.0 == 2 || node.tag == Tag(0, 0) && node.header > 0) {
        return None;
    }
    let syntax: &[u8] = match dicom.encoding() {
        Encoding::ImplicitLittle => b"1.2.840.10008.1.2",
        Encoding::ExplicitLittle => b"1.2.840.10008.1.2.1",
        Encoding::ExplicitBig => b"1.2.840.10008.1.2.2",
    };
    let mut start = Rope::new();
    write_meta(&mut start, &[(Tag(2, 0x10), VR::UI, syntax)], RULE);
    let mut out = start.to_vec(&Memory(b"")).expect("all of it is our own");
    out.extend(rope.to_vec(dicom.stream(&Memory(bytes))).expect("it lies in memory"));
    let again = Dicom::read(&Memory(&out), &Limits::default()).expect("what was written is read again");
    holds::tiling_and_identity(&out, &again);
    Some((out, again))
}
