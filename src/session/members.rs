//! Archives as inputs: each member is an input of its own, `a.zip!/x/IM1`.
//!
//! Does not: open archives inside of archives; such a member is held back as what it is.

use super::{Surveyed, held, survey};
use crate::formats::Limits;
use crate::outcome::{Code, Kind, Reason};
use crate::source::archive::{self, Archive, ArchiveError, ArchiveLimits, MemberFault};
use dicom_parser_wasm::Source;
use std::collections::BTreeMap;

/// The members of an archive, each with a path of its own.
#[derive(Debug)]
pub struct Members {
    archive: Archive,
    paths: Vec<String>,
}

/// Office files and applications are ZIPs as well; what is in them is no input.
const NOT_ARCHIVES: [&str; 12] =
    [".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".odt", ".ods", ".odp", ".jar", ".epub", ".apk"];

impl Members {
    /// Opens an archive. `None` when the file is none: its first bytes are no ZIP's, or its name says that it is a
    /// document. Cost: its directory.
    pub fn open(path: &str, source: &dyn Source) -> Option<Result<Self, Reason>> {
        let mut head = [0; 132];
        let n = source.read_at(0, &mut head).ok()?;
        let head = head.get(..n)?;
        // A DICOM file may begin with anything, also as a ZIP does (PS3.10 7.1).
        let is_zip = (head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")) && !head.ends_with(b"DICM");
        let lower = path.to_ascii_lowercase();
        if !is_zip || NOT_ARCHIVES.iter().any(|end| lower.ends_with(end)) {
            return None;
        }
        Some(match archive::open(source, &ArchiveLimits::default()) {
            Ok(archive) if archive.members.is_empty() => Err(Reason::new(Code::Empty)),
            Ok(archive) => Ok(Self { paths: paths(path, &archive), archive }),
            Err(error) => Err(of_archive(&error)),
        })
    }

    /// The members' paths, in the archive's order, all different.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Lengths of the members, expanded, as the archive's directory says.
    pub fn lengths(&self) -> impl Iterator<Item = u64> + '_ {
        self.archive.members.iter().map(|member| member.len)
    }

    /// Whether a member is what the directory says. Reads it once.
    ///
    /// # Errors
    /// The reason why it must not be read.
    pub fn check(&self, index: usize, archive: &dyn Source) -> Result<(), Reason> {
        self.archive.check(index, archive).map_err(|fault| of_member(&fault))
    }

    /// Surveys a member: whether it is what the directory says, then what it is and says.
    pub fn survey(&self, index: usize, archive: &dyn Source, limits: &Limits) -> Surveyed {
        let path = self.paths.get(index).map_or("", String::as_str);
        let bytes = self.archive.members.get(index).map_or(0, |member| member.len);
        match self.check(index, archive).and_then(|()| self.source(index, archive)) {
            Ok(source) => survey(path, &source, limits),
            Err(reason) => held(path, bytes, Kind::Other, reason),
        }
    }

    /// The bytes of a member.
    ///
    /// # Errors
    /// The reason why it must not be read.
    pub fn source<'a>(&self, index: usize, archive: &'a dyn Source) -> Result<Box<dyn Source + 'a>, Reason> {
        self.archive.source(index, archive).map_err(|error| of_archive(&error))
    }
}

/// Paths of members; what has the name of an earlier one gets a number.
fn paths(archive_path: &str, archive: &Archive) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut paths = Vec::with_capacity(archive.members.len());
    for member in &archive.members {
        let path = format!("{archive_path}!/{}", member.name);
        let mut unique = path.clone();
        // A number may be somebody's name too, so the numbered name is looked up as well.
        while let Some(n) = seen.get_mut(&unique) {
            *n += 1;
            unique = format!("{path} ({n})");
        }
        seen.insert(unique.clone(), 1);
        paths.push(unique);
    }
    paths
}

fn of_archive(error: &ArchiveError) -> Reason {
    match error {
        ArchiveError::Damaged { at } => Reason::at(Code::Damaged, *at),
        ArchiveError::Limit => Reason::new(Code::Limit),
        ArchiveError::Split => Reason::new(Code::NotYet),
        ArchiveError::Read(error) => error.clone().into(),
        ArchiveError::Member(fault) => of_member(fault),
        _ => Reason::new(Code::Damaged),
    }
}

fn of_member(fault: &MemberFault) -> Reason {
    Reason::new(match fault {
        MemberFault::UnsafePath | MemberFault::Link => Code::UnsafePath,
        MemberFault::Encrypted => Code::Encrypted,
        MemberFault::UnsupportedMethod => Code::NotYet,
        MemberFault::Limit => Code::Limit,
        MemberFault::Unreadable(_) => Code::Unreadable,
        _ => Code::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::ZipWriter;
    use dicom_parser_wasm::Memory;

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut zip, mut out) = (ZipWriter::default(), Vec::new());
        for (name, bytes) in members {
            out.extend(zip.member(name, bytes.len() as u64, crc32fast::hash(bytes)));
            out.extend_from_slice(bytes);
        }
        out.extend(zip.finish());
        out
    }

    #[test]
    fn every_member_is_an_input_with_a_path_of_its_own() {
        let bytes = zip(&[("x/a", b"1"), ("x/a", b"2"), ("x/a (2)", b"3")]);
        let source = Memory(&bytes[..]);
        let members = Members::open("d/b.zip", &source).expect("a ZIP").expect("whole");
        assert_eq!(members.paths(), ["d/b.zip!/x/a", "d/b.zip!/x/a (2)", "d/b.zip!/x/a (2) (2)"]);
    }

    #[test]
    fn documents_and_other_files_are_no_archives() {
        let bytes = zip(&[("word/document.xml", b"<x/>")]);
        assert!(Members::open("report.DOCX", &Memory(&bytes[..])).is_none());
        assert!(Members::open("a.zip", &Memory(b"not a ZIP")).is_none());
    }

    #[test]
    fn an_unsafe_member_is_refused_and_the_others_go_on() {
        let bytes = zip(&[("../evil.dcm", b"1"), ("good", b"plain text here")]);
        let source = Memory(&bytes[..]);
        let members = Members::open("a.zip", &source).expect("a ZIP").expect("whole");
        let code = |n| match members.survey(n, &source, &Limits::default()).finding {
            crate::formats::Finding::Held(reason) => reason.code,
            crate::formats::Finding::Ready { .. } => panic!("not DICOM"),
        };
        assert_eq!((code(0), code(1)), (Code::UnsafePath, Code::ProseUndecided));
    }
}
