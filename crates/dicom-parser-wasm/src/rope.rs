//! An output as a list of pieces: bytes of our own, ranges of a source, runs of one byte.
//!
//! What is kept is never copied here: a page makes a Blob of the pieces, a program copies the
//! ranges. Each piece of our own says why it was written, so that every byte of an output can be
//! accounted for.
//!
//! Does not: read the source, or know what a reason ([`Why`]) means.

use crate::{ReadError, Source};

/// The caller's number for the reason of a piece: a rule, or one of the writer's own ([`Why::STRUCTURE`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Why(pub u32);

impl Why {
    /// Lengths, delimiters and padding that had to be written anew because something inside changed.
    pub const STRUCTURE: Why = Why(u32::MAX);
}

/// One piece of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes that the writer made, and why.
    Own(&'a [u8], Why),
    /// `len` bytes of the source from `start` on.
    Source {
        /// Offset of the first byte in the source.
        start: u64,
        /// Number of bytes, never 0.
        len: u64,
    },
    /// The same byte, `len` times.
    Fill {
        /// The byte.
        byte: u8,
        /// How often, never 0.
        len: u64,
        /// Why it is there.
        why: Why,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    // A marked part may be replaced later, so nothing is joined to it.
    Own { start: usize, end: usize, why: Why, marked: bool },
    Source { start: u64, len: u64, marked: bool },
    Fill { byte: u8, len: u64, why: Why },
}

/// An output: pieces in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rope {
    own: Vec<u8>,
    parts: Vec<Part>,
}

/// A place in a rope where bytes of our own stand that may still be overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    part: usize,
}

impl Rope {
    /// An empty rope.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all pieces, keeps the memory.
    pub fn clear(&mut self) {
        self.own.clear();
        self.parts.clear();
    }

    /// Adds bytes of our own.
    pub fn own(&mut self, bytes: &[u8], why: Why) {
        if bytes.is_empty() {
            return;
        }
        let start = self.own.len();
        self.own.extend_from_slice(bytes);
        let end = self.own.len();
        if let Some(Part::Own { end: last, why: same, marked: false, .. }) = self.parts.last_mut()
            && *last == start
            && *same == why
        {
            *last = end;
            return;
        }
        self.parts.push(Part::Own { start, end, why, marked: false });
    }

    /// Adds a range of the source; joins it with the piece before where they touch.
    pub fn source(&mut self, start: u64, len: u64) {
        if len == 0 {
            return;
        }
        if let Some(Part::Source { start: s, len: l, marked: false }) = self.parts.last_mut()
            && s.checked_add(*l) == Some(start)
        {
            *l = l.saturating_add(len);
            return;
        }
        self.parts.push(Part::Source { start, len, marked: false });
    }

    /// Adds a run of one byte.
    pub fn fill(&mut self, byte: u8, len: u64, why: Why) {
        if len > 0 {
            self.parts.push(Part::Fill { byte, len, why });
        }
    }

    /// Adds a range of the source that stays a piece of its own and may be [replaced](Self::replace) later.
    pub fn source_marked(&mut self, start: u64, len: u64) -> Mark {
        let part = self.parts.len();
        self.parts.push(Part::Source { start, len, marked: true });
        Mark { part }
    }

    /// Adds bytes of our own that stay a piece of their own and may be [replaced](Self::replace) later.
    pub fn own_marked(&mut self, bytes: &[u8], why: Why) -> Mark {
        let part = self.parts.len();
        let start = self.own.len();
        self.own.extend_from_slice(bytes);
        self.parts.push(Part::Own { start, end: self.own.len(), why, marked: true });
        Mark { part }
    }

    /// Puts bytes of our own in the place of a marked piece.
    pub fn replace(&mut self, mark: Mark, bytes: &[u8], why: Why) {
        if let Some(part) = self.parts.get_mut(mark.part) {
            let start = self.own.len();
            self.own.extend_from_slice(bytes);
            *part = Part::Own { start, end: self.own.len(), why, marked: true };
        }
    }

    /// Adds all pieces of another rope over the same source.
    pub fn append(&mut self, other: &Rope) {
        for piece in other.pieces() {
            match piece {
                Piece::Own(bytes, why) => self.own(bytes, why),
                Piece::Source { start, len } => self.source(start, len),
                Piece::Fill { byte, len, why } => self.fill(byte, len, why),
            }
        }
    }

    /// Number of bytes of the whole output.
    pub fn len(&self) -> u64 {
        self.parts.iter().fold(0u64, |sum, part| {
            sum.saturating_add(match *part {
                Part::Own { start, end, .. } => end.saturating_sub(start) as u64,
                Part::Source { len, .. } | Part::Fill { len, .. } => len,
            })
        })
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pieces in order, none of them empty.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.parts.iter().filter_map(|part| match *part {
            Part::Own { start, end, why, .. } => {
                self.own.get(start..end).filter(|bytes| !bytes.is_empty()).map(|bytes| Piece::Own(bytes, why))
            }
            Part::Source { len: 0, .. } | Part::Fill { len: 0, .. } => None,
            Part::Source { start, len, .. } => Some(Piece::Source { start, len }),
            Part::Fill { byte, len, why } => Some(Piece::Fill { byte, len, why }),
        })
    }

    /// Hands the output over, in chunks of at most `window` bytes (at least 1).
    ///
    /// # Errors
    /// [`ReadError`] of the source, and [`ReadCause::Changed`](crate::ReadCause::Changed) when the
    /// source ends before a range of it does.
    pub fn pour<S: Source + ?Sized, E: From<ReadError>>(
        &self,
        source: &S,
        window: usize,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let window = window.max(1);
        let whole = source.as_slice();
        let mut buf = Vec::new();
        for piece in self.pieces() {
            match piece {
                Piece::Own(bytes, _) => take(bytes)?,
                Piece::Fill { byte, mut len, .. } => {
                    buf.clear();
                    buf.resize(window, byte);
                    while len > 0 {
                        let n = usize::try_from(len).unwrap_or(window).min(window);
                        take(buf.get(..n).unwrap_or_default())?;
                        len = len.saturating_sub(n as u64);
                    }
                }
                Piece::Source { start, len } => {
                    let changed = |at| ReadError::new(at, crate::ReadCause::Changed);
                    if let Some(whole) = whole {
                        let range = usize::try_from(start)
                            .ok()
                            .zip(usize::try_from(start.saturating_add(len)).ok())
                            .and_then(|(a, b)| whole.get(a..b));
                        take(range.ok_or_else(|| changed(start))?)?;
                        continue;
                    }
                    let (mut at, end) = (start, start.saturating_add(len));
                    buf.resize(window, 0);
                    while at < end {
                        let n = usize::try_from(end.saturating_sub(at)).unwrap_or(window).min(window);
                        let part = buf.get_mut(..n).unwrap_or_default();
                        let got = source.read_at(at, part)?;
                        if got == 0 {
                            return Err(changed(at).into());
                        }
                        take(buf.get(..got).unwrap_or_default())?;
                        at = at.saturating_add(got as u64);
                    }
                }
            }
        }
        Ok(())
    }

    /// The whole output in memory. For tests and small files.
    ///
    /// # Errors
    /// As [`pour`](Self::pour).
    pub fn to_vec<S: Source + ?Sized>(&self, source: &S) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::with_capacity(usize::try_from(self.len()).unwrap_or(0).min(1 << 24));
        self.pour(source, 1 << 16, |bytes| {
            out.extend_from_slice(bytes);
            Ok::<(), ReadError>(())
        })?;
        Ok(out)
    }
}
