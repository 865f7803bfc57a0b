//! Compound codes: the reference's check points by hand, then every row of compound.csv and every missing one.
//!
//! The model is written a second time here, on the csv itself.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn resolve(uid: Option<&str>, path: &[u32], tag: u32, code: Basic) -> Resolved {
    super::resolve(class(uid), path, tag, code)
}

const COMPOUND: &str = include_str!("../../../../data/ps315/compound.csv");

/// The class's top level: the named attributes, every other compound code that allows it is X.
#[track_caller]
fn check_points(class: &str, named: &[(u32, Resolved)]) {
    for (tag, expected) in named {
        let code = row(*tag).unwrap().basic;
        assert_eq!(resolve(Some(class), &[], *tag, code), *expected, "{tag:08X}");
    }
    let others = rows().filter(|row| matches!(row.basic, Basic::XD | Basic::XZ | Basic::XZD | Basic::XZU));
    for row in others.filter(|row| named.iter().all(|(tag, _)| *tag != row.tag)) {
        assert_eq!(resolve(Some(class), &[], row.tag, row.basic), Resolved::X, "{}", row.name);
    }
}

#[test]
fn compound_codes_at_the_top_level_of_five_classes() {
    use Resolved::{D, U, Z};
    let (content_date, content_time, acquisition, context) = (0x0008_0023, 0x0008_0033, 0x0008_002A, 0x0040_0555);
    let everywhere = [(0x0010_0020, Z), (0x0010_2203, Z)];
    let with = |own: &[(u32, Resolved)]| [&everywhere, own].concat();
    check_points(CT, &with(&[(content_date, Z), (content_time, Z), (0x0018_0010, Z)]));
    check_points(ULTRASOUND, &with(&[(content_date, Z), (content_time, Z), (0x0018_0010, Z), (acquisition, D)]));
    check_points(VL_ENDOSCOPIC, &with(&[(content_date, Z), (content_time, D), (0x0008_1140, U), (context, Z)]));
    check_points(RT_PLAN, &with(&[(0x300A_0006, D), (0x300A_0007, D), (0x0008_1070, Z), (0x300E_0008, Z)]));
    check_points(
        ENHANCED_MR,
        &with(&[
            (content_date, D),
            (content_time, D),
            (acquisition, D),
            (0x0008_1111, D),
            (0x0018_1000, D),
            (context, Z),
        ]),
    );
}

#[track_caller]
fn check(class: &str, path: &[u32], tag: u32, expected: Resolved) {
    assert_eq!(resolve(Some(class), path, tag, row(tag).unwrap().basic), expected, "{path:08X?} {tag:08X}");
}

#[test]
fn the_path_decides_and_not_the_tag_alone() {
    // Patient ID: type 2 at the top, type 1 in Other Patient IDs Sequence.
    check(CT, &[], 0x0010_0020, Resolved::Z);
    check(CT, &[0x0010_1002], 0x0010_0020, Resolved::D);
    // Institution Name: type 3 at the top, 1C beside the identification of a person.
    check(CT, &[], 0x0008_0080, Resolved::X);
    check(CT, &[0x0008_0096], 0x0008_0080, Resolved::D);
    // Functional groups stand with all that is in them under the shared and the per-frame sequence.
    for groups in [0x5200_9229, 0x5200_9230] {
        check(ENHANCED_MR, &[groups], 0x0008_1140, Resolved::Z);
        check(ENHANCED_MR, &[groups, 0x0008_9124], 0x0008_2112, Resolved::Z);
    }
}

#[test]
fn a_content_item_at_any_depth_is_like_the_first() {
    let comprehensive_sr = "1.2.840.10008.5.1.4.1.1.88.33";
    for depth in 0..40 {
        check(comprehensive_sr, &vec![0x0040_A730; depth], 0x0040_A032, Resolved::D);
    }
    // All levels of it are stripped, wherever they stand: Institution Name of an author is type 2.
    let author = 0x0040_A078;
    check(comprehensive_sr, &[author], 0x0008_0080, Resolved::Z);
    check(comprehensive_sr, &[0x0040_A730, 0x0040_A730, author], 0x0008_0080, Resolved::Z);
    check(comprehensive_sr, &[0x0040_A730, author, 0x0040_A730], 0x0008_0080, Resolved::Z);
    check(comprehensive_sr, &[0x0040_A043, author], 0x0008_0080, Resolved::X);
}

