//! Checks of one file each: what is found in it, and what is left when all of it is kept.

use super::{content, datasets, holds, rewrites};
use dicom_parser_wasm::{Dicom, Encoding, FaultKind, Limits, Memory, Tag, VR};

pub const ITEM: Tag = Tag(0xFFFE, 0xE000);

pub fn put(out: &mut Vec<u8>, encoding: Encoding, tag: Tag, vr: VR, value: &[u8]) {
    datasets::header(out, encoding, tag, vr, value.len() as u32);
    out.extend(value);
}

/// An image's pixel data of 8 MiB, so that wrong lengths below that fit in the file.
pub fn pixels(out: &mut Vec<u8>, encoding: Encoding) {
    put(out, encoding, Tag(0x7FE0, 0x0010), VR::OW, &vec![0x55; 8 << 20]);
}

/// The file is read, has these faults, and holds these lines.
#[track_caller]
pub fn check(bytes: &[u8], faults: &[FaultKind], finds: &[&str]) -> Dicom {
    let dicom = Dicom::read(&Memory(bytes), &Limits::default()).expect("it is read");
    let kinds: Vec<FaultKind> = dicom.faults().iter().map(|fault| fault.kind).collect();
    let lines = content::lines(&dicom, bytes);
    let short: Vec<&str> = lines.iter().map(|line| &line[..line.len().min(60)]).collect();
    for find in finds {
        assert!(lines.iter().any(|line| line == find), "{find} is not in {short:?}");
    }
    assert_eq!(kinds, faults, "faults");
    holds::tiling_and_identity(bytes, &dicom);
    dicom
}

/// What is kept has these faults, and says the same.
#[track_caller]
pub fn check_kept(bytes: &[u8], dicom: &Dicom, faults: &[FaultKind]) -> Vec<u8> {
    let kept = rewrites::kept(dicom, &Memory(bytes));
    let again = Dicom::read(&Memory(&kept), &Limits::default()).expect("it is read again");
    let kinds: Vec<FaultKind> = again.faults().iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, faults, "faults of what is kept");
    assert_eq!(content::lines(&again, &kept), content::lines(dicom, bytes));
    kept
}
