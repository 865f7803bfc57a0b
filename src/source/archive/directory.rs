//! The central directory: where it stands, and its entries one by one.
//!
//! Does not: keep entries (memory is one entry), judge them, or read local headers.
//!
//! Source: PKWARE APPNOTE.TXT 6.3.10, of which numbers in comments are sections.

use super::ArchiveError;
use crate::source::Source;

const END: u64 = 22;
const END_SIGNATURE: u32 = 0x0605_4B50;
const LOCATOR: u64 = 20;
const LOCATOR_SIGNATURE: u32 = 0x0706_4B50;
const END64: u64 = 56;
const END64_SIGNATURE: u32 = 0x0606_4B50;
const ENTRY: usize = 46;
const ENTRY_SIGNATURE: u32 = 0x0201_4B50;
/// The end record's comment is at most this long.
const COMMENT: u64 = 0xFFFF;
/// Bytes of directory read at once; more than the longest entry (46 + 3 × 65,535).
const BUFFER: usize = 256 << 10;

/// Numbers in little endian, one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    fn next<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }
    pub(super) fn u16(&mut self) -> Option<u16> {
        self.next().map(u16::from_le_bytes)
    }
    pub(super) fn u32(&mut self) -> Option<u32> {
        self.next().map(u32::from_le_bytes)
    }
    fn u64(&mut self) -> Option<u64> {
        self.next().map(u64::from_le_bytes)
    }
    fn bytes(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }
    pub(super) fn skip(&mut self, n: usize) -> Option<()> {
        self.bytes(n).map(|_| ())
    }
}

/// The field of this id in an extra field (4.5.1), as far as the extra field holds together.
pub(super) fn extra(bytes: &[u8], id: u16) -> Option<&[u8]> {
    let mut fields = Fields(bytes);
    loop {
        let (found, len) = (fields.u16()?, fields.u16()?);
        let data = fields.bytes(usize::from(len))?;
        if found == id {
            return Some(data);
        }
    }
}

/// Where the directory stands.
pub(super) struct Directory {
    /// Offset of the first entry.
    pub(super) start: u64,
    /// Bytes of all entries.
    pub(super) size: u64,
    /// What must be added to every offset, as the archive stands behind other bytes.
    pub(super) shift: u64,
    /// Number of entries; their lowest 16 bits unless `is_wide`.
    count: u64,
    is_wide: bool,
    /// Offset of the end record, for messages.
    end: u64,
}

impl Directory {
    /// Finds the end record, the ZIP64 one if there is, and the directory before it.
    pub(super) fn find(source: &dyn Source) -> Result<Self, ArchiveError> {
        let (end, record) = find_end(source)?;
        let damaged = ArchiveError::Damaged { at: end };
        let mut fields = Fields(&record);
        let mut read = || {
            fields.skip(4)?;
            let (disk, start_disk) = (fields.u16()?, fields.u16()?);
            fields.skip(2)?;
            Some((disk, start_disk, fields.u16()?, fields.u32()?, fields.u32()?))
        };
        let (disk, start_disk, count, size, offset) = read().ok_or(damaged.clone())?;
        let wide = End64::find(source, end)?;
        if [disk, start_disk].iter().any(|&d| d != 0 && !(d == u16::MAX && wide.is_some())) {
            return Err(ArchiveError::Split);
        }
        let (mut count, mut size, mut offset) = (u64::from(count), u64::from(size), u64::from(offset));
        let (mut directory_end, mut is_wide) = (end, false);
        if let Some(wide) = wide {
            // 4.4.1.4: a number that does not fit is all ones, and stands in the ZIP64 record.
            is_wide = count == u64::from(u16::MAX);
            count = if is_wide { wide.count } else { count };
            size = if size == u64::from(u32::MAX) { wide.size } else { size };
            offset = if offset == u64::from(u32::MAX) { wide.offset } else { offset };
            directory_end = wide.at;
        }
        // The directory ends where the end record begins. If it then begins later than it says, all
        // offsets count from the end of other bytes (a self-extractor) — unless a directory is where
        // it says, with something between it and the end record (a signature, 4.3.13).
        let computed = directory_end.checked_sub(size).ok_or(damaged.clone())?;
        let fits = offset.checked_add(size).is_some_and(|end| end <= directory_end);
        let start =
            if fits && (size == 0 || signature(source, offset)? == ENTRY_SIGNATURE) { offset } else { computed };
        let shift = start.checked_sub(offset).ok_or(damaged)?;
        Ok(Self { start, size, shift, count, is_wide, end })
    }
}

