//! The structure of a stored ZIP around bytes that somebody else carries.
//!
//! In: name, length and CRC-32 of each member. Out: the bytes that stand before each member and at the end.
//! So a page can make a Blob of headers and slices of files, and never holds a package.
//! ZIP64 records are written wherever a number does not fit, and only there.
//!
//! Why our own: every known crate wants to carry the members' bytes itself. Read back in tests by crate `zip`.
//!
//! Source: PKWARE APPNOTE 6.3.10, 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3.

/// The 1st of January 1980, 00:00: the same in every package, so that the same package has the same bytes.
const DATE: u16 = 0x0021;
const FITS: u64 = 0xFFFF_FFFF;
/// Names are UTF-8 (general purpose bit 11).
const FLAGS: u16 = 0x0800;

/// Writes a ZIP's headers and directory.
#[derive(Debug, Default)]
pub struct ZipWriter {
    at: u64,
    directory: Vec<u8>,
    count: u64,
}

/// Length of the local header of a member with this name and length.
pub fn member_header_len(name: &str, bytes: u64) -> u64 {
    30 + name.len() as u64 + if bytes >= FITS { 20 } else { 0 }
}

fn put16(out: &mut Vec<u8>, n: u16) {
    out.extend_from_slice(&n.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, n: u32) {
    out.extend_from_slice(&n.to_le_bytes());
}

fn put64(out: &mut Vec<u8>, n: u64) {
    out.extend_from_slice(&n.to_le_bytes());
}

fn clip32(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn clip16(n: u64) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

impl ZipWriter {
    /// The local header of the next member; its `bytes` bytes follow.
    pub fn member(&mut self, name: &str, bytes: u64, crc32: u32) -> Vec<u8> {
        let is_long = bytes >= FITS;
        let version = if is_long { 45 } else { 20 };
        let mut header = Vec::with_capacity(64 + name.len());
        put32(&mut header, 0x0403_4B50);
        put16(&mut header, version);
        put16(&mut header, FLAGS);
        put16(&mut header, 0); // stored
        put16(&mut header, 0);
        put16(&mut header, DATE);
        put32(&mut header, crc32);
        for _ in 0..2 {
            put32(&mut header, if is_long { u32::MAX } else { clip32(bytes) });
        }
        put16(&mut header, clip16(name.len() as u64));
        put16(&mut header, if is_long { 20 } else { 0 });
        header.extend_from_slice(name.as_bytes());
        if is_long {
            put16(&mut header, 1);
            put16(&mut header, 16);
            put64(&mut header, bytes);
            put64(&mut header, bytes);
        }
        self.entry(name, bytes, crc32);
        self.count += 1;
        self.at += header.len() as u64 + bytes;
        header
    }

    fn entry(&mut self, name: &str, bytes: u64, crc32: u32) {
        let mut extra = Vec::new();
        if bytes >= FITS {
            put64(&mut extra, bytes);
            put64(&mut extra, bytes);
        }
        if self.at >= FITS {
            put64(&mut extra, self.at);
        }
        let version = if extra.is_empty() { 20 } else { 45 };
        let out = &mut self.directory;
        put32(out, 0x0201_4B50);
        put16(out, 0x0300 | version); // made by: Unix, so that no program changes the names
        put16(out, version);
        put16(out, FLAGS);
        put16(out, 0);
        put16(out, 0);
        put16(out, DATE);
        put32(out, crc32);
        for _ in 0..2 {
            put32(out, if bytes >= FITS { u32::MAX } else { clip32(bytes) });
        }
        put16(out, clip16(name.len() as u64));
        put16(out, if extra.is_empty() { 0 } else { clip16(extra.len() as u64 + 4) });
        put16(out, 0); // comment
        put16(out, 0); // disk
        put16(out, 0); // internal attributes
        put32(out, 0o100_644 << 16);
        put32(out, if self.at >= FITS { u32::MAX } else { clip32(self.at) });
        out.extend_from_slice(name.as_bytes());
        if !extra.is_empty() {
            put16(out, 1);
            put16(out, clip16(extra.len() as u64));
            out.extend_from_slice(&extra);
        }
    }

    /// The directory and end records, after the last member.
    pub fn finish(self) -> Vec<u8> {
        let (at, length, count) = (self.at, self.directory.len() as u64, self.count);
        let mut out = self.directory;
        if at >= FITS || length >= FITS || count >= 0xFFFF {
            put32(&mut out, 0x0606_4B50);
            put64(&mut out, 44);
            put16(&mut out, 0x0300 | 45);
            put16(&mut out, 45);
            put32(&mut out, 0);
            put32(&mut out, 0);
            put64(&mut out, count);
            put64(&mut out, count);
            put64(&mut out, length);
            put64(&mut out, at);
            put32(&mut out, 0x0706_4B50);
            put32(&mut out, 0);
            put64(&mut out, at + length);
            put32(&mut out, 1);
        }
        put32(&mut out, 0x0605_4B50);
        put32(&mut out, 0);
        put16(&mut out, clip16(count));
        put16(&mut out, clip16(count));
        put32(&mut out, clip32(length));
        put32(&mut out, clip32(at));
        put16(&mut out, 0);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut zip, mut out) = (ZipWriter::default(), Vec::new());
        for (name, bytes) in members {
            let header = zip.member(name, bytes.len() as u64, crc32fast::hash(bytes));
            assert_eq!(header.len() as u64, member_header_len(name, bytes.len() as u64));
            out.extend(header);
            out.extend_from_slice(bytes);
        }
        out.extend(zip.finish());
        out
    }

    #[test]
    fn another_program_reads_what_was_written() {
        let members: [(&str, &[u8]); 3] = [("a/b.dcm", b"bytes"), ("manifest.json", b"{}"), ("empty", b"")];
        let mut read = ::zip::ZipArchive::new(Cursor::new(archive(&members))).expect("a ZIP");
        assert_eq!(read.len(), 3);
        for (n, (name, bytes)) in members.iter().enumerate() {
            let mut member = read.by_index(n).expect("member");
            assert_eq!(member.name().expect("UTF-8"), *name);
            let mut got = Vec::new();
            member.read_to_end(&mut got).expect("whole, with the right CRC");
            assert_eq!(got, *bytes);
        }
    }

    #[test]
    fn more_members_than_16_bits_count_are_read_back() {
        let names: Vec<String> = (0..70_000).map(|n| n.to_string()).collect();
        let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        let read = ::zip::ZipArchive::new(Cursor::new(archive(&members))).expect("a ZIP64");
        assert_eq!(read.len(), 70_000);
    }

    #[test]
    fn a_member_beyond_4_gib_and_what_follows_it_have_zip64_records() {
        let mut zip = ZipWriter::default();
        let long = FITS + 5;
        let header = zip.member("long", long, 0);
        assert_eq!(header.len() as u64, member_header_len("long", long));
        assert!(header.windows(8).any(|w| w == long.to_le_bytes()));
        zip.member("after", 1, 0);
        let end = zip.finish();
        assert!(end.windows(4).any(|w| w == 0x0606_4B50u32.to_le_bytes()), "ZIP64 end record");
        let offset = long + header.len() as u64;
        assert!(end.windows(8).any(|w| w == offset.to_le_bytes()), "offset of the member behind it");
    }
}
