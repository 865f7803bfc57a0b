//! Files that were made to get something past the rules: values that are none of their VR, fragments where no pixels
//! are, claims that are not true. Each was once written with what it hides.

use super::super::{Finding, Limits, Task};
use super::{rewrite, survey};
use crate::detect::{Cleaner, Values};
use crate::identity::{Evidence, ProjectKey, Pseudonyms, Role};
use crate::outcome::{Code, Reason};
use crate::policy::Policy;
use dicom_parser_wasm::{Dicom, Memory, Tag, VR};
use std::collections::BTreeMap;

const EXPLICIT: &[u8] = b"1.2.840.10008.1.2.1\0";
const NAME: &[u8] = b"YAMADA^TARO ";
const CT: &[u8] = b"1.2.840.10008.5.1.4.1.1.2\0";

/// A file in the making: elements by tag, a transfer syntax.
struct Made {
    syntax: &'static [u8],
    elements: BTreeMap<Tag, Vec<u8>>,
}

fn element(tag: Tag, vr: &[u8; 2], value: &[u8]) -> Vec<u8> {
    let is_long = matches!(vr, b"OB" | b"OW" | b"SQ" | b"UN" | b"UT" | b"SV");
    let mut bytes = [tag.0.to_le_bytes(), tag.1.to_le_bytes()].concat();
    bytes.extend_from_slice(vr);
    match is_long {
        true => bytes.extend([&[0, 0][..], &(value.len() as u32).to_le_bytes()].concat()),
        false => bytes.extend((value.len() as u16).to_le_bytes()),
    }
    bytes.extend_from_slice(value);
    bytes
}

fn item(value: &[u8]) -> Vec<u8> {
    [&[0xFE, 0xFF, 0x00, 0xE0][..], &(value.len() as u32).to_le_bytes(), value].concat()
}

/// A value in fragments, as only pixel data may be written.
fn fragments(tag: Tag, value: &[u8]) -> Vec<u8> {
    let head = [&tag.0.to_le_bytes()[..], &tag.1.to_le_bytes(), b"OB\0\0\xFF\xFF\xFF\xFF"].concat();
    [head, item(b""), item(value), b"\xFE\xFF\xDD\xE0\0\0\0\0".to_vec()].concat()
}

fn made() -> Made {
    Made { syntax: EXPLICIT, elements: BTreeMap::new() }
        .with(Tag(0x0008, 0x0008), b"CS", b"ORIGINAL\\PRIMARY")
        .with(Tag(0x0008, 0x0016), b"UI", CT)
        .with(Tag(0x0008, 0x0018), b"UI", b"1.2.392.77.3\0\0")
        .with(Tag(0x0010, 0x0010), b"PN", NAME)
        .with(Tag(0x0010, 0x0020), b"LO", b"PID-7788")
        .with(Tag(0x0018, 0x0015), b"CS", b"CHEST ")
        .with(Tag(0x0020, 0x000D), b"UI", b"1.2.392.77.1\0\0")
        .with(Tag(0x0020, 0x000E), b"UI", b"1.2.392.77.2\0\0")
}

impl Made {
    fn with(self, tag: Tag, vr: &[u8; 2], value: &[u8]) -> Self {
        self.with_raw(tag, element(tag, vr, value))
    }

    fn with_raw(mut self, tag: Tag, bytes: Vec<u8>) -> Self {
        self.elements.insert(tag, bytes);
        self
    }

    fn written_as(self, syntax: &'static [u8]) -> Self {
        Self { syntax, ..self }
    }

    fn bytes(&self) -> Vec<u8> {
        let meta = element(Tag(2, 0x10), b"UI", self.syntax);
        let length = element(Tag(2, 0), b"UL", &(meta.len() as u32).to_le_bytes());
        let data_set = self.elements.values().flatten().copied().collect();
        [vec![0; 128], b"DICM".to_vec(), length, meta, data_set].concat()
    }

    fn finding(&self) -> Finding {
        survey::survey(&Memory(self.bytes()), &Limits::default()).expect("DICOM")
    }

    fn risks(&self) -> Vec<Code> {
        match self.finding() {
            Finding::Ready { risks, .. } => risks,
            Finding::Held(reason) => panic!("{reason:?}"),
        }
    }

    fn held(&self) -> Code {
        match self.finding() {
            Finding::Ready { .. } => panic!("ready"),
            Finding::Held(reason) => reason.code,
        }
    }

    fn output(&self) -> Vec<u8> {
        let Finding::Ready { evidence, .. } = self.finding() else { panic!("held: {:?}", self.held()) };
        written(&self.bytes(), &evidence).expect("written")
    }

    /// The value of an element in the output, with its VR.
    fn value(&self, tag: Tag) -> Option<(VR, Vec<u8>)> {
        let output = Memory(self.output());
        let dicom = Dicom::read(&output, &Limits::default().dicom).expect("readable");
        let index = dicom.find(tag)?;
        Some((dicom.node(index)?.vr, dicom.value(index, &output).expect("value").into_owned()))
    }

    #[track_caller]
    fn hides(&self, secret: &str) {
        let output = self.output();
        let found = output.windows(secret.len()).any(|bytes| bytes == secret.as_bytes());
        assert!(!found, "{secret} is in the output");
    }
}

fn written(bytes: &[u8], evidence: &Evidence) -> Result<Vec<u8>, Reason> {
    let mut values = Values::default();
    for claim in &evidence.claims {
        if claim.role == Role::Id { values.add(&claim.value) } else { values.add_name(&claim.value) }
    }
    let task = Task {
        policy: &Policy::preset("ps3-15-basic").expect("preset"),
        pseudonyms: &Pseudonyms::new(&ProjectKey::new([1; 32])),
        cleaner: &Cleaner::new(&values).expect("small"),
        evidence,
        deeds: &[],
        limits: &Limits::default(),
    };
    let source = Memory(bytes);
    Ok(rewrite::rewrite(&source, &task)?.rope.to_vec(&source).expect("in memory"))
}

