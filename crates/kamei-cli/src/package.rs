//! The package on disk: marked incomplete until its manifest stands; nothing is ever overwritten.
//!
//! Does not: decide what is written.

use crate::say::Stop;
use dicom_parser_wasm::{ReadError, Source};
use kamei::deliver::{self, Manifest, Sealed};
use kamei::outcome::{Output, Reason};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A package that is being written.
#[derive(Debug)]
pub(crate) struct Package {
    root: PathBuf,
}

/// Bytes that are copied at a time.
const WINDOW: usize = 256 << 10;
/// Small pieces are gathered up to so many bytes: a header of fifty changes is one call to the system, not fifty.
const GATHERED: usize = 64 << 10;

/// Why an output was not written.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input: the file is withheld or refused, the run goes on.
    Input(Reason),
    /// The package's disk: the run stops.
    Disk(std::io::Error),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Input(error.into())
    }
}

impl Package {
    /// Whether a package may be written here: absent or an empty folder.
    pub(crate) fn check(root: &Path) -> Result<(), Stop> {
        match std::fs::read_dir(root).map(|mut entries| entries.next().is_none()) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stop::usage("err-out-not-empty").file(root)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Stop::usage("err-out").file(root).io(&error)),
        }
    }

    /// Begins a package: its folder, with the mark that it is not complete.
    pub(crate) fn begin(root: &Path) -> Result<Self, Stop> {
        let made =
            std::fs::create_dir_all(root).and_then(|()| File::create(root.join(deliver::INCOMPLETE)).map(|_| ()));
        made.map_err(|e| Stop::failed("err-file-write").file(root).io(&e))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Writes one output. What was begun and failed is taken away again.
    pub(crate) fn write(&self, output: &Output, source: &dyn Source) -> Result<Sealed, Failure> {
        let path = self.root.join(&output.path);
        let mut file = BufWriter::with_capacity(GATHERED, create(&path).map_err(Failure::Disk)?);
        let poured = deliver::pour(&output.rope, source, WINDOW, |chunk| file.write_all(chunk).map_err(Failure::Disk));
        let poured = poured.and_then(|sealed| file.flush().map(|()| sealed).map_err(Failure::Disk));
        if poured.is_err() {
            drop(file);
            self.forget(&output.path);
        }
        poured
    }

    /// Takes an output away again.
    pub(crate) fn forget(&self, path: &str) {
        // If this fails too, the manifest will not list the file and the package stays marked incomplete.
        let _ = std::fs::remove_file(self.root.join(path));
    }

    /// Ends a package: its manifest, then the mark goes.
    pub(crate) fn finish(&self, manifest: &Manifest) -> Result<(), Stop> {
        let path = self.root.join(deliver::MANIFEST);
        let written = create(&path).and_then(|mut file| {
            file.write_all(manifest.to_json().as_bytes())?;
            file.sync_all()
        });
        let ended = written.and_then(|()| std::fs::remove_file(self.root.join(deliver::INCOMPLETE)));
        ended.map_err(|e| Stop::failed("err-file-write").file(&path).io(&e))
    }
}

/// A new file; folders are made when they are missing, which is rare after the first file of a series.
fn create(path: &Path) -> std::io::Result<File> {
    let new = || OpenOptions::new().write(true).create_new(true).open(path);
    match new() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            new()
        }
        other => other,
    }
}
