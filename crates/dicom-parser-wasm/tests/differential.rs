//! Against another reader: dicom-object finds the same elements, nested too, in all that it can read.
//!
//! It keeps the last of elements that stand twice, decodes text and swaps numbers; so ours are taken
//! by tag, and values are compared as it would have written them. Text that is not ASCII is left out,
//! as is what it took for opaque and we for items (UN of standard sequences): there bytes are compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_core::value::{PrimitiveValue, Value};
use dicom_object::file::{OpenFileOptions, ReadPreamble};
use dicom_object::{DefaultDicomObject, InMemDicomObject};
use dicom_parser_wasm::{Dicom, FaultKind, Kind, Limits, Memory, Tag};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{corpus, datasets, vectors};

fn theirs(bytes: &[u8]) -> Option<DefaultDicomObject> {
    OpenFileOptions::new().read_preamble(ReadPreamble::Auto).from_reader(bytes).ok()
}

/// What was compared, so that a comparison of nothing is seen.
#[derive(Default, Debug)]
struct Count {
    elements: usize,
    texts_left_out: usize,
}

struct Comparison<'a> {
    dicom: &'a Dicom,
    stream: &'a [u8],
    count: Count,
}

impl Comparison<'_> {
    /// The elements in the item at `index` against those of `theirs`; says the first difference.
    fn level(&mut self, index: Option<usize>, theirs: &InMemDicomObject) -> Result<(), String> {
        let dicom = self.dicom;
        let ours: BTreeMap<Tag, usize> = dicom
            .children(index)
            .filter(|i| matches!(dicom.node(*i).unwrap().kind, Kind::Element | Kind::Sequence | Kind::PixelSequence))
            .map(|i| (dicom.node(i).unwrap().tag, i))
            .collect();
        // A stray delimiter is an element to it.
        let theirs: Vec<_> = theirs.iter().filter(|element| element.header().tag.0 != 0xFFFE).collect();
        let wanted: Vec<Tag> = theirs.iter().map(|element| element.header().tag).collect();
        let found: Vec<Tag> = ours.keys().copied().collect();
        if wanted != found {
            return Err(format!("tags {found:?}, theirs {wanted:?}"));
        }
        for element in theirs {
            let index = ours[&element.header().tag];
            self.element(index, element).map_err(|error| format!("{}: {error}", element.header().tag))?;
            self.count.elements += 1;
        }
        Ok(())
    }

    fn element(&mut self, index: usize, theirs: &dicom_object::mem::InMemElement) -> Result<(), String> {
        let (dicom, node) = (self.dicom, *self.dicom.node(index).unwrap());
        // It calls all encapsulated pixel data OB, and all items SQ.
        let is_plain = matches!(theirs.value(), Value::Primitive(_));
        if is_plain && node.encoding.is_explicit() && node.vr != theirs.header().vr {
            return Err(format!("VR {:?}, theirs {:?}", node.vr, theirs.header().vr));
        }
        let inside = node.value_start() as usize..dicom.end_of(index) as usize;
        match theirs.value() {
            Value::Primitive(value) => self.value(&self.stream[inside], node.encoding.is_big(), value),
            Value::Sequence(sequence) => {
                let items: Vec<usize> =
                    dicom.children(Some(index)).filter(|i| dicom.node(*i).unwrap().kind == Kind::Item).collect();
                if node.kind == Kind::Element || items.len() != sequence.items().len() {
                    return Err(format!("{:?} of {} items, theirs {}", node.kind, items.len(), sequence.items().len()));
                }
                let mut pairs = items.into_iter().zip(sequence.items());
                pairs.try_for_each(|(item, theirs)| self.level(Some(item), theirs))
            }
            Value::PixelSequence(pixels) => {
                // It leaves out fragments of no length.
                let mut ours = dicom
                    .children(Some(index))
                    .filter_map(|i| dicom.node(i).filter(|node| node.kind == Kind::Fragment && node.length > 0))
                    .map(|node| &self.stream[node.value_start() as usize..node.value_end() as usize]);
                let four = |n: &u32| if node.encoding.is_big() { n.to_be_bytes() } else { n.to_le_bytes() };
                let offsets: Vec<u8> = pixels.offset_table().iter().flat_map(four).collect();
                let theirs = std::iter::once(&offsets[..]).chain(pixels.fragments().iter().map(|f| &f[..]));
                let theirs = theirs.filter(|fragment| !fragment.is_empty());
                if ours.by_ref().eq(theirs) { Ok(()) } else { Err("fragments".to_owned()) }
            }
        }
    }

    fn value(&mut self, ours: &[u8], is_big: bool, theirs: &PrimitiveValue) -> Result<(), String> {
        let width = match theirs {
            PrimitiveValue::U16(_) | PrimitiveValue::I16(_) => 2,
            PrimitiveValue::U32(_) | PrimitiveValue::I32(_) | PrimitiveValue::F32(_) => 4,
            PrimitiveValue::U64(_) | PrimitiveValue::I64(_) | PrimitiveValue::F64(_) => 8,
            _ => 1,
        };
        let bytes = match theirs {
            PrimitiveValue::Tags(tags) => {
                let four = |tag: &Tag| match is_big {
                    true => [tag.0.to_be_bytes(), tag.1.to_be_bytes()].concat(),
                    false => [tag.0.to_le_bytes(), tag.1.to_le_bytes()].concat(),
                };
                tags.iter().flat_map(four).collect()
            }
            _ => theirs.to_bytes().into_owned(),
        };
        let is_text = matches!(theirs, PrimitiveValue::Str(_) | PrimitiveValue::Strs(_));
        if is_text && ours.iter().any(|b| !b.is_ascii() || *b == 0x1B) {
            self.count.texts_left_out += 1;
            return Ok(());
        }
        // Numbers come in the order of this machine, which is little endian wherever this runs.
        let swapped: Vec<u8> = match is_big {
            true => ours.chunks(width).flat_map(|number| number.iter().rev()).copied().collect(),
            false => ours.to_vec(),
        };
        // It cuts padding from text, and a number that is not whole from numbers.
        let is_same = match is_text {
            true => trimmed(&swapped) == trimmed(&bytes),
            false => swapped.len() / width * width == bytes.len() && swapped.starts_with(&bytes),
        };
        if is_same { Ok(()) } else { Err(format!("value of {} bytes, theirs {}", ours.len(), bytes.len())) }
    }
}

