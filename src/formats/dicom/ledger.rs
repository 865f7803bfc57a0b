//! The ledger law (DESIGN §2.5): every byte of an output is ours, with a rule, or a range of the source inside of
//! something that may be kept.
//!
//! What may be kept is asked of an oracle that shares nothing with `policy`: the table as it lies in
//! `data/ps315/e1-1.csv`, and the dictionary of `dicom-dictionary-std`.

use super::super::{Finding, Limits, Task};
use super::file::File;
use super::{rewrite, survey};
use crate::detect::{Cleaner, Values};
use crate::identity::{ProjectKey, Pseudonyms, Role};
use crate::policy::{Policy, Rule};
use dicom_parser_wasm::{Kind, Memory, Node, Piece, Tag, VR};
use std::collections::{BTreeMap, BTreeSet};

/// Basic codes by tag, straight from the table.
fn table() -> BTreeMap<(u16, u16), String> {
    let mut reader =
        csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/data/ps315/e1-1.csv")).expect("table");
    let rows = reader.records().map(|row| row.expect("row"));
    rows.filter_map(|row| {
        let (group, element) = row[1].trim_matches(['(', ')']).split_once(',')?;
        let number = |text| u16::from_str_radix(text, 16).ok();
        Some(((number(group)?, number(element)?), row[4].to_owned()))
    })
    .collect()
}

fn well_known() -> BTreeSet<String> {
    let mut reader =
        csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/data/dicom/wellknown-uids.csv")).expect("list");
    reader.records().map(|row| row.expect("row")[0].to_owned()).collect()
}

struct Oracle {
    table: BTreeMap<(u16, u16), String>,
    well_known: BTreeSet<String>,
}

impl Oracle {
    fn new() -> Self {
        Self { table: table(), well_known: well_known() }
    }

    /// Whether bytes of this node may stand in an output of the Basic Profile.
    fn may_keep(&self, node: &Node, value: &[u8]) -> bool {
        let Tag(group, element) = node.tag;
        let is_foreign = group % 2 == 1 || matches!(group, 0 | 2 | 4 | 0xFFFC) || element == 0;
        let is_plane = matches!(group >> 8, 0x50 | 0x60);
        if is_foreign || is_plane || (group, element) == (0x0400, 0x0500) {
            return false;
        }
        let is_known_uid = || {
            let text = String::from_utf8_lossy(value);
            text.split('\\').all(|uid| {
                let uid = uid.trim_matches(['\0', ' ']);
                uid.is_empty() || self.well_known.contains(uid)
            })
        };
        if let Some(code) = self.table.get(&(group, element)) {
            // Only U keeps bytes: a sequence's frame, or UIDs of the standard. An empty value is empty already.
            return code.contains('U') && (node.kind != Kind::Element || is_known_uid())
                || node.kind == Kind::Element && value.is_empty()
                || code.contains('D') && node.kind != Kind::Element;
        }
        let Some(vr) = dicom_parser_wasm::dictionary_vr(node.tag) else { return false };
        let of_kind = |vr: VR| match vr {
            VR::PN | VR::DA | VR::DT | VR::TM | VR::AE | VR::UR => value.is_empty(),
            VR::UI => is_known_uid() || is_class(node.tag),
            _ => true,
        };
        of_kind(vr) && of_kind(node.vr)
    }
}

/// Attributes of classes, syntaxes and schemes, of README §6 of the table's source, by hand.
fn is_class(tag: Tag) -> bool {
    let tag = u32::from(tag.0) << 16 | u32::from(tag.1);
    let list = include_str!("../../../data/dicom/class-uids.csv");
    list.lines().any(|line| line.starts_with(&format!("{tag:08X}")))
}