#[test]
fn what_the_iod_does_not_have_is_optional() {
    for (code, expected) in [
        (Basic::ZD, Resolved::Z),
        (Basic::XZ, Resolved::X),
        (Basic::XD, Resolved::X),
        (Basic::XZD, Resolved::X),
        (Basic::XZU, Resolved::X),
    ] {
        assert_eq!(resolve(Some(CT), &[0x0009_1001], 0x0010_0020, code), expected, "{code:?}");
    }
}

#[test]
fn an_unknown_class_gets_the_safest_reading() {
    // The directory is a class of the standard, but no table says what types its records have.
    for class in [None, Some(""), Some("1.2.3.4"), Some("1.2.840.10008.1.3.10")] {
        for (code, expected) in [
            (Basic::ZD, Resolved::Z),
            (Basic::XZ, Resolved::Z),
            (Basic::XD, Resolved::D),
            (Basic::XZD, Resolved::Z),
            (Basic::XZU, Resolved::Z),
        ] {
            assert_eq!(resolve(class, &[], 0x0010_0020, code), expected, "{class:?} {code:?}");
        }
    }
}

#[test]
fn a_plain_code_needs_no_class() {
    for class in [None, Some(CT)] {
        assert_eq!(resolve(class, &[], 0x0010_0020, Basic::X), Resolved::X);
        assert_eq!(resolve(class, &[], 0x0010_0020, Basic::Z), Resolved::Z);
        assert_eq!(resolve(class, &[], 0x0010_0020, Basic::D), Resolved::D);
        assert_eq!(resolve(class, &[], 0x0010_0020, Basic::U), Resolved::U);
    }
}

/// The csv as a map, and every (path, tag, code) in it.
type Model = (BTreeMap<(&'static str, Vec<u32>, u32), &'static str>, BTreeSet<(Vec<u32>, u32, &'static str)>);

fn model() -> Model {
    let (mut actions, mut places) = (BTreeMap::new(), BTreeSet::new());
    for line in COMPOUND.lines().skip(1) {
        let [class, path, tag, code, _, resolved] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let hex = |digits| u32::from_str_radix(digits, 16).unwrap();
        let path: Vec<u32> = path.split(':').filter(|part| !part.is_empty()).map(hex).collect();
        actions.insert((class, path.clone(), hex(tag)), resolved);
        places.insert((path, hex(tag), code));
    }
    (actions, places)
}

#[test]
fn every_row_of_the_csv_resolves_and_every_missing_one_is_absent() {
    let (actions, places) = model();
    assert_eq!((actions.len(), places.len()), (9424, 335));
    let classes: BTreeSet<&str> = actions.keys().map(|(class, ..)| *class).collect();
    assert_eq!(classes.len(), 179);
    let mut found = 0;
    for class in classes {
        for (path, tag, code) in &places {
            let stripped: Vec<u32> = path.iter().copied().filter(|it| *it != 0x0040_A730).collect();
            let as_is = actions.get(&(class, path.clone(), *tag));
            found += usize::from(as_is.is_some());
            let absent = if *code == "Z/D" { "Z" } else { "X" };
            let expected = as_is.or_else(|| actions.get(&(class, stripped, *tag))).unwrap_or(&absent);
            let basic = row(*tag).unwrap().basic;
            assert_eq!(spelling(basic), *code);
            let action = format!("{:?}", resolve(Some(class), path, *tag, basic));
            assert_eq!(action, *expected, "{class} {path:08X?} {tag:08X}");
        }
    }
    assert_eq!(found, 9424, "every row was asked for");
}