/// The last end record whose comment reaches to the source's end, zeros behind it allowed: media
/// and copying programs pad. Anything else behind it means that it belongs to an archive inside,
/// and that this one was cut off.
fn find_end(source: &dyn Source) -> Result<(u64, [u8; END as usize]), ArchiveError> {
    let start = source.len().saturating_sub(END + COMMENT);
    let mut tail = vec![0; usize::try_from(source.len().saturating_sub(start)).unwrap_or(0)];
    let n = source.read_at(start, &mut tail)?;
    tail.truncate(n);
    let used = tail.iter().rposition(|&byte| byte != 0).map_or(0, |last| last.saturating_add(1));
    let found = tail.windows(END as usize).enumerate().rev().find_map(|(at, window)| {
        let mut fields = Fields(window);
        fields.u32().filter(|&signature| signature == END_SIGNATURE)?;
        fields.skip(16)?;
        let comment_end = at.saturating_add(END as usize).saturating_add(usize::from(fields.u16()?));
        ((used..=tail.len()).contains(&comment_end)).then_some((at as u64, *window.first_chunk()?))
    });
    let (at, record) = found.ok_or(ArchiveError::Damaged { at: source.len() })?;
    Ok((start.saturating_add(at), record))
}

fn signature(source: &dyn Source, at: u64) -> Result<u32, ArchiveError> {
    let mut bytes = [0; 4];
    source.read_at(at, &mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// What is of use in the ZIP64 end record (4.3.14).
struct End64 {
    at: u64,
    count: u64,
    size: u64,
    offset: u64,
}

impl End64 {
    /// The record to which the locator before the end record points (4.3.15), if there is one.
    fn find(source: &dyn Source, end: u64) -> Result<Option<Self>, ArchiveError> {
        let Some(locator_at) = end.checked_sub(LOCATOR) else { return Ok(None) };
        let mut locator = [0; LOCATOR as usize];
        source.read_at(locator_at, &mut locator)?;
        let mut fields = Fields(&locator);
        if fields.u32() != Some(LOCATOR_SIGNATURE) {
            return Ok(None);
        }
        let (Some(disk), Some(offset), Some(disks)) = (fields.u32(), fields.u64(), fields.u32()) else {
            return Ok(None);
        };
        if disk != 0 || disks > 1 {
            return Err(ArchiveError::Split);
        }
        // Behind other bytes the offset is too small; then the record stands right before the locator.
        for at in [offset, locator_at.saturating_sub(END64)] {
            let mut record = [0; END64 as usize];
            if at.checked_add(END64).is_some_and(|end| end <= locator_at) {
                source.read_at(at, &mut record)?;
            }
            if let Some(found) = Self::read(at, &record) {
                return Ok(Some(found));
            }
        }
        Err(ArchiveError::Damaged { at: locator_at })
    }

    fn read(at: u64, record: &[u8]) -> Option<Self> {
        let mut fields = Fields(record);
        fields.u32().filter(|&signature| signature == END64_SIGNATURE)?;
        fields.skip(28)?; // its own size, versions, disks, entries on this disk
        Some(Self { at, count: fields.u64()?, size: fields.u64()?, offset: fields.u64()? })
    }
}

/// One entry (4.3.12), its numbers already widened by ZIP64.
pub(super) struct Entry<'a> {
    flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) len: u64,
    pub(super) header: u64,
    external: u32,
    pub(super) name: &'a [u8],
    pub(super) extra: &'a [u8],
    /// Its ZIP64 numbers are missing, or it stands on another disk.
    pub(super) is_broken: bool,
}