fn trimmed(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|b| !matches!(b, 0 | b' ')).map_or(0, |last| last + 1);
    &text[..end]
}

/// Compares what both can read; `None` where they cannot.
fn compare(bytes: &[u8]) -> Option<Result<Count, String>> {
    let theirs = theirs(bytes)?;
    let source = Memory(bytes);
    let dicom = match Dicom::read(&source, &Limits::default()) {
        Ok(dicom) => dicom,
        Err(error) => return Some(Err(error.to_string())),
    };
    if dicom.faults().iter().any(|fault| fault.kind.is_damage() || fault.kind == FaultKind::TrailingBytes) {
        // What is missing or foreign, each reader ends in its own way.
        return None;
    }
    let stream = dicom.stream(&source).as_slice().expect("in memory");
    let mut comparison = Comparison { dicom: &dicom, stream, count: Count::default() };
    Some(comparison.level(None, &theirs).map(|()| comparison.count))
}

proptest! {
    #[test]
    fn dicom_object_finds_the_same_in_files_made_here((_, bytes) in datasets::file()) {
        let result = compare(&bytes);
        prop_assert!(matches!(result, Some(Ok(_))), "{:?}", result);
    }
}

/// The vectors that dicom-object 0.10.1 reads. Of the others some make it allocate what they claim, up to 4 GB.
const READ_BY_BOTH: [&str; 33] = [
    "ok",
    "no_preamble_dicm",
    "un_undefined_explicit",
    "un_defined_sq",
    "un_for_known_tag",
    "wrong_vr",
    "odd_length",
    "delim_nonzero_len",
    "delim_in_defined",
    "stray_delims_top",
    "dup_tag",
    "out_of_order",
    "after_pixel",
    "trailing_pad",
    "group_length",
    "group0_in_ds",
    "meta_group_in_ds",
    "group4_in_image",
    "encaps_ok",
    "encaps_no_bot",
    "encaps_zero_frag",
    "encaps_odd_frag",
    "encaps_no_sqd",
    "encaps_defined_len",
    "encaps_under_native_ts",
    "icon_encaps",
    "big_endian",
    "private_no_creator",
    "private_group_lt8",
    "charset_trailing_nul",
    "charset_twice_nested",
    "vm_backslash_utf16",
    "only_meta",
];

#[test]
fn dicom_object_finds_the_same_in_the_vectors_that_it_can_read() {
    for name in READ_BY_BOTH {
        let result = compare(&vectors::bytes(name));
        assert!(matches!(result, Some(Ok(_))), "{name}: {result:?}");
    }
}

#[test]
fn dicom_object_finds_the_same_in_corpus_files() {
    let Some(corpus) = corpus::open() else { return };
    let (mut same, mut unread, mut differ, mut all) = (0, Vec::new(), Vec::new(), Count::default());
    for path in corpus.files() {
        let bytes = std::fs::read(&path).expect("readable");
        if corpus.is_dicom(&path) == Some(false) {
            continue;
        }
        match compare(&bytes) {
            Some(Ok(count)) => {
                same += 1;
                all.elements += count.elements;
                all.texts_left_out += count.texts_left_out;
            }
            Some(Err(error)) => differ.push(format!("{}: {error}", path.display())),
            None => unread.push(path),
        }
    }
    println!("the same in {same} files: {all:?}; {} not compared", unread.len());
    unread.iter().for_each(|path| println!("not compared: {}", path.display()));
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