/// Checks one file and says whether it was one that can be written.
fn check(name: &str, bytes: &[u8], oracle: &Oracle) -> bool {
    let (source, limits) = (Memory(bytes), Limits::default());
    let Some(Finding::Ready { evidence, .. }) = survey::survey(&source, &limits) else { return false };
    let mut values = Values::default();
    for claim in &evidence.claims {
        if claim.role == Role::Id { values.add(&claim.value) } else { values.add_name(&claim.value) }
    }
    let task = Task {
        policy: &Policy::preset("ps3-15-basic").expect("preset"),
        pseudonyms: &Pseudonyms::new(&ProjectKey::new([1; 32])),
        cleaner: &Cleaner::new(&values).expect("small"),
        evidence: &evidence,
        deeds: &[],
        limits: &limits,
    };
    let file = File::read(&source, &limits).expect("DICOM").expect("readable");
    let sop_class = file.sop_class().expect("surveyed");
    let (rope, _) = rewrite::data_set(&file, &sop_class, &task, &super::names::Names::new(&task)).expect("ready");
    let allowed = ranges(&file, oracle);
    for piece in rope.pieces() {
        match piece {
            Piece::Own(_, why) | Piece::Fill { why, .. } => assert!(Rule::from_why(why).is_some(), "{name}: {why:?}"),
            Piece::Source { start, len } => {
                let mut at = start;
                while at < start + len {
                    let found = allowed.range(..=at).next_back().filter(|(_, end)| **end > at);
                    let (_, end) = found.unwrap_or_else(|| panic!("{name}: byte {at} was kept against the table"));
                    at = *end;
                }
            }
        }
    }
    true
}

/// Ranges of the stream that may be kept, by their beginning.
fn ranges(file: &File<'_>, oracle: &Oracle) -> BTreeMap<u64, u64> {
    let mut allowed = BTreeMap::new();
    let mut kept: Vec<bool> = Vec::new();
    for (index, node) in file.dicom.nodes().iter().enumerate() {
        let inside = node.parent.is_none_or(|parent| kept[parent as usize]);
        let value = match node.kind {
            Kind::Element if node.length < 1 << 16 => file.dicom.value(index, file.source).expect("value"),
            _ => [0; 1].to_vec().into(),
        };
        let own = match node.kind {
            Kind::Element | Kind::Sequence | Kind::PixelSequence => oracle.may_keep(node, &value),
            Kind::Item | Kind::ItemEnd | Kind::SequenceEnd | Kind::Fragment => true,
            _ => false,
        };
        kept.push(inside && own);
        if inside && own {
            allowed.insert(node.start, node.value_end());
        }
    }
    allowed
}

#[test]
fn every_byte_of_every_malformed_vector_is_accounted_for() {
    let oracle = Oracle::new();
    let mut written = 0;
    for line in include_str!("../../../crates/dicom-parser-wasm/tests/malformed.csv").lines().skip(1) {
        let (name, hex) = (line.split(',').next().expect("name"), line.rsplit(',').next().expect("hex"));
        let zeros = if hex.starts_with('P') { 128 } else { 0 };
        let digits = hex.trim_start_matches('P').as_bytes();
        let digit = |d: u8| char::from(d).to_digit(16).expect("hex") as u8;
        let tail = digits.chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1]));
        let bytes: Vec<u8> = std::iter::repeat_n(0, zeros).chain(tail).collect();
        written += usize::from(check(name, &bytes, &oracle));
    }
    assert!(written > 40, "only {written} of the vectors could be written");
}

#[test]
fn every_byte_of_every_corpus_file_is_accounted_for() {
    let Some(root) = std::env::var_os("KAMEI_CORPUS") else {
        println!("not run: no corpus (set KAMEI_CORPUS to a folder of DICOM files)");
        return;
    };
    let (oracle, mut todo, mut written) = (Oracle::new(), vec![std::path::PathBuf::from(root)], 0);
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(std::fs::read_dir(&path).expect("folder").map(|entry| entry.expect("entry").path()));
        } else {
            let bytes = std::fs::read(&path).expect("readable");
            written += usize::from(check(&path.display().to_string(), &bytes, &oracle));
        }
    }
    println!("{written} corpus files accounted for");
    assert!(written > 0);
}

#[test]
fn the_oracle_sees_a_byte_that_should_have_gone() {
    let oracle = Oracle::new();
    let node = |tag, vr| Node {
        kind: Kind::Element,
        vr,
        encoding: dicom_parser_wasm::Encoding::ExplicitLittle,
        header: 8,
        is_odd: false,
        tag,
        declared: 4,
        start: 0,
        length: 4,
        parent: None,
        end: 1,
    };
    for (tag, vr) in [(Tag(0x10, 0x10), VR::PN), (Tag(0x29, 0x1010), VR::OB), (Tag(0x14, 0x104), VR::PN)] {
        assert!(!oracle.may_keep(&node(tag, vr), b"Yama"), "{tag}");
    }
    assert!(oracle.may_keep(&node(Tag(0x28, 0x10), VR::US), &[1, 0]));
}
