//! ZIP archives as sources: every member of the central directory, in order, each judged.
//!
//! In: a [`Source`] that holds an archive. Out: an [`Archive`], its members with name, length and,
//! where a member must not be read, the [`MemberFault`]; and a source for each of the others: a
//! range of the archive where it is stored, an [`Inflated`] where it is deflated. One bad member
//! never costs the others; two members of one name are two members.
//!
//! Opening costs O(directory) and reads no member. A member's own header, length and CRC-32 are
//! looked at by [`Archive::check`], in one pass with bounded memory.
//!
//! Does not: descend into archives inside (the caller counts the depth), extract to a disk, make
//! names distinct, or trust the local headers: only the central directory names and measures.
//!
//! Source: PKWARE APPNOTE.TXT 6.3.10, of which numbers in comments are sections.

mod directory;
mod name;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::source::{Inflate, Inflated, Range, ReadCause, ReadError, Source};
use directory::{Directory, Entries, Entry, Fields};

/// Bytes of a local header before name and extra field (4.3.7).
const LOCAL_HEADER: u64 = 30;
const LOCAL_SIGNATURE: u32 = 0x0403_4B50;
/// Bytes looked at in one go by [`Archive::check`].
const CHUNK: usize = 64 << 10;

/// What an archive may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveLimits {
    /// Most entries of the directory, folders included; each costs some 150 bytes of memory. One
    /// more: [`ArchiveError::Limit`].
    pub members: u64,
    /// Most bytes of central directory. One more: [`ArchiveError::Limit`].
    pub directory: u64,
    /// Most bytes of all names together, as kept in memory. One more: [`ArchiveError::Limit`].
    pub names: u64,
    /// Most bytes of one member, expanded. One more: [`MemberFault::Limit`].
    pub member: u64,
    /// Most bytes of all members, expanded. Members that do not fit any more: [`MemberFault::Limit`].
    pub total: u64,
    /// Most bytes of output for a byte of input, for members longer than `ratio_from`; beyond:
    /// [`MemberFault::Limit`]. Deflate reaches 1032.
    pub ratio: u64,
    /// Members up to this length may be of any ratio: an image of one colour lawfully shrinks a
    /// thousandfold.
    pub ratio_from: u64,
}

impl Default for ArchiveLimits {
    /// A million members, 256 MiB of directory, 64 MiB of names, 64 GiB a member, 1 TiB in all,
    /// 250-fold from 256 MiB on.
    fn default() -> Self {
        Self {
            members: 1_000_000,
            directory: 256 << 20,
            names: 64 << 20,
            member: 64 << 30,
            total: 1 << 40,
            ratio: 250,
            ratio_from: 256 << 20,
        }
    }
}

/// An archive's members, in the order of its directory.
#[derive(Clone, Debug)]
pub struct Archive {
    /// The members; folders are none.
    pub members: Vec<Member>,
}

/// One member of an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name for people and for run.json: decoded, separated by `/`, without `.` and `..`, never
    /// empty. Two members may have the same.
    pub name: String,
    /// Why it must not be read, if it must not.
    pub fault: Option<MemberFault>,
    /// Bytes, expanded, as the directory says; [`Archive::check`] proves it.
    pub len: u64,
    packed: u64,
    header: u64,
    /// Where the next thing in the archive begins: this member's bytes end before.
    bound: u64,
    crc: u32,
    deflated: bool,
}

/// Why a member must not be read. Where several hold, the first of this list is told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemberFault {
    /// The name leads out of the archive (`..`, absolute, a drive letter), or is none.
    UnsafePath,
    /// A symbolic link or a device: no bytes of its own.
    Link,
    /// Encrypted, by whichever method.
    Encrypted,
    /// Neither stored nor deflated.
    UnsupportedMethod,
    /// Shares bytes with another member.
    Overlaps,
    /// Header, length or CRC-32 do not agree with what is there.
    Damaged,
    /// Larger than [`ArchiveLimits`] allow.
    Limit,
    /// The archive itself could not be read here; the member may be sound.
    Unreadable(ReadCause),
}

/// Why an archive, or a member of it, cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The directory is missing (cut off, for the most part) or breaks at this byte of the archive.
    Damaged {
        /// Offset in the archive; its length where no end record was found at all.
        at: u64,
    },
    /// One part of an archive that was split over several files.
    Split,
    /// More members, directory or names than [`ArchiveLimits`] allow.
    Limit,
    /// The archive's bytes could not be had.
    Read(ReadError),
    /// This member must not be read.
    Member(MemberFault),
    /// There is no member of this number.
    NoMember,
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { at } => write!(f, "the archive is damaged at byte {at}"),
            Self::Split => f.write_str("the archive is one part of several"),
            Self::Limit => f.write_str("the archive has more members or longer names than the limit"),
            Self::Read(error) => error.fmt(f),
            Self::Member(fault) => write!(f, "the member cannot be read: {fault:?}"),
            Self::NoMember => f.write_str("there is no such member"),
        }
    }
}

