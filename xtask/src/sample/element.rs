//! DICOM elements and files, written by hand.
//!
//! Sources: PS3.5 7.1 (elements), 7.5 (sequences), 6.2 (padding); PS3.10 7.1 (file meta information).

use std::collections::BTreeMap;

pub(super) const IMPLICIT: &str = "1.2.840.10008.1.2";
pub(super) const EXPLICIT: &str = "1.2.840.10008.1.2.1";

/// Value representations with a 32-bit length (PS3.5 7.1.2).
const LONG: [&str; 6] = ["OB", "OW", "SQ", "UN", "UT", "UC"];

/// Elements by tag, each as it is written.
#[derive(Clone)]
pub(super) struct DataSet {
    is_explicit: bool,
    elements: BTreeMap<u32, Vec<u8>>,
}

impl DataSet {
    pub(super) fn new(syntax: &str) -> Self {
        Self { is_explicit: syntax != IMPLICIT, elements: BTreeMap::new() }
    }

    /// An empty one, written the same way.
    pub(super) fn item(&self) -> Self {
        Self { is_explicit: self.is_explicit, elements: BTreeMap::new() }
    }

    /// Puts an element, padded to even length; one that stands there is replaced.
    pub(super) fn put(&mut self, tag: u32, vr: &str, value: impl AsRef<[u8]>) -> &mut Self {
        let mut value = value.as_ref().to_vec();
        if value.len() % 2 == 1 {
            value.push(if matches!(vr, "UI" | "OB" | "UN") { 0 } else { b' ' });
        }
        let mut bytes = self.header(tag, vr, value.len() as u32);
        bytes.extend(value);
        self.elements.insert(tag, bytes);
        self
    }

    pub(super) fn number(&mut self, tag: u32, value: u16) -> &mut Self {
        self.put(tag, "US", value.to_le_bytes())
    }

    /// A sequence of items with lengths.
    pub(super) fn sequence(&mut self, tag: u32, items: &[DataSet]) -> &mut Self {
        let mut value = Vec::new();
        for item in items {
            let bytes = item.bytes();
            value.extend(b"\xFE\xFF\x00\xE0");
            value.extend((bytes.len() as u32).to_le_bytes());
            value.extend(bytes);
        }
        self.put(tag, "SQ", value)
    }

    /// A sequence and an item without lengths, each closed by a delimiter.
    pub(super) fn open_sequence(&mut self, tag: u32, item: &DataSet) -> &mut Self {
        let mut bytes = self.header(tag, "SQ", u32::MAX);
        bytes.extend(b"\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF");
        bytes.extend(item.bytes());
        bytes.extend(b"\xFE\xFF\x0D\xE0\0\0\0\0\xFE\xFF\xDD\xE0\0\0\0\0");
        self.elements.insert(tag, bytes);
        self
    }

    fn header(&self, tag: u32, vr: &str, length: u32) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(12);
        bytes.extend(((tag >> 16) as u16).to_le_bytes());
        bytes.extend((tag as u16).to_le_bytes());
        match (self.is_explicit, LONG.contains(&vr)) {
            (false, _) => bytes.extend(length.to_le_bytes()),
            (true, true) => {
                bytes.extend(vr.as_bytes());
                bytes.extend([0, 0]);
                bytes.extend(length.to_le_bytes());
            }
            (true, false) => {
                bytes.extend(vr.as_bytes());
                bytes.extend((length as u16).to_le_bytes());
            }
        }
        bytes
    }

    fn bytes(&self) -> Vec<u8> {
        self.elements.values().flatten().copied().collect()
    }

    /// The whole file: preamble, file meta information, data set.
    pub(super) fn into_file(self, class: &str, instance: &str) -> Vec<u8> {
        let syntax = if self.is_explicit { EXPLICIT } else { IMPLICIT };
        let mut meta = Self::new(EXPLICIT);
        meta.put(0x0002_0001, "OB", [0, 1]).put(0x0002_0002, "UI", class).put(0x0002_0003, "UI", instance);
        meta.put(0x0002_0010, "UI", syntax).put(0x0002_0012, "UI", "2.25.1").put(0x0002_0016, "AE", "SAMPLE_PACS");
        let length = meta.bytes().len() as u32;
        meta.put(0x0002_0000, "UL", length.to_le_bytes());
        let mut file = vec![0; 128];
        file.extend(b"DICM");
        file.extend(meta.bytes());
        file.extend(self.bytes());
        file
    }
}
