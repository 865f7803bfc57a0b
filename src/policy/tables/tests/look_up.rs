//! Dictionary, UIDs, content items, private attributes: rows known by hand, and what is not found.

use super::*;

#[test]
fn a_tag_has_its_vr_and_an_ambiguous_one_says_so() {
    let check = |tag, keyword, vr: &[u8; 2], alternatives| {
        let entry = entry(tag).unwrap();
        assert_eq!((entry.keyword, entry.vr, entry.alternatives), (keyword, Some(*vr), alternatives), "{tag:08X}");
    };
    check(0x0010_0010, "PatientName", b"PN", false);
    check(0x0020_000D, "StudyInstanceUID", b"UI", false);
    check(0x0028_0106, "SmallestImagePixelValue", b"US", true);
    check(0x7FE0_0010, "PixelData", b"OB", true);
    check(0x5200_9230, "PerFrameFunctionalGroupsSequence", b"SQ", false);
    check(0x6002_3000, "OverlayData", b"OB", true);
    check(0x50FE_2500, "CurveLabel", b"LO", false);
    check(0x0020_3142, "SourceImageIDs", b"CS", false);
    check(0x1010_0007, "ZonalMap", b"US", false);
    check(0x0028_0400, "TransformLabel", b"LO", false);
    check(0x0028_0410, "RowsForNthOrderCoefficients", b"US", false);
    check(0x7F02_0010, "VariablePixelData", b"OB", true);
    assert_eq!(entry(0xFFFE_E000).unwrap().vr, None);
    assert!(entry(0x0040_A021).unwrap().retired && !entry(0x0010_0010).unwrap().retired);
    for tag in [0x0009_0010, 0x6001_3000, 0x5001_0005, 0x7F01_0010, 0x0010_0001, 0x7770_0010] {
        assert_eq!(entry(tag), None, "{tag:08X}");
    }
}

#[test]
fn the_number_of_values_is_readable() {
    let check = |tag, least, greatest, step| {
        assert_eq!(entry(tag).unwrap().vm, Vm { least, greatest, step }, "{tag:08X}");
    };
    check(0x0010_0010, 1, 1, 1);
    check(0x0008_0008, 2, 0, 1);
    check(0x0020_0037, 6, 6, 1);
    check(0x0028_0030, 2, 2, 1);
    check(0x3006_0050, 3, 0, 3);
}

#[test]
fn a_uid_of_the_standard_is_known_and_one_byte_more_or_less_is_not() {
    for uid in ["1.2.840.10008.1.2", "1.2.840.10008.1.4.1.1", "1.2.840.10008.2.16.4", CT] {
        assert!(is_well_known(uid.as_bytes()), "{uid}");
    }
    for uid in ["", "1.2.840.10008", "1.2.840.10008.1.2\0", "1.2.840.10008.1.2.", "2.25.1", "\u{ff}"] {
        assert!(!is_well_known(uid.as_bytes()), "{uid:?}");
    }
}

#[test]
fn a_sop_class_knows_whether_it_is_an_image() {
    let check = |uid: &str, iod, pixels| {
        let class = sop_class(uid.as_bytes()).unwrap();
        assert_eq!((class.iod, class.pixels), (iod, pixels), "{uid}");
    };
    check(CT, "ct-image", true);
    check(ENHANCED_MR, "enhanced-mr-image", true);
    check(RT_PLAN, "rt-plan", false);
    check("1.2.840.10008.5.1.4.1.1.30", "parametric-map", true);
    check("1.2.840.10008.5.1.4.1.1.4.2", "mr-spectroscopy", false);
    check("1.2.840.10008.5.1.4.1.1.104.1", "encapsulated-pdf", false);
    assert_eq!(SOP_CLASSES.iter().filter(|class| class.pixels).count(), 66);
    assert_eq!(sop_class(b"1.2.3"), None);
    assert!(SOP_CLASSES.iter().all(|class| is_well_known(class.uid.as_bytes())));
}

#[test]
fn attributes_that_name_a_class_are_uids_and_none_is_in_the_profile() {
    for tag in CLASS_ATTRIBUTES {
        assert_eq!(entry(tag).unwrap().vr, Some(*b"UI"), "{tag:08X}");
        assert_eq!(row(tag), None, "{tag:08X}");
    }
    assert!(is_class_attribute(0x0008_1150) && is_class_attribute(0x0002_0010));
    assert!(!is_class_attribute(0x0008_1155) && !is_class_attribute(0x0008_0018));
}

#[test]
fn content_items_are_found_by_concept_and_value_type() {
    use ProfileOption::*;
    let accession = concept("DCM", "121022", "TEXT").unwrap();
    assert_eq!((accession.meaning, accession.basic), ("Accession Number", Basic::X));
    let acquisition = concept("DCM", "126201", "DATE").unwrap();
    assert_eq!(content_action(acquisition, OptionSet::of(&[FullDates])), Action::Keep(FullDates));
    assert_eq!(content_action(acquisition, OptionSet::of(&[ModifiedDates])), Action::Clean(ModifiedDates));
    let image = concept("DCM", "113795", "IMAGE").unwrap();
    assert_eq!(content_action(image, OptionSet::of(&[Uids])), Action::Keep(Uids));
    assert_eq!(content_action(image, OptionSet::NONE), Action::Basic(Basic::D));
    assert_eq!(concept("DCM", "121022", "CODE"), None);
    let codes = [Basic::X, Basic::D, Basic::XD].map(|code| CONTENT.iter().filter(|row| row.basic == code).count());
    assert_eq!(codes, [135, 60, 19]);
    let kept = |option| CONTENT.iter().filter(|row| row.keep.contains(option)).count();
    assert_eq!(
        [Uids, DeviceIdentity, InstitutionIdentity, PatientCharacteristics, FullDates].map(kept),
        [62, 14, 7, 2, 44]
    );
    let cleaned = |option| CONTENT.iter().filter(|row| row.clean.contains(option)).count();
    assert_eq!([ModifiedDates, CleanDescriptors].map(cleaned), [44, 45]);
}

#[test]
fn a_safe_private_attribute_is_found_by_its_creator_as_written() {
    let factor = safe_private(0x7053, "Philips PET Private Group", 0x00).unwrap();
    assert_eq!((factor.vr, factor.alternatives), (Some(*b"DS"), false));
    assert!(safe_private(0x00E1, "ELSCINT1", 0x21).is_some());
    assert_eq!(safe_private(0x7053, "PHILIPS PET PRIVATE GROUP", 0x00), None);
    assert_eq!(safe_private(0x7053, "Philips PET Private Group", 0x01), None);
    assert_eq!(SAFE_PRIVATE.iter().filter(|row| row.alternatives).count(), 2, "OW/OB");
    assert_eq!(SAFE_PRIVATE.iter().filter(|row| row.vr.is_none()).count(), 5);
}
