//! Valid data sets, made without this crate's writer: random ones for the laws, and their bytes in all three encodings.

use dicom_parser_wasm::{Encoding, has_long_length};
pub use dicom_parser_wasm::{Tag, VR};
use proptest::prelude::*;

/// An element to be written.
#[derive(Clone, Debug)]
pub struct Element {
    pub tag: Tag,
    pub vr: VR,
    pub value: Value,
}

/// What is in it.
#[derive(Clone, Debug)]
pub enum Value {
    Bytes(Vec<u8>),
    Items { undefined: bool, items: Vec<Item> },
    Fragments(Vec<Vec<u8>>),
}

/// An item.
#[derive(Clone, Debug)]
pub struct Item {
    pub undefined: bool,
    pub elements: Vec<Element>,
}

/// Attributes with one VR, in order; the last two are private (group 0009, creator and value).
const PLAIN: [(Tag, VR); 24] = [
    (Tag(0x0008, 0x0012), VR::DA),
    (Tag(0x0008, 0x0016), VR::UI),
    (Tag(0x0008, 0x0018), VR::UI),
    (Tag(0x0008, 0x0020), VR::DA),
    (Tag(0x0008, 0x0054), VR::AE),
    (Tag(0x0008, 0x0090), VR::PN),
    (Tag(0x0009, 0x0010), VR::LO),
    (Tag(0x0009, 0x1001), VR::UN),
    (Tag(0x0010, 0x0010), VR::PN),
    (Tag(0x0010, 0x0020), VR::LO),
    (Tag(0x0010, 0x4000), VR::LT),
    (Tag(0x0018, 0x1078), VR::DT),
    (Tag(0x0018, 0x9087), VR::FD),
    (Tag(0x0020, 0x000D), VR::UI),
    (Tag(0x0020, 0x0013), VR::IS),
    (Tag(0x0020, 0x9057), VR::UL),
    (Tag(0x0028, 0x0010), VR::US),
    (Tag(0x0028, 0x0009), VR::AT),
    (Tag(0x0040, 0xA160), VR::UT),
    (Tag(0x0042, 0x0011), VR::OB),
    (Tag(0x0066, 0x0016), VR::OF),
    (Tag(0x0066, 0x0021), VR::OF),
    (Tag(0x0119, 0x0010), VR::LO),
    (Tag(0x7FE0, 0x0008), VR::OF),
];
const NESTED: [Tag; 6] = [
    Tag(0x0008, 0x1115),
    Tag(0x0008, 0x1140),
    Tag(0x0018, 0x9346),
    Tag(0x0040, 0x0275),
    Tag(0x0040, 0xA730),
    Tag(0x5200, 0x9229),
];

fn plain() -> impl Strategy<Value = Element> {
    (prop::sample::select(&PLAIN[..]), prop::collection::vec(any::<u8>(), 0..24)).prop_map(|((tag, vr), mut value)| {
        let width = match vr {
            VR::FD => 8,
            VR::UL | VR::AT | VR::OF => 4,
            _ => 2,
        };
        value.truncate(value.len() / width * width);
        Element { tag, vr, value: Value::Bytes(value) }
    })
}

fn fragments() -> impl Strategy<Value = Element> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 1..4).prop_map(|mut fragments| {
        fragments.iter_mut().for_each(|f| f.resize(f.len() / 2 * 2, 0));
        // The first is the offset table, numbers of four bytes.
        let whole = fragments[0].len() / 4 * 4;
        fragments[0].truncate(whole);
        Element { tag: Tag(0x7FE0, 0x0010), vr: VR::OB, value: Value::Fragments(fragments) }
    })
}

// Tags ascend and stand once: other orders are faults, and this is the generator of files without.
fn in_order(mut elements: Vec<Element>) -> Vec<Element> {
    elements.sort_by_key(|e| e.tag);
    elements.dedup_by_key(|e| e.tag);
    elements
}

/// Elements of one level and all below it.
pub fn elements() -> impl Strategy<Value = Vec<Element>> {
    let leaf = prop_oneof![8 => plain(), 1 => fragments()];
    let element = leaf.prop_recursive(5, 60, 4, |inner| {
        let item = (any::<bool>(), prop::collection::vec(inner, 0..4))
            .prop_map(|(undefined, elements)| Item { undefined, elements: in_order(elements) });
        (prop::sample::select(&NESTED[..]), any::<bool>(), prop::collection::vec(item, 0..3))
            .prop_map(|(tag, undefined, items)| Element { tag, vr: VR::SQ, value: Value::Items { undefined, items } })
    });
    prop::collection::vec(element, 0..8).prop_map(in_order)
}

