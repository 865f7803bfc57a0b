//! Table E.1-1: cell by cell as its csv, counts, rows known by hand, options that meet.

use super::*;

const PROFILE_CSV: &str = include_str!("../../../../data/ps315/e1-1.csv");

#[test]
fn the_codes_of_the_profile_add_up() {
    use Basic::*;
    let expected = [(X, 417), (D, 93), (U, 55), (Z, 42), (XD, 23), (XZ, 11), (XZD, 8), (ZD, 6), (XZU, 2)];
    for (code, count) in expected {
        assert_eq!(rows().filter(|row| row.basic == code).count(), count, "{code:?}");
    }
}

#[test]
fn the_columns_of_the_options_add_up() {
    use ProfileOption::*;
    let expected = [
        (SafePrivate, 0, 1),
        (Uids, 60, 0),
        (DeviceIdentity, 48, 11),
        (InstitutionIdentity, 10, 0),
        (PatientCharacteristics, 14, 5),
        (FullDates, 169, 0),
        (ModifiedDates, 0, 169),
        (CleanDescriptors, 0, 141),
        (CleanStructuredContent, 0, 4),
        (CleanGraphics, 0, 4),
    ];
    for (option, keep, clean) in expected {
        let found = |pick: fn(&Row) -> OptionSet| rows().filter(|row| pick(row).contains(option)).count();
        assert_eq!((found(|row| row.keep), found(|row| row.clean)), (keep, clean), "{option:?}");
    }
}

#[test]
fn every_cell_of_the_csv_stands_in_the_table() {
    let mut reader = csv::Reader::from_reader(PROFILE_CSV.as_bytes());
    let mut seen = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let (name, tag) = (record.get(0).unwrap(), record.get(1).unwrap());
        // A tag that the row for many tags must answer for: the first curve, overlay and private group.
        let tag = match tag {
            "(gggg,eeee) where gggg is odd" => 0x0009_1001,
            tag => u32::from_str_radix(&tag.trim_matches(['(', ')']).replace(',', "").replace('x', "0"), 16).unwrap(),
        };
        let row = row(tag).unwrap();
        assert_eq!(row.name, name);
        assert_eq!(spelling(row.basic), record.get(4).unwrap(), "{name}");
        for (option, cell) in ProfileOption::ALL.into_iter().zip(record.iter().skip(5)) {
            let expected = (cell == "K", cell == "C");
            assert_eq!((row.keep.contains(option), row.clean.contains(option)), expected, "{name}, {option:?}");
        }
        seen += 1;
    }
    assert_eq!(seen, 657);
}

#[test]
fn the_birth_date_is_z_and_no_option_speaks_of_it() {
    let row = row(0x0010_0030).unwrap();
    assert_eq!((row.basic, row.keep, row.clean), (Basic::Z, OptionSet::NONE, OptionSet::NONE));
    assert_eq!(action(row, OptionSet::of(&ProfileOption::ALL)), Action::Basic(Basic::Z));
}

#[test]
fn the_rows_that_reviewers_ask_for_first() {
    let check = |tag, name, basic| {
        let row = row(tag).unwrap();
        assert_eq!((row.name, row.basic), (name, basic));
    };
    check(0x0010_0010, "Patient's Name", Basic::Z);
    check(0x0010_0020, "Patient ID", Basic::ZD);
    check(0x0010_0040, "Patient's Sex", Basic::Z);
    check(0x0010_1010, "Patient's Age", Basic::X);
    check(0x0008_0018, "SOP Instance UID", Basic::U);
    check(0x0008_0080, "Institution Name", Basic::XZD);
    check(0x0400_0561, "Original Attributes Sequence", Basic::X);
    check(0x3004_007F, "Dose Calculation Model Name", Basic::X);
    check(0x0070_0006, "Unformatted Text Value", Basic::D);
    assert_eq!(row(0x0400_0500), None, "Encrypted Attributes Sequence is not in the table");
    assert_eq!(row(0x0008_0070), None, "Manufacturer is not in the table");
}

