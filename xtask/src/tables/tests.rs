//! The generators refuse what they do not understand, and what they made is what stands in the tree.
#![allow(clippy::unwrap_used, reason = "a test stops where it does not hold")]

use super::sources::{CSV, Sources};
use super::*;

#[test]
fn the_generated_files_are_what_data_says() {
    assert_eq!(tables(&root(), true).unwrap(), "tables: 7 files are up to date");
}

/// Changes one csv as if its SOURCE.md knew, and expects the generator's complaint.
#[track_caller]
fn refused(generate: Generator, path: &str, change: impl Fn(&str) -> String, complaint: &str) {
    let mut sources = Sources::load(&root()).unwrap();
    sources.tamper(path, change);
    let fault = generate(&sources).unwrap_err();
    assert!(fault.contains(complaint), "{fault}");
}

fn replace(from: &str, to: &str) -> impl Fn(&str) -> String {
    move |text| text.replacen(from, to, 1)
}

#[test]
fn an_unknown_code_is_refused() {
    let e11 = "data/ps315/e1-1.csv";
    refused(profile::generate, e11, replace(",X,", ",Y,"), "unknown basic code");
    refused(profile::generate, e11, replace(",X,,K,", ",X,,Q,"), "unknown option code");
    refused(dictionary::generate, "data/dicom/dictionary.csv", replace(",UL,", ",UQ,"), "unknown VR");
    refused(dictionary::generate, "data/dicom/dictionary.csv", replace(",UL,1,", ",UL,many,"), "unknown VM");
    refused(sr::generate, "data/ps315/sr-content.csv", replace(",TEXT,", ",PROSE,"), "unknown value type");
    refused(methods::generate, "data/ps315/method-codes.csv", replace(",DCM,", ",LN,"), "expected DCM");
    refused(private::generate, "data/ps315/safe-private.csv", replace("7053,", "7054,"), "no private element");
    refused(
        uids::generate,
        "data/dicom/wellknown-uids.csv",
        replace("1.2.840.10008.1.1,", "1.2.840.10008.1.x,"),
        "no UID",
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let twice = "stands twice";
    refused(profile::generate, "data/ps315/e1-1.csv", replace("(0000,1001)", "(0000,1000)"), twice);
    refused(dictionary::generate, "data/dicom/dictionary.csv", replace("00000001,", "00000000,"), twice);
    refused(methods::generate, "data/ps315/method-codes.csv", replace("113101,", "113100,"), twice);
    refused(uids::generate, "data/dicom/class-uids.csv", replace("00000003,", "00000002,"), twice);
    let compound = "data/ps315/compound.csv";
    refused(
        compound::generate,
        compound,
        replace("\n1.2.840.10008.5.1.4.1.1.1,,00080013,X/Z/D,3,X\n", "\n1.2.840.10008.5.1.4.1.1.1,,00080012,X/D,3,X\n"),
        twice,
    );
}

#[test]
fn repeating_tags_that_overlap_are_refused() {
    refused(dictionary::generate, "data/dicom/dictionary.csv", replace("50xx0005", "5xxx0010"), "overlaps");
}

#[test]
fn a_row_less_is_refused_for_every_csv() {
    for path in CSV {
        let mut sources = Sources::load(&root()).unwrap();
        sources.tamper(path, |text| text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n");
        let faults: Vec<String> = FILES.iter().filter_map(|(_, generate)| generate(&sources).err()).collect();
        assert!(faults.iter().any(|fault| fault.contains("rows, expected")), "{path}: {faults:?}");
    }
}

#[test]
fn a_csv_that_source_md_does_not_state_is_refused() {
    let mut sources = Sources::load(&root()).unwrap();
    sources.tamper("data/ps315/SOURCE.md", |text| text.replace("1b957d41", "00000000"));
    assert!(profile::generate(&sources).unwrap_err().contains("SOURCE.md has no line"));
    assert!(methods::generate(&sources).is_ok());
}

#[test]
fn an_action_that_does_not_follow_from_code_and_type_is_refused() {
    let compound = "data/ps315/compound.csv";
    let row = "1.2.840.10008.5.1.4.1.1.1,,00080012,X/D,3,X";
    let with = |new: &'static str| replace(row, new);
    refused(compound::generate, compound, with("1.2.840.10008.5.1.4.1.1.1,,00080012,X/D,3,D"), "is not D");
    refused(compound::generate, compound, with("1.2.840.10008.5.1.4.1.1.1,,00080012,X/Z,3,X"), "not that of e1-1.csv");
    refused(compound::generate, compound, with("1.2.840.10008.9,,00080012,X/D,3,X"), "not in sop-classes.csv");
}

#[test]
fn the_order_of_a_csv_does_not_matter() {
    let mut sources = Sources::load(&root()).unwrap();
    let before = methods::generate(&sources).unwrap();
    sources.tamper("data/ps315/method-codes.csv", |text| {
        let (head, rows) = text.split_once('\n').unwrap();
        let turned: Vec<&str> = rows.lines().rev().collect();
        format!("{head}\n{}\n", turned.join("\n"))
    });
    let after = methods::generate(&sources).unwrap();
    let body = |text: &str| text.split_once('\n').unwrap().1.to_owned();
    assert_eq!(body(&before), body(&after));
    assert_ne!(before, after, "the first line holds the digest");
}
