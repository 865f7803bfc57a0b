//! Reading a source through one bounded buffer.
//!
//! In: an offset and a number of bytes. Out: a slice. Bytes already in memory are not copied.
//! Does not: know what the bytes mean; hold more than one window.

use crate::{ReadError, Source};

/// A bounded view on a source that moves where it is asked to.
pub(crate) struct Window<'s> {
    source: &'s dyn Source,
    whole: Option<&'s [u8]>,
    len: u64,
    buf: Vec<u8>,
    filled: usize,
    start: u64,
    size: usize,
    /// What was last peeked at.
    aside: [u8; 8],
}

impl<'s> Window<'s> {
    /// A window of `size` bytes (at least 64) on `source`.
    pub(crate) fn new(source: &'s dyn Source, size: usize) -> Self {
        let whole = source.as_slice();
        Self {
            source,
            whole,
            len: source.len(),
            buf: Vec::new(),
            filled: 0,
            start: 0,
            size: size.max(64),
            aside: [0; 8],
        }
    }

    /// Number of bytes of the source.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Up to 8 bytes from `at` on, fewer only at the end of the source; the window stays where it is.
    /// For looks ahead: a file of elements that each point far away would else move it twice for each.
    pub(crate) fn peek(&mut self, at: u64) -> Result<&[u8], ReadError> {
        let behind = self.start.saturating_add(self.filled as u64);
        let n = self.len.saturating_sub(at).min(8);
        if self.whole.is_some() || self.start <= at && at.saturating_add(n) <= behind {
            return self.bytes(at, 8);
        }
        let mut filled = 0;
        while (filled as u64) < n {
            let offset = at.saturating_add(filled as u64);
            let got = self.source.read_at(offset, self.aside.get_mut(filled..).unwrap_or_default())?;
            if got == 0 {
                break;
            }
            filled = filled.saturating_add(got);
        }
        Ok(self.aside.get(..filled).unwrap_or_default())
    }

    /// Up to `n` bytes from `at` on; fewer only at the end of the source. `n` may exceed the window,
    /// which then grows: callers bound it.
    pub(crate) fn bytes(&mut self, at: u64, n: usize) -> Result<&[u8], ReadError> {
        if let Some(whole) = self.whole {
            let from = usize::try_from(at).unwrap_or(usize::MAX).min(whole.len());
            let to = from.saturating_add(n).min(whole.len());
            return Ok(whole.get(from..to).unwrap_or_default());
        }
        let left = usize::try_from(self.len.saturating_sub(at)).unwrap_or(usize::MAX);
        let n = n.min(left);
        let inside = at.checked_sub(self.start).and_then(|skip| usize::try_from(skip).ok());
        if let Some(skip) = inside
            && skip.saturating_add(n) <= self.filled
        {
            return Ok(self.buf.get(skip..skip.saturating_add(n)).unwrap_or_default());
        }
        let size = self.size.max(n).min(left);
        self.buf.resize(size, 0);
        self.start = at;
        self.filled = 0;
        while self.filled < size {
            let offset = at.saturating_add(self.filled as u64);
            let got = self.source.read_at(offset, self.buf.get_mut(self.filled..).unwrap_or_default())?;
            if got == 0 {
                break;
            }
            self.filled = self.filled.saturating_add(got);
        }
        Ok(self.buf.get(..n.min(self.filled)).unwrap_or_default())
    }
}
