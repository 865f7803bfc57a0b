//! The output of a deflated stream, readable at any offset without ever lying in memory as a whole.
//!
//! In: a source that holds the stream (usually a [`Range`](crate::Range) of a file). Out: a
//! [`Source`] over what the stream says. It is inflated forward; on the way the inflater is
//! remembered every few MiB of output ([`Inflate::spacing`]), so that going back costs at most that
//! much inflating again, and reading on costs nothing extra.
//!
//! Memory, whatever the stream's length: 64 KiB of input, a 32 KiB window, an inflater of about
//! 11 KiB, and at most [`Inflate::MAX_POINTS`] restart points of window and inflater (43 KiB each, below
//! 3 MiB together); a longer stream gets them at wider spacing.
//!
//! Does not: judge the bytes before or after the stream ([`Inflated::consumed`] lets the caller do
//! it), compute a CRC, or read gzip's header.
//!
//! Sources: RFC 1951 (deflate), RFC 1950 (zlib).

mod cursor;
#[cfg(test)]
mod tests;

use std::sync::{Mutex, PoisonError};

use crate::{ReadCause, ReadError, Source};
use cursor::Cursor;

/// What stands around the deflated stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapper {
    /// Nothing: RFC 1951, as in ZIP and in DICOM's deflated transfer syntax.
    #[default]
    Raw,
    /// RFC 1950's header and check sum if the stream begins with `78` and `01`, `5E`, `9C` or `DA`,
    /// otherwise nothing. No encoder begins a raw stream so: the first block would be a stored one
    /// with padding bits set.
    ZlibOrRaw,
}

/// How a stream is to be inflated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inflate {
    /// What stands around the stream.
    pub wrapper: Wrapper,
    /// Most bytes of output; one more is [`ReadCause::Limit`].
    pub limit: u64,
    /// Bytes of output from one restart point to the next; doubled whenever [`Inflate::MAX_POINTS`] are full.
    pub spacing: u64,
}

impl Inflate {
    /// Restart points every 32 MiB, about a tenth of a second of inflating.
    pub const SPACING: u64 = 32 << 20;

    /// Most restart points that are kept for one stream.
    pub const MAX_POINTS: usize = 64;

    /// A raw stream of at most `limit` bytes of output.
    pub fn raw(limit: u64) -> Self {
        Self { wrapper: Wrapper::Raw, limit, spacing: Self::SPACING }
    }

    /// A stream with or without zlib's header, of at most `limit` bytes of output.
    pub fn zlib_or_raw(limit: u64) -> Self {
        Self { wrapper: Wrapper::ZlibOrRaw, ..Self::raw(limit) }
    }
}

/// The output of a deflated stream.
///
/// `Send` where the source is, and `Sync` where it is too: the one cursor stands behind a lock that
/// is held while a read inflates. Threads that read one member side by side should each have their
/// own `Inflated`.
pub struct Inflated<S> {
    source: S,
    len: u64,
    cursor: Mutex<Cursor>,
}

impl<S: Source> Inflated<S> {
    /// Inflates the whole stream once, to know its length.
    ///
    /// Cost: one pass over the stream.
    ///
    /// # Errors
    /// With the offset in the output: [`ReadCause::Corrupt`] if the stream is broken, ends early or
    /// fails zlib's check sum; [`ReadCause::Limit`] if it grows beyond `how.limit`; and whatever the
    /// source says.
    pub fn open(source: S, how: Inflate) -> Result<Self, ReadError> {
        Self::open_with(source, how, |_| ())
    }

    /// Like [`open`](Self::open), and shows every byte of the output to `seen`, in order, once. For
    /// a check sum that would otherwise need a second pass.
    ///
    /// # Errors
    /// Those of [`open`](Self::open); `seen` has then had the bytes before.
    pub fn open_with(source: S, how: Inflate, mut seen: impl FnMut(&[u8])) -> Result<Self, ReadError> {
        let mut cursor = Cursor::new(&source, how)?;
        while !cursor.is_done() {
            let from = cursor.produced();
            cursor.advance(&source, u64::MAX)?;
            seen(cursor.kept(from));
        }
        Ok(Self { source, len: cursor.produced(), cursor: Mutex::new(cursor) })
    }

    /// Takes the output's length from elsewhere (a ZIP directory) and inflates only what is read.
    ///
    /// Where the stream says less than `len` bytes, or is broken, reading there fails with
    /// [`ReadCause::Corrupt`]; what it says beyond `len` is never shown.
    ///
    /// # Errors
    /// Only the source's, and only with [`Wrapper::ZlibOrRaw`].
    pub fn declared(source: S, len: u64, how: Inflate) -> Result<Self, ReadError> {
        let cursor = Cursor::new(&source, how)?;
        Ok(Self { source, len, cursor: Mutex::new(cursor) })
    }

    /// How many bytes of the source the stream used, header and check sum included. After
    /// [`declared`](Self::declared) this is only known up to where it was read furthest.
    pub fn consumed(&self) -> u64 {
        self.cursor.lock().unwrap_or_else(PoisonError::into_inner).consumed()
    }
}

impl<S: Source> Source for Inflated<S> {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        let left = usize::try_from(self.len.saturating_sub(offset)).unwrap_or(usize::MAX);
        let want = left.min(buf.len());
        // A source that panicked below us left the cursor as it was before: it moves only afterwards.
        let mut cursor = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        let mut done = 0_usize;
        while let Some(rest) = buf.get_mut(done..want).filter(|rest| !rest.is_empty()) {
            let at = offset.saturating_add(done as u64);
            let kept = cursor.kept(at);
            let n = kept.len().min(rest.len());
            if let (Some(from), Some(to)) = (kept.get(..n), rest.get_mut(..n)) {
                to.copy_from_slice(from);
            }
            if n == 0 {
                cursor.seek(at);
                if cursor.is_done() {
                    return Err(ReadError::new(cursor.produced(), ReadCause::Corrupt));
                }
                cursor.advance(&self.source, at.saturating_add(rest.len() as u64))?;
            }
            done = done.saturating_add(n);
        }
        Ok(want)
    }
}