impl std::error::Error for ArchiveError {}

impl From<ReadError> for ArchiveError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

/// Reads an archive's directory and judges its members. Reads no member.
///
/// Cost: O(bytes of directory, plus members sorted by place); memory O(members and their names).
///
/// # Errors
/// All of [`ArchiveError`] but the two about one member. What concerns one member only is its
/// [`fault`](Member::fault).
pub fn open(source: &dyn Source, limits: &ArchiveLimits) -> Result<Archive, ArchiveError> {
    let directory = Directory::find(source)?;
    if directory.size > limits.directory {
        return Err(ArchiveError::Limit);
    }
    let mut entries = Entries::new(source, &directory);
    let mut members = Vec::new();
    let mut spans = Vec::new();
    let mut names = 0_u64;
    while let Some(entry) = entries.next()? {
        if spans.len() as u64 >= limits.members {
            return Err(ArchiveError::Limit);
        }
        let header = entry.header.saturating_add(directory.shift);
        let end = header.saturating_add(LOCAL_HEADER).saturating_add(entry.packed);
        let is_inside = end <= directory.start;
        let member = member(&entry, header, is_inside, limits);
        spans.push(Span { start: header, end, member: member.as_ref().map(|_| members.len()) });
        if let Some(member) = member {
            names = names.saturating_add(member.name.len() as u64);
            if names > limits.names {
                return Err(ArchiveError::Limit);
            }
            members.push(member);
        }
    }
    // One that reaches past the end is not read: the members that it would cover are none the worse.
    spans.retain(|span| span.end <= directory.start);
    mark_overlaps(&mut members, spans, directory.start);
    mark_total(&mut members, limits.total);
    Ok(Archive { members })
}

/// A member as the directory describes it; none for a folder.
fn member(entry: &Entry<'_>, header: u64, is_inside: bool, limits: &ArchiveLimits) -> Option<Member> {
    let name = name::judge(&name::decode(entry.name, entry.is_utf8(), entry.extra));
    if entry.len == 0 && (name.is_folder || entry.is_folder()) {
        return None;
    }
    let is_deflated = entry.method == Entry::DEFLATED;
    let faults = [
        (!name.is_safe || name.is_folder, MemberFault::UnsafePath),
        (entry.is_link(), MemberFault::Link),
        (entry.is_encrypted(), MemberFault::Encrypted),
        (!entry.is_supported(), MemberFault::UnsupportedMethod),
        (!is_inside || entry.is_broken || (!is_deflated && entry.len != entry.packed), MemberFault::Damaged),
        (exceeds(entry, limits), MemberFault::Limit),
    ];
    Some(Member {
        name: name.shown,
        fault: faults.into_iter().find_map(|(holds, fault)| holds.then_some(fault)),
        len: entry.len,
        packed: entry.packed,
        header,
        bound: 0,
        crc: entry.crc,
        deflated: is_deflated,
    })
}

fn exceeds(entry: &Entry<'_>, limits: &ArchiveLimits) -> bool {
    entry.len > limits.member
        || (entry.len > limits.ratio_from && entry.len > entry.packed.saturating_mul(limits.ratio))
}

/// The bytes that an entry takes in the archive, at least: header and data, without name and extra
/// field, of which only the local header knows the length.
struct Span {
    start: u64,
    end: u64,
    member: Option<usize>,
}

/// Tells members where the next one begins, and finds those whose bytes belong to another, too.
fn mark_overlaps(members: &mut [Member], mut spans: Vec<Span>, directory_start: u64) {
    spans.sort_unstable_by_key(|s| s.start);
    let mut widest: Option<&Span> = None;
    let mut next_starts = spans.iter().skip(1).map(|s| s.start);
    for span in &spans {
        let bound = next_starts.next().unwrap_or(directory_start);
        if let Some(member) = span.member.and_then(|n| members.get_mut(n)) {
            member.bound = bound;
        }
        if let Some(before) = widest.filter(|before| span.start < before.end) {
            for n in [before.member, span.member].into_iter().flatten() {
                if let Some(member) = members.get_mut(n) {
                    // Only what comes before in the list of faults stays.
                    if matches!(member.fault, None | Some(MemberFault::Damaged | MemberFault::Limit)) {
                        member.fault = Some(MemberFault::Overlaps);
                    }
                }
            }
        }
        if widest.is_none_or(|before| span.end > before.end) {
            widest = Some(span);
        }
    }
}

