//! What holds for every archive, however it was broken.

use proptest::prelude::*;

use super::build::{Part, zip, zip64};
use super::*;

const LIMITS: ArchiveLimits = ArchiveLimits {
    members: 20,
    directory: 4096,
    names: 1000,
    member: 3000,
    total: 5000,
    ratio: 100,
    ratio_from: 1000,
};

fn part() -> impl Strategy<Value = Part> {
    let content = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        (any::<u8>(), 0_usize..4000).prop_map(|(byte, n)| vec![byte; n])
    ];
    (prop::collection::vec(any::<u8>(), 0..12), content, any::<bool>(), any::<bool>()).prop_map(
        |(name, content, is_deflated, is_wide)| {
            let part = if is_deflated { Part::deflated(&name, &content) } else { Part::stored(&name, &content) };
            Part { is_wide, ..part }
        },
    )
}

/// Opens, checks and reads everything; whatever comes out keeps to the limits.
fn read_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    let memory = Memory(bytes);
    let Ok(archive) = open(&memory, &LIMITS) else { return Ok(()) };
    prop_assert!(archive.members.len() <= 20);
    let mut total = 0;
    for (index, member) in archive.members.iter().enumerate() {
        let parts: Vec<_> = member.name.split('/').collect();
        prop_assert!(!parts.iter().any(|part| matches!(*part, "" | "." | "..")), "{:?}", member.name);
        let checked = archive.check(index, &memory);
        let Ok(source) = archive.source(index, &memory) else {
            prop_assert!(checked.is_err());
            continue;
        };
        prop_assert!(source.len() <= LIMITS.member);
        total += source.len();
        let mut all = vec![0; usize::try_from(source.len()).unwrap() + 1];
        let read = source.read_at(0, &mut all);
        if checked.is_ok() {
            let n = read.unwrap();
            prop_assert_eq!(n as u64, member.len);
            prop_assert_eq!(crc32fast::hash(&all[..n]), member.crc);
        }
    }
    prop_assert!(total <= LIMITS.total);
    Ok(())
}

proptest! {
    #[test]
    fn what_was_put_in_comes_out(parts in prop::collection::vec(part(), 0..8), behind in prop::collection::vec(any::<u8>(), 0..50)) {
        let bytes = [&behind[..], &zip64(&parts)].concat();
        let memory = Memory(&bytes[..]);
        let archive = open(&memory, &ArchiveLimits::default()).unwrap();
        let mut members = archive.members.iter().enumerate();
        for part in &parts {
            let name = name::judge(&name::decode(&part.name, false, &[]));
            if part.len == 0 && name.is_folder {
                continue;
            }
            let (index, member) = members.next().unwrap();
            prop_assert_eq!(&member.name, &name.shown);
            if member.fault.is_none() {
                prop_assert_eq!(archive.check(index, &memory), Ok(()));
                prop_assert_eq!(member.len, u64::from(part.len));
            } else {
                prop_assert_eq!(&member.fault, &Some(MemberFault::UnsafePath));
            }
        }
        prop_assert!(members.next().is_none());
    }

    #[test]
    fn no_change_of_bytes_leads_beyond_the_limits(
        parts in prop::collection::vec(part(), 1..8),
        is_wide: bool,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        from_end: bool,
    ) {
        let mut bytes = if is_wide { zip64(&parts) } else { zip(&parts) };
        // The numbers stand near the end: without this most changes would only break contents.
        let start = if from_end { bytes.len() - (bytes.len() / 4).max(22).min(bytes.len()) } else { 0 };
        for (at, byte) in changes {
            let at = start + at.index(bytes.len() - start);
            bytes[at] = byte;
        }
        read_all(&bytes)?;
        bytes.truncate(cut.index(bytes.len()));
        read_all(&bytes)?;
    }

    #[test]
    fn no_bytes_at_all_lead_beyond_the_limits(mut bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_all(&bytes)?;
        bytes.extend(end_record(0, 1, 46, 0));
        read_all(&bytes)?;
    }
}