#[test]
fn text_where_a_number_belongs_stays_behind() {
    for (tag, vr) in [
        (Tag(0x0018, 0x0050), b"DS"), // Slice Thickness
        (Tag(0x0018, 0x0050), b"OB"),
        (Tag(0x0018, 0x0050), b"UN"),
        (Tag(0x0020, 0x0013), b"IS"), // Instance Number
        (Tag(0x0028, 0x0010), b"US"), // Rows
        (Tag(0x0028, 0x0010), b"OB"),
        (Tag(0x0028, 0x0106), b"AS"), // Smallest Image Pixel Value, US or SS
        (Tag(0x0028, 0x0106), b"SV"),
    ] {
        made().with(tag, vr, b"SUZUKI^IKUKO").hides("SUZUKI");
    }
    let spacing = made().with(Tag(0x0028, 0x0030), b"DS", b"0.5\\0.5\0SUZUKI^I");
    assert_eq!(spacing.value(Tag(0x0028, 0x0030)), Some((VR::DS, b"0.5\\0.5 ".to_vec())));
}

#[test]
fn an_attribute_of_classes_keeps_uids_only() {
    let class = Tag(0x0008, 0x001A); // Related General SOP Class UID
    made().with(class, b"UI", b"SUZUKI^IKUKO").hides("SUZUKI");
    made().with(class, b"UI", b"1.2.840.10008.5.1.4.1.1.2\0SUZUKI").hides("SUZUKI");
    assert_eq!(made().with(class, b"UI", b"1.2.392.99\0\0").value(class), Some((VR::UI, b"1.2.392.99\0\0".to_vec())));
}

#[test]
fn fragments_of_anything_but_pixels_stay_behind() {
    for tag in [
        Tag(0x0008, 0x0070), // Manufacturer: text
        Tag(0x0008, 0x1140), // Referenced Image Sequence
        Tag(0x0020, 0x000D), // Study Instance UID
        Tag(0x0020, 0x0052), // Frame of Reference UID
        Tag(0x0028, 0x0106),
    ] {
        made().with_raw(tag, fragments(tag, b"1.2.392.88.SUZUKI ")).hides("SUZUKI");
    }
}

#[test]
fn a_transfer_syntax_that_nobody_knows_is_not_passed_on() {
    let private = made().written_as(b"1.2.392.88.5");
    private.hides("1.2.392.88");
    assert!(private.output().windows(19).any(|bytes| bytes == &EXPLICIT[..19]), "what it is really written as");
    made().written_as(NAME).hides("YAMADA");
    let pixels = Tag(0x7FE0, 0x0010);
    let packed = made().written_as(b"1.2.392.88.5").with_raw(pixels, fragments(pixels, b"\xFF\xD8\xFF\xD9"));
    assert_eq!(packed.held(), Code::ContradictorySyntax);
}

#[test]
fn a_coded_string_that_is_none_is_cleaned_as_text() {
    for value in [&b"yamada"[..], b"CHEST\0YAMADA", b"HELICAL FOR YAMADA"] {
        let made = made().with(Tag(0x0018, 0x0022), b"CS", value);
        made.hides("YAMADA");
        made.hides("yamada");
    }
}

#[test]
fn a_character_set_stays_even_where_somebody_is_called_so() {
    let made = made().with(Tag(0x0008, 0x0005), b"CS", b"ISO_IR 192").with(Tag(0x0010, 0x0020), b"LO", b"ISO_IR 192");
    assert_eq!(made.value(Tag(0x0008, 0x0005)), Some((VR::CS, b"ISO_IR 192".to_vec())));
}

#[test]
fn an_object_with_two_instance_uids_is_held() {
    assert_eq!(made().with(Tag(0x0008, 0x0018), b"UI", b"1.2.3\\1.2.4 ").held(), Code::NoInstance);
}

#[test]
fn a_name_written_as_a_sequence_becomes_a_name() {
    let inside = element(Tag(0x0010, 0x0010), b"PN", NAME);
    let made = made().with(Tag(0x0010, 0x0010), b"SQ", &item(&inside));
    made.hides("YAMADA");
    let (vr, value) = made.value(Tag(0x0010, 0x0010)).expect("there");
    assert_eq!((vr, value.starts_with(b"S-")), (VR::PN, true));
}

#[test]
fn an_empty_name_that_no_row_lists_gets_no_dummy() {
    let tag = Tag(0x0040, 0xA067); // a name that the table does not list
    assert_eq!(made().with(tag, b"PN", b"").value(tag), Some((VR::PN, Vec::new())));
}

#[test]
fn words_drawn_into_unused_bits_or_nested_pictures_wait_for_a_person() {
    let pixels = |made: Made| made.with(Tag(0x7FE0, 0x0010), b"OW", &[0; 32]);
    assert_eq!(pixels(made()).risks(), []);
    let drawn = pixels(made()).with(Tag(0x6000, 0x0102), b"US", &[12, 0]);
    assert_eq!(drawn.risks(), [Code::BurnedInRisk]);
    let ultrasound = made().with(Tag(0x0008, 0x0016), b"UI", b"1.2.840.10008.5.1.4.1.1.6.1\0");
    let picture = item(&element(Tag(0x7FE0, 0x0010), b"OW", &[0; 32]));
    let nested = ultrasound.with(Tag(0x0008, 0x2218), b"SQ", &picture);
    assert_eq!(nested.risks(), [Code::BurnedInRisk]);
}
