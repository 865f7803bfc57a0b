//! What an output says about how it was made (PS3.15 E.1.1; PS3.3 C.12.1.1.1, C.7.1.1), in the place where it belongs.
//!
//! Does not: claim anything that was not done. A claim of an earlier tool about options is replaced, as it
//! may no longer be true.

use crate::policy::{Deed, Policy, Rule};
use dicom_parser_wasm::{Rope, Tag, VR, Why, Writer, write_meta};

const IDENTITY_REMOVED: u32 = 0x0012_0062;
const METHOD: u32 = 0x0012_0063;
const METHOD_CODES: u32 = 0x0012_0064;
const BURNED_IN: u32 = 0x0028_0301;
const DATES: u32 = 0x0028_0303;

/// Clean Pixel Data Option (CID 7050).
const CLEAN_PIXEL_DATA: (&str, &str) = ("113101", "Clean Pixel Data Option");

/// The statements that an output needs, by tag.
pub(super) struct Statements {
    /// Still to be written, in the order of tags.
    left: std::vec::IntoIter<u32>,
    next: Option<u32>,
    method: Vec<u8>,
    codes: Vec<(&'static str, &'static str)>,
    dates: &'static str,
    is_clear: bool,
}

impl Statements {
    /// `old_method` is a De-identification Method that stood there, cleaned; `has_pixels` whether there is
    /// anything that a decision about pixels could speak of.
    pub(super) fn new(policy: &Policy, deeds: &[Deed], old_method: Option<&[u8]>, has_pixels: bool) -> Self {
        let is_clear = has_pixels && deeds.contains(&Deed::Clear);
        let mut codes = policy.methods();
        if is_clear {
            codes.push(CLEAN_PIXEL_DATA);
        }
        let own = format!("Kamei {} {} {}", env!("CARGO_PKG_VERSION"), policy.name(), policy.edition());
        let mut method = old_method.map(<[u8]>::to_vec).unwrap_or_default();
        if !method.is_empty() {
            method.push(b'\\');
        }
        method.extend_from_slice(own.as_bytes());
        let mut tags = vec![IDENTITY_REMOVED, METHOD, METHOD_CODES];
        tags.extend(is_clear.then_some(BURNED_IN));
        tags.push(DATES);
        let mut left = tags.into_iter();
        let next = left.next();
        Self { left, next, method, codes, dates: policy.dates(), is_clear }
    }

    /// Whether a root element of the source is replaced by a statement.
    pub(super) fn replaces(&self, tag: u32) -> bool {
        matches!(tag, IDENTITY_REMOVED | METHOD | METHOD_CODES | DATES) || self.is_clear && tag == BURNED_IN
    }

    /// Writes the statements whose place is before `tag` (all that are left, with `None`), and says how many.
    pub(super) fn write_before(&mut self, tag: Option<u32>, writer: &mut Writer<'_>) -> u64 {
        let why = Rule::Statement.why();
        let mut written = 0;
        while let Some(next) = self.next.filter(|next| tag.is_none_or(|tag| tag > *next)) {
            match next {
                IDENTITY_REMOVED => writer.put(split(next), VR::CS, b"YES", why),
                METHOD => writer.put(split(next), VR::LO, &self.method, why),
                METHOD_CODES => self.codes(writer, why),
                BURNED_IN => writer.put(split(next), VR::CS, b"NO", why),
                _ => writer.put(split(next), VR::CS, self.dates.as_bytes(), why),
            }
            written += 1;
            self.next = self.left.next();
        }
        written
    }

    fn codes(&self, writer: &mut Writer<'_>, why: Why) {
        writer.begin_sequence(split(METHOD_CODES), why);
        for (code, meaning) in &self.codes {
            writer.begin_item(why);
            writer.put(Tag(0x0008, 0x0100), VR::SH, code.as_bytes(), why);
            writer.put(Tag(0x0008, 0x0102), VR::SH, b"DCM", why);
            writer.put(Tag(0x0008, 0x0104), VR::LO, meaning.as_bytes(), why);
            writer.close();
        }
        writer.close();
    }
}

/// A tag of 32 bits as group and element.
pub(super) fn split(tag: u32) -> Tag {
    Tag((tag >> 16) as u16, (tag & 0xFFFF) as u16)
}

/// The one implementation class UID of this program, of our own making (2.25, a random UUID).
const IMPLEMENTATION_CLASS: &str = "2.25.174250731262867293862461264108913104722";
const IMPLEMENTATION_VERSION: &str = concat!("KAMEI_", env!("CARGO_PKG_VERSION"));

/// Writes preamble and file meta information, all of it our own (PS3.10 7.1).
pub(super) fn file_meta(rope: &mut Rope, sop_class: &str, instance: &str, syntax: &str) {
    let elements: [(Tag, VR, &[u8]); 6] = [
        (Tag(2, 0x01), VR::OB, &[0, 1]),
        (Tag(2, 0x02), VR::UI, sop_class.as_bytes()),
        (Tag(2, 0x03), VR::UI, instance.as_bytes()),
        (Tag(2, 0x10), VR::UI, syntax.as_bytes()),
        (Tag(2, 0x12), VR::UI, IMPLEMENTATION_CLASS.as_bytes()),
        (Tag(2, 0x13), VR::SH, IMPLEMENTATION_VERSION.as_bytes()),
    ];
    write_meta(rope, &elements, Rule::FileMeta.why());
}
