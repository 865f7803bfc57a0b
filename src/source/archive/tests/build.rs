//! Archives made by hand, so that any one number in them can lie.

/// One member, and what is to be wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) name: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) method: u16,
    pub(super) flags: u16,
    pub(super) crc: u32,
    pub(super) len: u32,
    pub(super) external: u32,
    pub(super) extra: Vec<u8>,
    pub(super) disk: u16,
    /// Added to the header's offset in the directory.
    pub(super) header_off_by: u32,
    pub(super) packed_says: Option<u32>,
    pub(super) local_flags: Option<u16>,
    pub(super) local_method: Option<u16>,
    pub(super) local_extra_says: Option<u16>,
    /// The directory has its three numbers in a ZIP64 field, as far as `wide_numbers` goes.
    pub(super) is_wide: bool,
    pub(super) wide_numbers: usize,
}

impl Part {
    pub(super) fn stored(name: &[u8], content: &[u8]) -> Self {
        Self {
            name: name.to_vec(),
            data: content.to_vec(),
            crc: crc32fast::hash(content),
            len: u32::try_from(content.len()).unwrap(),
            wide_numbers: 3,
            ..Self::default()
        }
    }

    pub(super) fn deflated(name: &[u8], content: &[u8]) -> Self {
        let data = miniz_oxide::deflate::compress_to_vec(content, 6);
        Self { data, method: 8, ..Self::stored(name, content) }
    }

    fn packed(&self) -> u32 {
        self.packed_says.unwrap_or(u32::try_from(self.data.len()).unwrap())
    }

    fn local(&self, to: &mut Vec<u8>) {
        to.extend(b"PK\x03\x04\x14\0");
        to.extend(self.local_flags.unwrap_or(self.flags).to_le_bytes());
        to.extend(self.local_method.unwrap_or(self.method).to_le_bytes());
        to.extend([0; 4]);
        to.extend([self.crc, self.packed(), self.len].map(u32::to_le_bytes).as_flattened());
        to.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        to.extend(self.local_extra_says.unwrap_or(0).to_le_bytes());
        to.extend(&self.name);
        to.extend(&self.data);
    }

    fn central(&self, header: u32, to: &mut Vec<u8>) {
        let header = header + self.header_off_by;
        let mut numbers = [self.len, self.packed(), header];
        let mut extra = self.extra.clone();
        if self.is_wide {
            extra.extend([1, 0, u8::try_from(8 * self.wide_numbers).unwrap(), 0]);
            extra.extend(numbers.iter().take(self.wide_numbers).flat_map(|&n| u64::from(n).to_le_bytes()));
            numbers = [u32::MAX; 3];
        }
        to.extend(b"PK\x01\x02\x14\x03\x14\0");
        to.extend([self.flags, self.method, 0, 0].map(u16::to_le_bytes).as_flattened());
        to.extend([self.crc, numbers[1], numbers[0]].map(u32::to_le_bytes).as_flattened());
        let lens = [self.name.len(), extra.len()].map(|n| u16::try_from(n).unwrap());
        to.extend([lens[0], lens[1], 0, self.disk, 0].map(u16::to_le_bytes).as_flattened());
        to.extend([self.external, numbers[2]].map(u32::to_le_bytes).as_flattened());
        to.extend(&self.name);
        to.extend(extra);
    }
}

pub(super) fn end_record(disk: u16, count: u16, size: u32, offset: u32) -> Vec<u8> {
    let mut end = b"PK\x05\x06".to_vec();
    end.extend([disk, disk, count, count].map(u16::to_le_bytes).as_flattened());
    end.extend([size, offset].map(u32::to_le_bytes).as_flattened());
    end.extend([0, 0]);
    end
}

/// All local members, and the directory of those whose numbers are in `entries`.
fn body(parts: &[Part], entries: impl Iterator<Item = usize>) -> (Vec<u8>, Vec<u8>, usize) {
    let (mut bytes, mut headers) = (Vec::new(), Vec::new());
    for part in parts {
        headers.push(u32::try_from(bytes.len()).unwrap());
        part.local(&mut bytes);
    }
    let (mut directory, mut count) = (Vec::new(), 0);
    for n in entries {
        parts[n].central(headers[n], &mut directory);
        count += 1;
    }
    (bytes, directory, count)
}

/// An archive with one directory entry a part.
pub(super) fn zip(parts: &[Part]) -> Vec<u8> {
    zip_with(parts, &(0..parts.len()).collect::<Vec<_>>())
}

/// An archive whose directory names the parts of these numbers.
pub(super) fn zip_with(parts: &[Part], entries: &[usize]) -> Vec<u8> {
    let (mut bytes, directory, count) = body(parts, entries.iter().copied());
    let [start, size] = [bytes.len(), directory.len()].map(|n| u32::try_from(n).unwrap());
    bytes.extend(directory);
    bytes.extend(end_record(0, u16::try_from(count % 65_536).unwrap(), size, start));
    bytes
}

/// An archive whose end record refers to a ZIP64 one for everything.
pub(super) fn zip64(parts: &[Part]) -> Vec<u8> {
    let (mut bytes, directory, count) = body(parts, 0..parts.len());
    let numbers = [count, count, directory.len(), bytes.len()].map(|n| (n as u64).to_le_bytes());
    bytes.extend(directory);
    let record = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(numbers.as_flattened());
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(record.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(end_record(0, u16::MAX, u32::MAX, u32::MAX));
    bytes
}