/// Stops members that together with those before them grow beyond `total`.
fn mark_total(members: &mut [Member], total: u64) {
    let mut sum = 0_u64;
    for member in members.iter_mut().filter(|m| m.fault.is_none()) {
        match sum.checked_add(member.len).filter(|&sum| sum <= total) {
            Some(more) => sum = more,
            None => member.fault = Some(MemberFault::Limit),
        }
    }
}

impl Archive {
    /// The bytes of a member. `archive` must be the source that was opened.
    ///
    /// A deflated member whose stream says less than its length, or is broken, fails while it is
    /// read; [`check`](Self::check) finds that out before.
    ///
    /// # Errors
    /// [`ArchiveError::Member`] with the member's fault, or with one that only its own header shows;
    /// [`ArchiveError::NoMember`].
    pub fn source<'a>(&self, index: usize, archive: &'a dyn Source) -> Result<Box<dyn Source + 'a>, ArchiveError> {
        let member = self.members.get(index).ok_or(ArchiveError::NoMember)?;
        let packed = member.locate(archive).map_err(ArchiveError::Member)?;
        Ok(if member.deflated {
            Box::new(Inflated::declared(packed, member.len, Inflate::raw(member.len))?)
        } else {
            Box::new(packed)
        })
    }

    /// Reads a member once from end to end and compares length and CRC-32 with the directory.
    ///
    /// Cost: one pass over the member; memory as [`Inflated`]'s.
    ///
    /// # Errors
    /// The member's fault; [`MemberFault::Damaged`] where its bytes are not what the directory says
    /// (broken or overlong stream, bytes left over, other CRC-32; also if there is no such member).
    pub fn check(&self, index: usize, archive: &dyn Source) -> Result<(), MemberFault> {
        let member = self.members.get(index).ok_or(MemberFault::Damaged)?;
        let packed = member.locate(archive)?;
        let mut crc = crc32fast::Hasher::new();
        let is_whole = if member.deflated {
            let how = Inflate { spacing: u64::MAX, ..Inflate::raw(member.len) }; // never goes back
            let inflated = Inflated::open_with(packed, how, |bytes| crc.update(bytes)).map_err(unpacked)?;
            // Bytes behind the stream belong to nothing: the packed length is a lie.
            inflated.len() == member.len && inflated.consumed() == member.packed
        } else {
            let mut buf = vec![0; CHUNK.min(usize::try_from(packed.len()).unwrap_or(CHUNK))];
            let mut at = 0_u64;
            while at < packed.len() {
                let n = packed.read_at(at, &mut buf).map_err(unpacked)?;
                crc.update(buf.get(..n).filter(|part| !part.is_empty()).ok_or(MemberFault::Damaged)?);
                at = at.saturating_add(n as u64);
            }
            at == member.len
        };
        if is_whole && crc.finalize() == member.crc { Ok(()) } else { Err(MemberFault::Damaged) }
    }
}

impl Member {
    /// The packed bytes: where they begin only the local header tells (4.3.7).
    fn locate<'a>(&self, archive: &'a dyn Source) -> Result<Range<&'a dyn Source>, MemberFault> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let mut head = [0; LOCAL_HEADER as usize];
        archive.read_at(self.header, &mut head).map_err(|error| MemberFault::Unreadable(error.cause))?;
        let local = Local::read(&head).ok_or(MemberFault::Damaged)?;
        if Entry::says_encrypted(local.flags, local.method) {
            return Err(MemberFault::Encrypted);
        }
        if (local.method == Entry::DEFLATED) != self.deflated {
            return Err(MemberFault::Damaged);
        }
        let start = self.header.saturating_add(LOCAL_HEADER).saturating_add(local.skip);
        if start.saturating_add(self.packed) > self.bound {
            return Err(MemberFault::Overlaps);
        }
        Ok(Range::new(archive, start, self.packed))
    }
}

/// What is of use in a local header.
struct Local {
    flags: u16,
    method: u16,
    /// Bytes of name and extra field.
    skip: u64,
}

impl Local {
    fn read(head: &[u8]) -> Option<Self> {
        let mut fields = Fields(head);
        fields.u32().filter(|&signature| signature == LOCAL_SIGNATURE)?;
        fields.skip(2)?; // version
        let (flags, method) = (fields.u16()?, fields.u16()?);
        fields.skip(16)?; // time, CRC-32 and lengths, which may stand behind the data instead
        let skip = u64::from(fields.u16()?).saturating_add(u64::from(fields.u16()?));
        Some(Self { flags, method, skip })
    }
}

/// What a failed read of a member says about the member.
fn unpacked(error: ReadError) -> MemberFault {
    match error.cause {
        ReadCause::Corrupt | ReadCause::Limit => MemberFault::Damaged,
        cause => MemberFault::Unreadable(cause),
    }
}
