//! Which files there are: arguments, folders, archives. Each input gets a path of its own for the record.
//!
//! Folders are walked with a work list, in the order of names. Links inside of folders are not followed:
//! they are told as refused. Archives are opened; their members are inputs.
//!
//! Does not: read files beyond an archive's directory.

use crate::disk;
use crate::say::Stop;
use kamei::outcome::{Code, Kind, Reason};
use kamei::session::{Members, Surveyed, held};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where an input's bytes are.
#[derive(Clone, Debug)]
pub(crate) enum Where {
    /// A file.
    File,
    /// A member of an archive that was opened once, by its number.
    Member(Arc<Members>, usize),
    /// Nowhere that could be read: the outcome is known.
    Nowhere(Reason, Kind),
}

/// One input.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Path for the record.
    pub(crate) path: String,
    /// The file, or the archive.
    pub(crate) file: PathBuf,
    pub(crate) at: Where,
    pub(crate) bytes: u64,
}

impl Input {
    /// The outcome that is known without reading, if there is one.
    pub(crate) fn known(&self) -> Option<Surveyed> {
        match &self.at {
            Where::Nowhere(reason, kind) => Some(held(&self.path, self.bytes, *kind, reason.clone())),
            _ => None,
        }
    }
}

/// All inputs of a run.
///
/// # Errors
/// An argument that does not exist.
pub(crate) fn collect(arguments: &[PathBuf]) -> Result<Vec<Input>, Stop> {
    let mut found = Found::default();
    for argument in arguments {
        let metadata = std::fs::metadata(argument).map_err(|e| Stop::usage("err-input").file(argument).io(&e))?;
        if metadata.is_dir() {
            found.folder(argument);
            continue;
        }
        let name = argument.file_name().unwrap_or(argument.as_os_str()).to_string_lossy().into_owned();
        if metadata.is_file() {
            found.file(&name, argument, metadata.len());
        } else {
            // A pipe or a device may never end, or never begin: not even opened.
            found.push(name, argument, Where::Nowhere(Reason::new(Code::Unreadable), Kind::Other), 0);
        }
    }
    Ok(found.inputs)
}

#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    paths: BTreeSet<String>,
}

impl Found {
    fn folder(&mut self, root: &Path) {
        let mut todo = vec![root.to_owned()];
        while let Some(path) = todo.pop() {
            let relative = relative(root, &path);
            let entries = std::fs::read_dir(&path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
            let Ok(mut entries) = entries else {
                self.push(relative, &path, Where::Nowhere(Reason::new(Code::Unreadable), Kind::Other), 0);
                continue;
            };
            entries.sort_by_key(std::fs::DirEntry::file_name);
            // The list is worked off from its end, so folders go in backwards.
            let mut folders = Vec::new();
            for entry in entries {
                let path = entry.path();
                match entry.metadata() {
                    Ok(metadata) if metadata.is_dir() => folders.push(path),
                    Ok(metadata) if metadata.is_file() => {
                        self.file(&self::relative(root, &path), &path, metadata.len())
                    }
                    Ok(metadata) => {
                        let code = if metadata.is_symlink() { Code::Link } else { Code::Unreadable };
                        self.push(
                            self::relative(root, &path),
                            &path,
                            Where::Nowhere(Reason::new(code), Kind::Other),
                            0,
                        );
                    }
                    Err(_) => {
                        let at = Where::Nowhere(Reason::new(Code::Unreadable), Kind::Other);
                        self.push(self::relative(root, &path), &path, at, 0);
                    }
                }
            }
            todo.extend(folders.into_iter().rev());
        }
    }

    fn file(&mut self, path: &str, file: &Path, bytes: u64) {
        let opened = match disk::open_if_archive(file) {
            Ok(Some(source)) => Members::open(path, &source),
            Ok(None) => None,
            Err(_) => {
                self.push(path.to_owned(), file, Where::Nowhere(Reason::new(Code::Unreadable), Kind::Other), bytes);
                return;
            }
        };
        match opened {
            None => self.push(path.to_owned(), file, Where::File, bytes),
            Some(Err(reason)) => self.push(path.to_owned(), file, Where::Nowhere(reason, Kind::Archive), bytes),
            Some(Ok(members)) => {
                let members = Arc::new(members);
                for (n, (member, len)) in members.paths().iter().zip(members.lengths()).enumerate() {
                    self.push(member.clone(), file, Where::Member(members.clone(), n), len);
                }
            }
        }
    }

    /// Two arguments may hold the same relative path; the second gets a number.
    fn push(&mut self, path: String, file: &Path, at: Where, bytes: u64) {
        let mut unique = path.clone();
        let mut n = 2;
        while !self.paths.insert(unique.clone()) {
            unique = format!("{path} ({n})");
            n += 1;
        }
        self.inputs.push(Input { path: unique, file: file.to_owned(), at, bytes });
    }
}

/// A path below a folder, separated by `/`; bytes that are no UTF-8 become U+FFFD.
fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
