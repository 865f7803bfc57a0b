#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod build;
mod laws;
mod names;

use build::{Part, end_record, zip};
use std::io::Write;

use super::*;
use crate::source::Memory;

fn opened(bytes: &[u8]) -> Archive {
    open(&Memory(bytes), &ArchiveLimits::default()).unwrap()
}

fn refused(bytes: &[u8]) -> ArchiveError {
    open(&Memory(bytes), &ArchiveLimits::default()).unwrap_err()
}

fn names(archive: &Archive) -> Vec<&str> {
    archive.members.iter().map(|m| m.name.as_str()).collect()
}

fn bytes_of(archive: &Archive, index: usize, bytes: &[u8]) -> Vec<u8> {
    let memory = Memory(bytes);
    archive.check(index, &memory).unwrap();
    let source = archive.source(index, &memory).unwrap();
    let mut all = vec![0; usize::try_from(source.len()).unwrap()];
    assert_eq!(source.read_at(0, &mut all).unwrap(), all.len());
    all
}

/// Opens an archive of these parts and compares names and contents, all without fault.
#[track_caller]
fn check_sound(bytes: &[u8], expected: &[(&str, &[u8])]) {
    let archive = opened(bytes);
    assert_eq!(names(&archive), expected.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (index, (name, content)) in expected.iter().enumerate() {
        assert_eq!(archive.members[index].fault, None, "{name}");
        assert_eq!(bytes_of(&archive, index, bytes), *content, "{name}");
    }
}

/// The faults of all members, those that only a first reading shows included.
#[track_caller]
fn check_faults(bytes: &[u8], expected: &[Option<MemberFault>]) {
    let archive = opened(bytes);
    let found: Vec<_> = (0..archive.members.len()).map(|n| archive.check(n, &Memory(bytes)).err()).collect();
    assert_eq!(found, expected);
    for (index, member) in archive.members.iter().enumerate() {
        if let Some(fault) = &member.fault {
            let error = archive.source(index, &Memory(bytes)).err().unwrap();
            assert_eq!(error, ArchiveError::Member(fault.clone()));
        }
    }
}

// What another program wrote.

#[test]
fn archives_of_another_writer_are_read() {
    use ::zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};
    let long = b"pseudonym ".repeat(100_000);
    for large in [false, true] {
        let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let how = SimpleFileOptions::default().large_file(large);
        writer.add_directory("study", how).unwrap();
        for (name, method) in [("study/a", CompressionMethod::Stored), ("study/胸部.dcm", CompressionMethod::Deflated)]
        {
            writer.start_file(name, how.compression_method(method)).unwrap();
            writer.write_all(&long).unwrap();
        }
        writer.start_file("empty", how.compression_method(CompressionMethod::Deflated)).unwrap();
        writer.set_comment("a comment").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        check_sound(&bytes, &[("study/a", &long), ("study/胸部.dcm", &long), ("empty", b"")]);
    }
}

#[test]
fn a_stream_with_data_descriptors_is_read() {
    use ::zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};
    let mut writer = ZipWriter::new_stream(Vec::new());
    for (name, method) in [("a", CompressionMethod::Stored), ("b", CompressionMethod::Deflated)] {
        writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(&[b'x'; 5000]).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    check_sound(&bytes, &[("a", &[b'x'; 5000]), ("b", &[b'x'; 5000])]);
}

// What is sound.

#[test]
fn two_members_of_one_name_are_two_members() {
    let bytes = zip(&[Part::stored(b"same.dcm", b"first"), Part::deflated(b"same.dcm", b"second")]);
    check_sound(&bytes, &[("same.dcm", b"first"), ("same.dcm", b"second")]);
}

#[test]
fn folders_are_no_members() {
    let by_bit = Part { external: 0x10, ..Part::stored(b"folder", b"") };
    let by_mode = Part { external: 0o40755 << 16, ..Part::stored(b"unix", b"") };
    let bytes =
        zip(&[Part::stored(b"a/", b""), by_bit, by_mode, Part::stored(b"b\\", b""), Part::stored(b"a/file", b"x")]);
    check_sound(&bytes, &[("a/file", b"x")]);
}