#[test]
fn curves_overlays_and_private_groups_are_found_in_every_group() {
    for tag in [0x5000_0005, 0x5002_3000, 0x501E_0010, 0x50FE_2500] {
        assert_eq!(row(tag), Some(&CURVES), "{tag:08X}");
    }
    assert_eq!(row(0x6000_3000), Some(&OVERLAY_DATA));
    assert_eq!(row(0x601E_3000), Some(&OVERLAY_DATA));
    assert_eq!(row(0x6002_4000), Some(&OVERLAY_COMMENTS));
    assert_eq!(row(0x6002_0022), None, "Overlay Description is not in the table");
    for tag in [0x0009_0010, 0x5001_3000, 0x6001_3000, 0xFFFF_FFFF] {
        assert_eq!(row(tag), Some(&PRIVATE), "{tag:08X}");
    }
}

#[test]
fn sixteen_rows_hear_two_options() {
    use ProfileOption::{FullDates, ModifiedDates};
    // The two date options exclude each other, so that a row of both hears one of them.
    let hears = |row: &&Row| {
        let options = ProfileOption::ALL.into_iter().filter(|it| row.keep.contains(*it) || row.clean.contains(*it));
        options.filter(|it| *it != FullDates).count()
    };
    let both: Vec<&Row> = rows().filter(|row| hears(row) > 1).collect();
    assert_eq!(both.len(), 16);
    assert!(rows().all(|row| row.keep.contains(FullDates) == row.clean.contains(ModifiedDates)));
    // Ten are dates of a device, its calibrations above all, one of a beam hold: device K against dates C.
    let differ = both.iter().filter(|row| row.keep != OptionSet::NONE && row.clean != OptionSet::NONE);
    assert_eq!(differ.count(), 11);
}

#[test]
fn the_more_protective_of_two_options_wins() {
    use ProfileOption::*;
    let check = |tag, options: &[ProfileOption], expected| {
        assert_eq!(action(row(tag).unwrap(), OptionSet::of(options)), expected, "{tag:08X} {options:?}");
    };
    // Date of Last Calibration: device K, full dates K, modified dates C.
    check(0x0018_1200, &[], Action::Basic(Basic::X));
    check(0x0018_1200, &[DeviceIdentity], Action::Keep(DeviceIdentity));
    check(0x0018_1200, &[DeviceIdentity, FullDates], Action::Keep(DeviceIdentity));
    check(0x0018_1200, &[DeviceIdentity, ModifiedDates], Action::Clean(ModifiedDates));
    check(0x0018_1200, &[FullDates, ModifiedDates], Action::Clean(ModifiedDates));
    check(0x0018_1200, &[InstitutionIdentity], Action::Basic(Basic::X));
    // Device UID: both K. Allergies: both C.
    check(0x0018_1002, &[DeviceIdentity, Uids], Action::Keep(Uids));
    check(0x0010_2110, &[CleanDescriptors, PatientCharacteristics], Action::Clean(PatientCharacteristics));
    check(0x0009_1001, &[SafePrivate], Action::Clean(SafePrivate));
}

#[test]
fn every_option_has_its_method_code() {
    let meanings: Vec<&str> = ProfileOption::ALL
        .into_iter()
        .map(|option| METHODS.iter().find(|method| method.code == option.method()).unwrap().meaning)
        .collect();
    assert_eq!(
        meanings,
        [
            "Retain Safe Private Option",
            "Retain UIDs Option",
            "Retain Device Identity Option",
            "Retain Institution Identity Option",
            "Retain Patient Characteristics Option",
            "Retain Longitudinal Temporal Information Full Dates Option",
            "Retain Longitudinal Temporal Information Modified Dates Option",
            "Clean Descriptors Option",
            "Clean Structured Content Option",
            "Clean Graphics Option",
        ]
    );
}
