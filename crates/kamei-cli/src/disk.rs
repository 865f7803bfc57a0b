//! Files as sources.
//!
//! Does not: hold a file longer than it is worked on; follow anything.

use kamei::source::{Cached, Memory, ReadCause, ReadError, Source};
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

/// Files up to this many bytes are read whole.
const SMALL: u64 = 4 << 20;
/// Bytes that are read at a time of larger ones.
const WINDOW: usize = 256 << 10;

/// What tells whether a file is still the same without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    len: u64,
    modified: Option<SystemTime>,
    /// Which file it is and when it was changed in any way: the time above can be set back.
    #[cfg(unix)]
    changed: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(metadata: &std::fs::Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            changed: (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// A file on disk.
struct Disk {
    file: File,
    len: u64,
}

impl Source for Disk {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> Result<usize, ReadError> {
        #[cfg(unix)]
        let got = std::os::unix::fs::FileExt::read_at(&self.file, buf, offset);
        #[cfg(windows)]
        let got = std::os::windows::fs::FileExt::seek_read(&self.file, buf, offset);
        got.map_err(|error| ReadError::new(offset, ReadCause::Io(error.kind())))
    }
}

/// Opens a file of which only a part is wanted.
pub(crate) fn open_large(path: &Path) -> std::io::Result<(Cached<impl Source>, Stamp)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let stamp = Stamp::of(&metadata);
    Ok((Cached::new(Disk { file, len: stamp.len }, WINDOW), stamp))
}

/// All bytes of a small source that is dear to read twice; `None` for a larger one.
pub(crate) fn whole(source: &dyn Source) -> Result<Option<Vec<u8>>, ReadError> {
    let Some(len) = usize::try_from(source.len()).ok().filter(|len| *len as u64 <= SMALL) else { return Ok(None) };
    let mut bytes = vec![0; len];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read_at(filled as u64, rest)? {
            0 => return Err(ReadError::new(filled as u64, ReadCause::Changed)),
            n => filled += n,
        }
    }
    Ok(Some(bytes))
}

/// Opens a file; small ones are read whole.
pub(crate) fn open(path: &Path) -> std::io::Result<(Box<dyn Source>, Stamp)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let stamp = Stamp::of(&metadata);
    if stamp.len <= SMALL {
        // One call where the length is true. A file that grows meanwhile is found out by its stamp.
        let mut bytes = vec![0; usize::try_from(stamp.len).unwrap_or(0)];
        let filled = fill(&file, &mut bytes)?;
        bytes.truncate(filled);
        return Ok((Box::new(Memory(bytes)), stamp));
    }
    Ok((Box::new(Cached::new(Disk { file, len: stamp.len }, WINDOW)), stamp))
}

/// Opens a file that begins as a ZIP does; `None` for all others. Reads four bytes of those.
pub(crate) fn open_if_archive(path: &Path) -> std::io::Result<Option<Box<dyn Source>>> {
    let file = File::open(path)?;
    let mut head = [0; 4];
    fill(&file, &mut head)?;
    if !head.starts_with(b"PK") {
        return Ok(None);
    }
    let len = file.metadata()?.len();
    Ok(Some(Box::new(Cached::new(Disk { file, len }, WINDOW))))
}

/// Reads as much as fits, or as there is, and says how much.
fn fill(mut file: &File, buf: &mut [u8]) -> std::io::Result<usize> {
    use std::io::Read;
    let mut filled = 0;
    while let Some(rest) = buf.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            n => filled += n,
        }
    }
    Ok(filled)
}

/// The stamp of a file as it is now.
pub(crate) fn stamp(path: &Path) -> std::io::Result<Stamp> {
    let metadata = std::fs::metadata(path)?;
    Ok(Stamp::of(&metadata))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_changed_and_set_back_is_another() {
        let folder = std::env::temp_dir().join(format!("kamei-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("folder");
        let path = folder.join("x");
        std::fs::write(&path, b"one").expect("written");
        let before = stamp(&path).expect("there");
        // Clocks of file systems tick every few milliseconds.
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&path, b"two").expect("written");
        let file = File::options().write(true).open(&path).expect("open");
        file.set_modified(before.modified.expect("a time")).expect("set back");
        assert_ne!(stamp(&path).expect("there"), before);
        std::fs::remove_dir_all(&folder).expect("gone");
    }
}