#[test]
fn an_archive_without_members_is_one() {
    check_sound(&zip(&[]), &[]);
}

#[test]
fn an_archive_may_stand_behind_other_bytes() {
    let bytes = [&b"MZ a self-extractor "[..], &zip(&[Part::stored(b"a", b"content")])].concat();
    check_sound(&bytes, &[("a", b"content")]);
}

#[test]
fn a_comment_and_zeros_may_follow_the_directory() {
    let mut bytes = zip(&[Part::stored(b"a", b"content")]);
    let len = bytes.len();
    bytes[len - 2..].copy_from_slice(&7_u16.to_le_bytes());
    bytes.extend(b"comment");
    check_sound(&bytes, &[("a", b"content")]);
    bytes.resize(bytes.len() + 2048, 0);
    check_sound(&bytes, &[("a", b"content")]);
}

#[test]
fn zip64_numbers_are_used_where_the_old_ones_are_all_ones() {
    let part = Part { is_wide: true, ..Part::deflated(b"a", b"content") };
    check_sound(&build::zip64(&[part.clone(), part]), &[("a", b"content"), ("a", b"content")]);
}

#[test]
fn zip64_behind_other_bytes() {
    let part = Part { is_wide: true, ..Part::stored(b"a", b"content") };
    check_sound(&[&b"other bytes"[..], &build::zip64(&[part])].concat(), &[("a", b"content")]);
}

#[test]
fn more_than_65535_members_with_their_number_modulo_65536() {
    let archive = opened(&zip(&vec![Part::stored(b"x", b""); 65_537]));
    assert_eq!(archive.members.len(), 65_537);
}

// Members that must not be read, each beside one that may.

/// `bad` between two sound members.
fn between(bad: Part) -> Vec<u8> {
    zip(&[Part::stored(b"before", b"1"), bad, Part::deflated(b"after", b"2")])
}

#[track_caller]
fn check_fault(bad: Part, fault: MemberFault) {
    check_faults(&between(bad), &[None, Some(fault), None]);
}

#[test]
fn member_encrypted() {
    for flags in [0x0001, 0x0040, 0x2000] {
        check_fault(Part { flags, ..Part::deflated(b"a", b"x") }, MemberFault::Encrypted);
    }
    check_fault(Part { method: 99, ..Part::stored(b"a", b"x") }, MemberFault::Encrypted);
}

#[test]
fn member_encrypted_by_its_own_header_only() {
    check_fault(Part { local_flags: Some(1), ..Part::deflated(b"a", b"x") }, MemberFault::Encrypted);
}

#[test]
fn member_symbolic_link_or_device() {
    for mode in [0o120_777, 0o010_644, 0o020_644, 0o060_644, 0o140_644] {
        check_fault(Part { external: mode << 16, ..Part::stored(b"a", b"/etc/passwd") }, MemberFault::Link);
    }
}

#[test]
fn member_of_another_method() {
    for method in [1, 9, 12, 14, 93] {
        check_fault(Part { method, ..Part::stored(b"a", b"x") }, MemberFault::UnsupportedMethod);
    }
    check_fault(Part { flags: 0x20, ..Part::stored(b"a", b"x") }, MemberFault::UnsupportedMethod);
}

#[test]
fn member_longer_or_shorter_than_it_says() {
    for says in [0, 16, 999, 1001, 100_000] {
        check_fault(Part { len: says, ..Part::deflated(b"a", &[b'x'; 1000]) }, MemberFault::Damaged);
        let stored = between(Part { len: says, ..Part::stored(b"a", &[b'x'; 1000]) });
        check_faults(&stored, &[None, Some(MemberFault::Damaged), None]);
        assert_eq!(opened(&stored).members[1].fault, Some(MemberFault::Damaged), "the directory alone shows it");
    }
}

#[test]
fn member_with_another_crc() {
    check_fault(Part { crc: 0, ..Part::stored(b"a", b"x") }, MemberFault::Damaged);
    check_fault(Part { crc: 0, ..Part::deflated(b"a", b"x") }, MemberFault::Damaged);
}

