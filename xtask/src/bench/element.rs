//! Elements in explicit little endian, as few lines as generated files need (PS3.5 7.1.2, 7.5; PS3.10 7.1).

/// A data set or item that is being written, in the order of tags.
#[derive(Debug, Default)]
pub(super) struct Elements(Vec<u8>);

impl Elements {
    /// A text, padded to an even length.
    pub(super) fn text(&mut self, tag: u32, vr: &[u8; 2], value: &str) -> &mut Self {
        let mut bytes = value.as_bytes().to_vec();
        if bytes.len() % 2 == 1 {
            bytes.push(if vr == b"UI" { 0 } else { b' ' });
        }
        self.bytes(tag, vr, &bytes)
    }

    /// A number of 16 bits (US).
    pub(super) fn number(&mut self, tag: u32, value: u16) -> &mut Self {
        self.bytes(tag, b"US", &value.to_le_bytes())
    }

    /// A value as it is, of even length.
    pub(super) fn bytes(&mut self, tag: u32, vr: &[u8; 2], value: &[u8]) -> &mut Self {
        self.tag(tag);
        self.0.extend_from_slice(vr);
        if matches!(vr, b"OB" | b"OW" | b"SQ" | b"UN" | b"UT") {
            self.0.extend_from_slice(&[0, 0]);
            self.0.extend_from_slice(&(value.len() as u32).to_le_bytes());
        } else {
            self.0.extend_from_slice(&(value.len() as u16).to_le_bytes());
        }
        self.0.extend_from_slice(value);
        self
    }

    /// A sequence of `count` items of defined length.
    pub(super) fn sequence(&mut self, tag: u32, count: u32, fill: impl Fn(&mut Self, u32)) -> &mut Self {
        let mut items = Self::default();
        for n in 0..count {
            let mut item = Self::default();
            fill(&mut item, n);
            items.tag(0xFFFE_E000);
            items.0.extend_from_slice(&(item.0.len() as u32).to_le_bytes());
            items.0.extend_from_slice(&item.0);
        }
        self.bytes(tag, b"SQ", &items.0)
    }

    /// The whole beginning of a file: preamble, file meta information, these elements.
    pub(super) fn into_file(self, class: &str, instance: &str) -> Vec<u8> {
        let mut meta = Self::default();
        meta.bytes(0x0002_0001, b"OB", &[0, 1]);
        meta.text(0x0002_0002, b"UI", class).text(0x0002_0003, b"UI", instance);
        meta.text(0x0002_0010, b"UI", "1.2.840.10008.1.2.1").text(0x0002_0012, b"UI", "2.25.1");
        let mut file = Self(vec![0; 128]);
        file.0.extend_from_slice(b"DICM");
        file.bytes(0x0002_0000, b"UL", &(meta.0.len() as u32).to_le_bytes());
        file.0.extend_from_slice(&meta.0);
        file.0.extend_from_slice(&self.0);
        file.0
    }

    fn tag(&mut self, tag: u32) {
        self.0.extend_from_slice(&((tag >> 16) as u16).to_le_bytes());
        self.0.extend_from_slice(&(tag as u16).to_le_bytes());
    }
}
