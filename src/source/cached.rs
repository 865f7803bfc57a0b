//! A window on a source whose single reads are dear: a disk, a browser's `File`.
//!
//! Does not: hold more than one window, or change what is read.

use super::{ReadError, Source};
use std::cell::RefCell;

/// A source that reads `size` bytes at a time and answers from them as long as it can.
#[derive(Debug)]
pub struct Cached<S> {
    source: S,
    size: usize,
    window: RefCell<Window>,
}

#[derive(Debug, Default)]
struct Window {
    start: u64,
    bytes: Vec<u8>,
}

impl<S: Source> Cached<S> {
    /// A cache of `size` bytes on `source`.
    pub fn new(source: S, size: usize) -> Self {
        Self { source, size, window: RefCell::default() }
    }
}

impl<S: Source> Source for Cached<S> {
    fn len(&self) -> u64 {
        self.source.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        if buf.len() >= self.size {
            return self.source.read_at(offset, buf);
        }
        let mut window = self.window.borrow_mut();
        let skip = offset.checked_sub(window.start).and_then(|skip| usize::try_from(skip).ok());
        let inside = skip.filter(|skip| *skip < window.bytes.len());
        let skip = match inside {
            // A read across the end of the window moves it, so that callers get all they ask for.
            Some(skip) if window.bytes.len() - skip >= buf.len() || self.ends_at(&window) => skip,
            _ => {
                let left = usize::try_from(self.len().saturating_sub(offset)).unwrap_or(usize::MAX);
                let mut bytes = std::mem::take(&mut window.bytes);
                bytes.resize(self.size.min(left), 0);
                let mut filled = 0;
                while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
                    match self.source.read_at(offset + filled as u64, rest)? {
                        0 => break,
                        n => filled += n,
                    }
                }
                bytes.truncate(filled);
                *window = Window { start: offset, bytes };
                0
            }
        };
        let from = window.bytes.get(skip..).unwrap_or_default();
        let n = from.len().min(buf.len());
        buf.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        Ok(n)
    }

    fn as_slice(&self) -> Option<&[u8]> {
        self.source.as_slice()
    }
}

impl<S: Source> Cached<S> {
    fn ends_at(&self, window: &Window) -> bool {
        window.start + window.bytes.len() as u64 >= self.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;
    use proptest::prelude::*;

    /// Memory that does not show its slice, so that reads go through the window.
    struct Hidden(Vec<u8>);

    impl Source for Hidden {
        fn len(&self) -> u64 {
            self.0.len() as u64
        }
        fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
            let n = buf.len().min(7);
            Memory(&self.0).read_at(offset, buf.get_mut(..n).unwrap_or_default())
        }
    }

    proptest! {
        #[test]
        fn any_window_gives_the_same_bytes(
            bytes in prop::collection::vec(any::<u8>(), 0..300),
            size in 1usize..64,
            reads in prop::collection::vec((0u64..320, 0usize..80), 1..20),
        ) {
            let cached = Cached::new(Hidden(bytes.clone()), size);
            for (offset, n) in reads {
                let mut got = vec![0; n];
                let mut filled = 0;
                while filled < n {
                    match cached.read_at(offset + filled as u64, &mut got[filled..])? {
                        0 => break,
                        more => filled += more,
                    }
                }
                let from = bytes.get(offset.min(bytes.len() as u64) as usize..).unwrap_or_default();
                prop_assert_eq!(&got[..filled], &from[..n.min(from.len())]);
            }
        }
    }
}
