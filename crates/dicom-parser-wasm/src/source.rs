//! Where bytes come from.
//!
//! In: an offset and a buffer. Out: bytes. A file, a browser's `File`, memory and a member of an
//! archive all look the same, so that nothing above needs to hold a file.
//!
//! Does not: know what the bytes mean, cache (that is [`Window`](crate::window::Window)), or write.

use std::fmt;

/// Bytes that can be read at any offset, and whose number is known.
///
/// Implementations give the same bytes for the same offset as long as they live.
pub trait Source {
    /// Number of bytes.
    fn len(&self) -> u64;

    /// Whether there are no bytes at all.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads bytes from `offset` on into `buf` and says how many. Fewer than `buf.len()` only at
    /// the end of the source; 0 at or past it.
    ///
    /// # Errors
    /// [`ReadError`] when the bytes cannot be had: the disk failed, the file changed or is gone, a
    /// compressed stream is broken.
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError>;

    /// All bytes at once where they already lie in memory. Saves copying, changes nothing else.
    fn as_slice(&self) -> Option<&[u8]> {
        None
    }
}

/// Bytes could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadError {
    /// Offset of the first byte that was asked for.
    pub at: u64,
    /// What stood in the way.
    pub cause: ReadCause,
}

/// Why bytes could not be had. Never holds a path or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadCause {
    /// The operating system or the browser said no.
    Io(std::io::ErrorKind),
    /// The bytes are no longer those of the first reading.
    Changed,
    /// A compressed stream is broken at this offset of its own output.
    Corrupt,
    /// A limit was met: the stream grows beyond what was allowed.
    Limit,
}

impl ReadError {
    /// An error at `at` because of `cause`.
    pub fn new(at: u64, cause: ReadCause) -> Self {
        Self { at, cause }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match &self.cause {
            ReadCause::Io(kind) => return write!(f, "cannot read at byte {}: {kind}", self.at),
            ReadCause::Changed => "the file changed while it was read",
            ReadCause::Corrupt => "the compressed stream is broken",
            ReadCause::Limit => "the stream is longer than the limit",
        };
        write!(f, "cannot read at byte {}: {what}", self.at)
    }
}

impl std::error::Error for ReadError {}

/// A source over bytes in memory.
#[derive(Clone, Copy, Debug)]
pub struct Memory<T>(pub T);

impl<T: AsRef<[u8]>> Source for Memory<T> {
    fn len(&self) -> u64 {
        self.0.as_ref().len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.as_ref().get(at..)).unwrap_or_default();
        let n = rest.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        Ok(n)
    }

    fn as_slice(&self) -> Option<&[u8]> {
        Some(self.0.as_ref())
    }
}

impl<S: Source + ?Sized> Source for &S {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        (**self).read_at(offset, buf)
    }

    fn as_slice(&self) -> Option<&[u8]> {
        (**self).as_slice()
    }
}

impl<S: Source + ?Sized> Source for Box<S> {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        (**self).read_at(offset, buf)
    }

    fn as_slice(&self) -> Option<&[u8]> {
        (**self).as_slice()
    }
}

/// A part of another source, from `start`, `len` bytes long (clipped to what is there).
#[derive(Clone, Copy, Debug)]
pub struct Range<S> {
    source: S,
    start: u64,
    len: u64,
}

impl<S: Source> Range<S> {
    /// The bytes `start .. start + len` of `source`, as far as they exist.
    pub fn new(source: S, start: u64, len: u64) -> Self {
        let start = start.min(source.len());
        let len = len.min(source.len().saturating_sub(start));
        Self { source, start, len }
    }
}

impl<S: Source> Source for Range<S> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let left = self.len.saturating_sub(offset);
        let n = usize::try_from(left).unwrap_or(usize::MAX).min(buf.len());
        match buf.get_mut(..n) {
            Some(part) if n > 0 => self.source.read_at(self.start.saturating_add(offset), part),
            _ => Ok(0),
        }
    }

    fn as_slice(&self) -> Option<&[u8]> {
        let start = usize::try_from(self.start).ok()?;
        let end = start.checked_add(usize::try_from(self.len).ok()?)?;
        self.source.as_slice()?.get(start..end)
    }
}