/// One of the three encodings.
pub fn encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(&[Encoding::ImplicitLittle, Encoding::ExplicitLittle, Encoding::ExplicitBig][..])
}

/// A whole file in any encoding; its first element is always there, so that there is a data set.
pub fn file() -> impl Strategy<Value = (Encoding, Vec<u8>)> {
    (encoding(), elements()).prop_map(|(encoding, elements)| (encoding, file_of(encoding, &elements)))
}

/// The bytes of a file with file meta information.
pub fn file_of(encoding: Encoding, elements: &[Element]) -> Vec<u8> {
    let mut out = meta(encoding);
    let first = Element { tag: Tag(0x0008, 0x0008), vr: VR::CS, value: Value::Bytes(b"ORIGINAL".to_vec()) };
    write(&mut out, encoding, &first);
    elements.iter().for_each(|element| write(&mut out, encoding, element));
    out
}

/// Preamble, `DICM` and file meta information.
pub fn meta(encoding: Encoding) -> Vec<u8> {
    let syntax: &[u8] = match encoding {
        Encoding::ImplicitLittle => b"1.2.840.10008.1.2\0",
        Encoding::ExplicitLittle => b"1.2.840.10008.1.2.1\0",
        Encoding::ExplicitBig => b"1.2.840.10008.1.2.2\0",
    };
    let mut group = Vec::new();
    let rest: [(Tag, VR, &[u8]); 5] = [
        (Tag(2, 0x01), VR::OB, &[0, 1]),
        (Tag(2, 0x02), VR::UI, b"1.2.840.10008.5.1.4.1.1.7\0"),
        (Tag(2, 0x03), VR::UI, b"1.2.3\0"),
        (Tag(2, 0x10), VR::UI, syntax),
        (Tag(2, 0x12), VR::UI, b"1.2.3\0"),
    ];
    for (tag, vr, value) in rest {
        header(&mut group, Encoding::ExplicitLittle, tag, vr, value.len() as u32);
        group.extend(value);
    }
    let mut out = vec![0; 128];
    out.extend(b"DICM");
    header(&mut out, Encoding::ExplicitLittle, Tag(2, 0), VR::UL, 4);
    out.extend((group.len() as u32).to_le_bytes());
    out.extend(group);
    out
}

/// The bytes of an element.
pub fn write(out: &mut Vec<u8>, e: Encoding, element: &Element) {
    match &element.value {
        Value::Bytes(bytes) => {
            header(out, e, element.tag, element.vr, bytes.len() as u32);
            out.extend(bytes);
        }
        Value::Items { undefined, items } => {
            let mut inner = Vec::new();
            for item in items {
                let mut content = Vec::new();
                item.elements.iter().for_each(|element| write(&mut content, e, element));
                wrapped(&mut inner, e, Tag(0xFFFE, 0xE000), VR::UN, item.undefined, &content);
            }
            wrapped(out, e, element.tag, VR::SQ, *undefined, &inner);
        }
        Value::Fragments(fragments) => {
            header(out, e, element.tag, element.vr, u32::MAX);
            for fragment in fragments {
                header(out, e, Tag(0xFFFE, 0xE000), VR::UN, fragment.len() as u32);
                out.extend(fragment);
            }
            header(out, e, Tag(0xFFFE, 0xE0DD), VR::UN, 0);
        }
    }
}

fn wrapped(out: &mut Vec<u8>, e: Encoding, tag: Tag, vr: VR, undefined: bool, content: &[u8]) {
    header(out, e, tag, vr, if undefined { u32::MAX } else { content.len() as u32 });
    out.extend(content);
    if undefined {
        let end = if tag.0 == 0xFFFE { 0xE00D } else { 0xE0DD };
        header(out, e, Tag(0xFFFE, end), VR::UN, 0);
    }
}

/// The bytes of a header (PS3.5 7.1.2, 7.1.3, 7.5).
pub fn header(out: &mut Vec<u8>, e: Encoding, tag: Tag, vr: VR, length: u32) {
    let big = e == Encoding::ExplicitBig;
    let two = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let four = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    out.extend(two(tag.0));
    out.extend(two(tag.1));
    if e == Encoding::ImplicitLittle || tag.0 == 0xFFFE {
        return out.extend(four(length));
    }
    out.extend(vr.to_bytes());
    if has_long_length(vr) {
        out.extend([0, 0]);
        out.extend(four(length));
    } else {
        out.extend(two(u16::try_from(length).expect("fits")));
    }
}