#[test]
fn member_with_bytes_behind_its_stream() {
    let mut part = Part::deflated(b"a", b"x");
    part.data.push(0);
    check_fault(part, MemberFault::Damaged);
}

#[test]
fn member_cut_off_inside() {
    let mut part = Part::deflated(b"a", &[b'x'; 1000]);
    part.data.pop();
    check_fault(part, MemberFault::Damaged);
}

#[test]
fn member_whose_header_is_not_there() {
    check_fault(Part { header_off_by: 1, ..Part::stored(b"a", b"xxxxxxxxxx") }, MemberFault::Damaged);
}

#[test]
fn member_whose_header_names_another_method() {
    check_fault(Part { local_method: Some(0), ..Part::deflated(b"a", b"x") }, MemberFault::Damaged);
}

#[test]
fn member_that_reaches_past_the_directory() {
    check_fault(Part { packed_says: Some(5000), ..Part::stored(b"a", &[b'x'; 5000][..10]) }, MemberFault::Damaged);
}

#[test]
fn member_on_another_disk() {
    check_fault(Part { disk: 1, ..Part::stored(b"a", b"x") }, MemberFault::Damaged);
}

#[test]
fn member_whose_zip64_numbers_are_missing() {
    let mut part = Part { is_wide: true, ..Part::stored(b"a", b"x") };
    part.wide_numbers = 2; // no offset
    check_faults(&build::zip64(&[part, Part::stored(b"b", b"x")]), &[Some(MemberFault::Damaged), None]);
}

#[test]
fn members_that_share_bytes() {
    let overlaps = || Some(MemberFault::Overlaps);
    // Two entries for one member, between members that are sound.
    let bytes =
        build::zip_with(&[Part::stored(b"a", b"1"), Part::stored(b"b", b"2"), Part::stored(b"c", b"3")], &[0, 1, 1, 2]);
    check_faults(&bytes, &[None, overlaps(), overlaps(), None]);
    // One whose bytes cover the next two, which do not touch each other.
    let wide = Part { packed_says: Some(60), ..Part::deflated(b"a", b"1") };
    let bytes = zip(&[wide, Part::stored(b"b", b"2"), Part::stored(b"c", b"3"), Part::stored(b"d", b"4")]);
    check_faults(&bytes, &[overlaps(), overlaps(), overlaps(), None]);
}

#[test]
fn member_that_its_own_header_pushes_into_the_next() {
    check_fault(Part { local_extra_says: Some(500), ..Part::stored(b"a", b"x") }, MemberFault::Overlaps);
}

#[test]
fn every_member_of_an_overlapping_bomb() {
    let bomb = Part { len: 1 << 30, ..Part::deflated(b"o000.dcm ", &vec![0; 1 << 20]) };
    let bytes = build::zip_with(&[bomb], &[0; 200]);
    check_faults(&bytes, &vec![Some(MemberFault::Overlaps); 200]);
}

// Limits.

#[test]
fn a_bomb_is_told_by_what_it_says_and_by_what_it_does() {
    let zeros = vec![0; 16 << 20];
    let limits = ArchiveLimits { ratio_from: 1 << 20, ..ArchiveLimits::default() };
    let honest = zip(&[Part::deflated(b"bomb", &zeros), Part::stored(b"big", &zeros), Part::stored(b"small", b"x")]);
    let archive = open(&Memory(&honest[..]), &limits).unwrap();
    assert_eq!(
        archive.members.iter().map(|m| m.fault.clone()).collect::<Vec<_>>(),
        [Some(MemberFault::Limit), None, None]
    );
    check_fault(Part { len: 1000, ..Part::deflated(b"bomb", &zeros) }, MemberFault::Damaged);
}

