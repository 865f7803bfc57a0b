//! The laws over real files, where a corpus lies beside the checkout.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod support;

use dicom_parser_wasm::{Dicom, FaultKind, Limits, Memory, ParseError};
use support::{content, corpus, holds, rewrites, sources::Trickle};

/// Listed as DICOM, refused for a reason. The first byte of this one is foreign: pydicom 3.0.2 refuses
/// it as well, and when forced makes one element of the whole file, (0820,0500).
const REFUSED: [&str; 1] = ["pydicom/data/test_files/no_meta.dcm"];

#[test]
fn every_corpus_file_is_read_and_written_back_identically() {
    let Some(corpus) = corpus::open() else { return };
    let (mut read, mut foreign, mut lost) = (0, 0, Vec::new());
    for path in corpus.files() {
        let bytes = std::fs::read(&path).expect("readable");
        let is_dicom = corpus.is_dicom(&path);
        match Dicom::read(&Memory(&bytes), &Limits::default()) {
            Ok(dicom) => {
                println!("read: {} {:?}", path.display(), summary(&dicom));
                holds::tiling_and_identity(&bytes, &dicom);
                assert_ne!(is_dicom, Some(false), "{} is something else", path.display());
                read += 1;
            }
            Err(ParseError::NotDicom { .. }) if is_dicom == Some(false) => foreign += 1,
            Err(error) if REFUSED.iter().any(|end| path.ends_with(end)) => {
                println!("refused as known: {}: {error}", path.display());
            }
            Err(error) => {
                println!("refused: {} ({} bytes): {error}", path.display(), bytes.len());
                if is_dicom == Some(true) {
                    lost.push(path);
                }
            }
        }
    }
    println!("{read} files read and written back, {foreign} of other formats, {} refused", lost.len());
    assert_eq!(lost, Vec::<std::path::PathBuf>::new(), "listed as DICOM and refused");
    assert!(read > 0);
}

/// How often each fault stands in a file.
fn summary(dicom: &Dicom) -> std::collections::BTreeMap<FaultKind, usize> {
    let mut counts = std::collections::BTreeMap::new();
    dicom.faults().iter().for_each(|fault| *counts.entry(fault.kind).or_default() += 1);
    counts
}

#[test]
fn a_small_window_on_a_slow_source_finds_the_same_in_corpus_files() {
    let Some(corpus) = corpus::open() else { return };
    for path in corpus.files() {
        let bytes = std::fs::read(&path).expect("readable");
        let Ok(dicom) = Dicom::read(&Memory(&bytes), &Limits::default()) else { continue };
        let mut limits = Limits::default();
        limits.window = 100;
        let slow = Dicom::read(&Trickle::new(&bytes, 33), &limits).expect("it was read from memory");
        assert_eq!((slow.nodes(), slow.faults()), (dicom.nodes(), dicom.faults()), "{}", path.display());
    }
}

#[test]
fn corpus_files_say_the_same_when_every_element_is_kept() {
    let Some(corpus) = corpus::open() else { return };
    for path in corpus.files() {
        let bytes = std::fs::read(&path).expect("readable");
        let source = Memory(&bytes);
        let Ok(dicom) = Dicom::read(&source, &Limits::default()) else { continue };
        let kept = rewrites::kept(&dicom, &source);
        let again = Dicom::read(&Memory(&kept), &Limits::default()).expect("it is read again");
        assert!(content::of(&again, &Memory(&kept)) == content::of(&dicom, &source), "{}", path.display());
        let left: Vec<_> = again.faults().iter().filter(|fault| holds::is_mended(fault.kind)).collect();
        assert!(left.is_empty(), "{}: {left:?}", path.display());
    }
}