impl<'a> Entry<'a> {
    const STORED: u16 = 0;
    pub(super) const DEFLATED: u16 = 8;
    const AES: u16 = 99;
    const ZIP64: u16 = 0x0001;

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut fields = Fields(bytes);
        fields.skip(8)?; // signature, versions
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip(4)?; // time
        let (crc, packed, len) = (fields.u32()?, fields.u32()?, fields.u32()?);
        let (name, extra_len) = (fields.u16()?, fields.u16()?);
        fields.skip(2)?; // length of the comment
        let disk = fields.u16()?;
        fields.skip(2)?;
        let (external, header) = (fields.u32()?, fields.u32()?);
        let (name, extra_field) = (fields.bytes(usize::from(name))?, fields.bytes(usize::from(extra_len))?);
        // 4.5.3: only the numbers that are all ones stand there, in this order. Without such a field
        // all ones is the number itself.
        let wide = extra(extra_field, Self::ZIP64);
        let mut wide = wide.map(Fields);
        let mut is_broken = disk != 0 && disk != u16::MAX;
        let mut widen = |number: u32| match &mut wide {
            Some(fields) if number == u32::MAX => fields.u64().unwrap_or_else(|| {
                is_broken = true;
                0
            }),
            _ => u64::from(number),
        };
        let (len, packed, header) = (widen(len), widen(packed), widen(header));
        Some(Self { flags, method, crc, packed, len, header, external, name, extra: extra_field, is_broken })
    }

    pub(super) fn is_utf8(&self) -> bool {
        self.flags & 0x0800 != 0
    }

    pub(super) fn is_encrypted(&self) -> bool {
        Self::says_encrypted(self.flags, self.method)
    }

    /// 4.4.4: bit 0, bit 6 (strong), bit 13 (the directory, too); or AES (appendix E).
    pub(super) fn says_encrypted(flags: u16, method: u16) -> bool {
        flags & 0x2041 != 0 || method == Self::AES
    }

    /// Stored or deflated, and not a patch of another file (4.4.4, bit 5).
    pub(super) fn is_supported(&self) -> bool {
        matches!(self.method, Self::STORED | Self::DEFLATED) && self.flags & 0x20 == 0
    }

    /// MS-DOS's folder bit, or Unix's kind of file in the upper half.
    pub(super) fn is_folder(&self) -> bool {
        self.external & 0x10 != 0 || self.external >> 28 == 0x4
    }

    /// Unix's symbolic link, pipe, devices and socket. Other systems leave the upper half zero.
    pub(super) fn is_link(&self) -> bool {
        matches!(self.external >> 28, 0xA | 0x1 | 0x2 | 0x6 | 0xC)
    }
}

/// The directory's entries, one after the other.
pub(super) struct Entries<'a> {
    source: &'a dyn Source,
    directory: &'a Directory,
    buffer: Vec<u8>,
    /// The unread part of the buffer begins here.
    start: usize,
    /// Offset in the source of the buffer's end.
    at: u64,
    count: u64,
}

impl<'a> Entries<'a> {
    pub(super) fn new(source: &'a dyn Source, directory: &'a Directory) -> Self {
        Self { source, directory, buffer: Vec::new(), start: 0, at: directory.start, count: 0 }
    }

    /// The next entry; none behind the last.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] where an entry has no signature, reaches past the directory, or
    /// where their number is not the announced one.
    pub(super) fn next(&mut self) -> Result<Option<Entry<'_>>, ArchiveError> {
        self.fill()?;
        let rest = self.buffer.len().saturating_sub(self.start);
        let here = ArchiveError::Damaged { at: self.at.saturating_sub(rest as u64) };
        if rest == 0 {
            // 4.4.21: old programs wrote more than 65,535 entries and their number modulo 65,536.
            let mask = if self.directory.is_wide { u64::MAX } else { u64::from(u16::MAX) };
            return if self.count & mask == self.directory.count {
                Ok(None)
            } else {
                Err(ArchiveError::Damaged { at: self.directory.end })
            };
        }
        let bytes = self.buffer.get(self.start..).unwrap_or_default();
        let len = entry_len(bytes).filter(|&len| len <= bytes.len());
        let entry = len.and_then(|len| bytes.get(..len)).and_then(Entry::read).ok_or(here)?;
        self.start = self.start.saturating_add(len.unwrap_or(0));
        self.count = self.count.saturating_add(1);
        Ok(Some(entry))
    }

    /// Has the longest possible entry in the buffer, or all that is left.
    fn fill(&mut self) -> Result<(), ArchiveError> {
        let end = self.directory.start.saturating_add(self.directory.size);
        let rest = self.buffer.len().saturating_sub(self.start);
        if rest >= ENTRY + 3 * 0xFFFF || self.at >= end {
            return Ok(());
        }
        self.buffer.drain(..self.start);
        self.start = 0;
        let more = usize::try_from(end.saturating_sub(self.at)).unwrap_or(BUFFER).min(BUFFER);
        self.buffer.resize(rest.saturating_add(more), 0);
        let n = self.source.read_at(self.at, self.buffer.get_mut(rest..).unwrap_or_default())?;
        self.buffer.truncate(rest.saturating_add(n));
        self.at = self.at.saturating_add(n as u64);
        if n == 0 { Err(ArchiveError::Damaged { at: self.at }) } else { Ok(()) }
    }
}

/// Bytes of the entry that begins here, comment included.
fn entry_len(bytes: &[u8]) -> Option<usize> {
    let mut fields = Fields(bytes);
    fields.u32().filter(|&signature| signature == ENTRY_SIGNATURE)?;
    fields.skip(24)?;
    let lens = [fields.u16()?, fields.u16()?, fields.u16()?];
    Some(lens.into_iter().map(usize::from).fold(ENTRY, usize::saturating_add))
}