#[test]
fn each_limit_allows_itself_and_not_one_more() {
    let bytes = zip(&[Part::stored(b"abc", &[1; 100]), Part::deflated(b"def", &[2; 50]), Part::stored(b"gh/", b"")]);
    let memory = Memory(&bytes[..]);
    let faults = |limits: ArchiveLimits| {
        open(&memory, &limits).map(|a| a.members.into_iter().map(|m| m.fault).collect::<Vec<_>>())
    };
    let default = ArchiveLimits::default();
    let limit = || Some(MemberFault::Limit);
    assert_eq!(faults(ArchiveLimits { members: 3, names: 6, directory: 147, ..default }), Ok(vec![None, None]));
    assert_eq!(faults(ArchiveLimits { members: 2, ..default }), Err(ArchiveError::Limit));
    assert_eq!(faults(ArchiveLimits { names: 5, ..default }), Err(ArchiveError::Limit));
    assert_eq!(faults(ArchiveLimits { directory: 146, ..default }), Err(ArchiveError::Limit));
    assert_eq!(faults(ArchiveLimits { member: 100, total: 150, ..default }), Ok(vec![None, None]));
    assert_eq!(faults(ArchiveLimits { member: 99, ..default }), Ok(vec![limit(), None]));
    assert_eq!(faults(ArchiveLimits { total: 149, ..default }), Ok(vec![None, limit()]));
    assert_eq!(faults(ArchiveLimits { total: 99, ..default }), Ok(vec![limit(), None])); // the second still fits
}

// Archives that are none.

#[test]
fn archive_cut_anywhere_is_damaged() {
    let whole = zip(&[Part::stored(b"a", b"content"), Part::deflated(b"b", b"content")]);
    for end in 0..whole.len() {
        assert_eq!(refused(&whole[..end]), ArchiveError::Damaged { at: end as u64 });
    }
}

#[test]
fn archive_cut_behind_an_archive_inside_does_not_show_the_inner_one() {
    let inner = zip(&[Part::stored(b"inner", b"content")]);
    let outer = zip(&[Part::stored(b"inner.zip", &inner), Part::stored(b"later", b"content")]);
    for end in (30 + 9 + inner.len() + 1)..outer.len() {
        assert!(open(&Memory(&outer[..end]), &ArchiveLimits::default()).is_err(), "cut at {end}");
    }
}

#[test]
fn archive_with_a_broken_entry_is_damaged_there() {
    let mut bytes = zip(&[Part::stored(b"a", b"1"), Part::stored(b"b", b"2")]);
    let at = bytes.len() - 22 - 47;
    bytes[at] = b'Q';
    assert_eq!(refused(&bytes), ArchiveError::Damaged { at: at as u64 });
}

#[test]
fn archive_with_another_number_of_members_is_damaged() {
    for says in [0, 1, 3] {
        let mut bytes = zip(&[Part::stored(b"a", b"1"), Part::stored(b"b", b"2")]);
        let end = bytes.len() - 22;
        bytes[end + 10] = says;
        assert_eq!(refused(&bytes), ArchiveError::Damaged { at: end as u64 }, "{says} members");
    }
}

#[test]
fn archive_whose_zip64_record_is_missing_is_damaged() {
    let mut bytes = build::zip64(&[Part::stored(b"a", b"1")]);
    let record = bytes.len() - 22 - 20 - 56;
    bytes[record] = b'Q';
    assert_eq!(refused(&bytes), ArchiveError::Damaged { at: record as u64 + 56 });
}

#[test]
fn archive_split_over_disks_is_said_to_be_split() {
    assert_eq!(refused(&end_record(1, 0, 0, 0)), ArchiveError::Split);
}

#[test]
fn what_cannot_be_read_is_not_called_damaged() {
    struct Gone;
    impl Source for Gone {
        fn len(&self) -> u64 {
            1 << 40
        }
        fn read_at(&self, at: u64, _: &mut [u8]) -> Result<usize, ReadError> {
            Err(ReadError::new(at, ReadCause::Changed))
        }
    }
    assert!(matches!(open(&Gone, &ArchiveLimits::default()), Err(ArchiveError::Read(_))));
    let archive = opened(&zip(&[Part::stored(b"a", b"1")]));
    assert_eq!(archive.check(0, &Gone), Err(MemberFault::Unreadable(ReadCause::Changed)));
}

#[test]
fn a_member_that_is_not_there() {
    let archive = opened(&zip(&[]));
    assert_eq!(archive.source(0, &Memory(b"")).err(), Some(ArchiveError::NoMember));
    assert_eq!(archive.check(0, &Memory(b"")), Err(MemberFault::Damaged));
}
