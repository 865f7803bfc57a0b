//! The class for JavaScript, called from Rust: `cargo test -p dicom-parser-wasm --features js`.
#![cfg(feature = "js")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use dicom_parser_wasm::js::DicomFile;
use support::vectors;

fn file(vector: &str) -> DicomFile {
    DicomFile::new(vectors::bytes(vector)).unwrap_or_else(|_| panic!("{vector} is read"))
}

#[test]
fn paths_lead_to_values_at_any_depth() {
    let file = file("implicit_sq_in_explicit");
    let tags =
        ["00080016", "00080018", "00081140", "00081140[0].00081150", "00081140[0].00081155", "00100010", "00100020"];
    assert_eq!(file.tags(), tags);
    assert_eq!(file.value("00100010").as_deref(), Some(&b"Yamada^Tarou"[..]));
    assert_eq!(file.value("00081140[0].00081155").as_deref(), Some(&b"1.2.9\0"[..]));
    assert_eq!(file.vr("00081140").as_deref(), Some("SQ"));
    assert_eq!(file.faults(), ["OtherEncodingInItem at 320"]);
}

#[test]
fn paths_that_lead_nowhere_have_no_value() {
    let file = file("implicit_sq_in_explicit");
    let nowhere =
        ["", "00100030", "00081140[1].00081155", "00081140[0]", "00081140.00081155", "[0]", "001000100010", "x"];
    for path in nowhere {
        assert_eq!(file.value(path), None, "{path}");
    }
}

#[test]
fn pixel_data_and_repeated_items_have_paths() {
    assert!(file("icon_encaps").tags().contains(&"00880200[0].7fe00010".to_owned()));
    assert_eq!(file("encaps_ok").value("7fe00010").as_deref(), Some(&[][..]));
}
