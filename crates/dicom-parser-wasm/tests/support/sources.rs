//! Sources that give what they have to, but not as one would like it.

use dicom_parser_wasm::{ReadError, Source};
use std::cell::Cell;

/// Bytes in memory behind a source that hides it and gives at most `most` bytes at a time.
pub struct Trickle<'a> {
    pub bytes: &'a [u8],
    pub most: usize,
    /// Bytes handed over so far.
    pub given: Cell<u64>,
}

impl<'a> Trickle<'a> {
    pub fn new(bytes: &'a [u8], most: usize) -> Self {
        Self { bytes, most, given: Cell::new(0) }
    }
}

impl Source for Trickle<'_> {
    fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let from = usize::try_from(offset).unwrap().min(self.bytes.len());
        let n = buf.len().min(self.bytes.len() - from).min(self.most);
        buf[..n].copy_from_slice(&self.bytes[from..from + n]);
        self.given.set(self.given.get() + n as u64);
        Ok(n)
    }
}
