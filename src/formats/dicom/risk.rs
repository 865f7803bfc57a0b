//! Which DICOM files a person must look at before they may leave (DESIGN §8).
//!
//! In: a file's header. Out: codes. Does not: look at pixels; take a sender's `NO` for proof.
//!
//! Sources: PS3.3 C.8 (Image Type), C.7.6.1.1.2; PS3.4 B.5 (SOP classes).

use super::file::File;
use crate::outcome::Code;
use crate::policy::tables;
use dicom_parser_wasm::Tag;

const BURNED_IN_ANNOTATION: Tag = Tag(0x0028, 0x0301);
const IMAGE_TYPE: Tag = Tag(0x0008, 0x0008);
const BODY_PART: Tag = Tag(0x0018, 0x0015);
const MEDIA_DIRECTORY: &str = "1.2.840.10008.1.3.10";

/// CT, MR, PT, NM and their enhanced forms: without words in the picture as long as they are ORIGINAL\PRIMARY.
const CALM: [&str; 13] = [
    "1.2.840.10008.5.1.4.1.1.2",
    "1.2.840.10008.5.1.4.1.1.2.1",
    "1.2.840.10008.5.1.4.1.1.2.2",
    "1.2.840.10008.5.1.4.1.1.4",
    "1.2.840.10008.5.1.4.1.1.4.1",
    "1.2.840.10008.5.1.4.1.1.4.2",
    "1.2.840.10008.5.1.4.1.1.4.3",
    "1.2.840.10008.5.1.4.1.1.4.4",
    "1.2.840.10008.5.1.4.1.1.128",
    "1.2.840.10008.5.1.4.1.1.128.1",
    "1.2.840.10008.5.1.4.1.1.130",
    "1.2.840.10008.5.1.4.1.1.20",
    "1.2.840.10008.5.1.4.1.1.5",
];

/// Grids that were computed, not acquired: segmentations, dose, parametric maps. Calm whatever Image Type says.
const COMPUTED: [&str; 4] = [
    "1.2.840.10008.5.1.4.1.1.66.4",
    "1.2.840.10008.5.1.4.1.1.66.7",
    "1.2.840.10008.5.1.4.1.1.481.2",
    "1.2.840.10008.5.1.4.1.1.30",
];

/// Volumes from which a surface can be rendered: CT, MR, PT, their enhanced forms, X-ray 3D, 3D ultrasound.
const VOLUMES: [&str; 13] = [
    "1.2.840.10008.5.1.4.1.1.2",
    "1.2.840.10008.5.1.4.1.1.2.1",
    "1.2.840.10008.5.1.4.1.1.2.2",
    "1.2.840.10008.5.1.4.1.1.4",
    "1.2.840.10008.5.1.4.1.1.4.1",
    "1.2.840.10008.5.1.4.1.1.4.3",
    "1.2.840.10008.5.1.4.1.1.4.4",
    "1.2.840.10008.5.1.4.1.1.128",
    "1.2.840.10008.5.1.4.1.1.128.1",
    "1.2.840.10008.5.1.4.1.1.130",
    "1.2.840.10008.5.1.4.1.1.13.1.1",
    "1.2.840.10008.5.1.4.1.1.13.1.2",
    "1.2.840.10008.5.1.4.1.1.6.2",
];

const ENCAPSULATED_DOCUMENTS: &str = "1.2.840.10008.5.1.4.1.1.104.";
const SOUNDS: [&str; 2] = ["1.2.840.10008.5.1.4.1.1.9.4.1", "1.2.840.10008.5.1.4.1.1.9.4.2"];

/// What stands against the object's class, whatever a person decides; `None` for a class that is processed.
pub(super) fn class(sop_class: &str) -> Option<Code> {
    if sop_class == MEDIA_DIRECTORY {
        return Some(Code::MediaDirectory);
    }
    let is_storage = tables::sop_class(sop_class.as_bytes()).is_some() || is_retired_storage(sop_class);
    (!is_storage).then_some(Code::UnknownSopClass)
}

/// Storage classes that the standard has retired stand among its UIDs, below the arcs of storage.
fn is_retired_storage(uid: &str) -> bool {
    let in_arc =
        ["1.2.840.10008.5.1.4.1.1.", "1.2.840.10008.5.1.1.27", "1.2.840.10008.5.1.1.29", "1.2.840.10008.5.1.1.30"]
            .iter()
            .any(|arc| uid.starts_with(arc));
    in_arc && tables::is_well_known(uid.as_bytes())
}

/// The risks of a file, in the order of the documentation.
pub(super) fn risks(file: &File<'_>, sop_class: &str) -> Vec<Code> {
    let mut risks = Vec::new();
    let syntax = file.dicom.transfer_syntax().unwrap_or_default();
    // Encapsulated Document in an object of another class is replaced by a dummy like every D.
    if sop_class.starts_with(ENCAPSULATED_DOCUMENTS) {
        risks.push(Code::DocumentUndecided);
    }
    if SOUNDS.contains(&sop_class) {
        risks.push(Code::SoundUndecided);
    }
    if file.has_pictures() {
        if is_video(syntax) {
            risks.push(Code::VideoUndecided);
        } else if is_burned_in(file, sop_class) {
            risks.push(Code::BurnedInRisk);
        }
        if VOLUMES.contains(&sop_class) && is_head(file) {
            risks.push(Code::FaceRisk);
        }
    }
    risks
}

/// MPEG-2, MPEG-4 AVC, HEVC and their fragmentable forms (PS3.5 A.4.5 to A.4.7).
fn is_video(syntax: &str) -> bool {
    let last = syntax.strip_prefix("1.2.840.10008.1.2.4.").and_then(|rest| rest.split('.').next());
    last.and_then(|n| n.parse::<u16>().ok()).is_some_and(|n| (100..=108).contains(&n))
}

fn is_burned_in(file: &File<'_>, sop_class: &str) -> bool {
    if file.ascii(None, BURNED_IN_ANNOTATION).is_some_and(|v| v.eq_ignore_ascii_case("YES")) {
        return true;
    }
    if has_drawn_overlay(file) {
        return true;
    }
    if COMPUTED.contains(&sop_class) {
        return false;
    }
    let image_type = file.ascii(None, IMAGE_TYPE).unwrap_or_default().to_ascii_uppercase();
    let mut values = image_type.split('\\').map(str::trim);
    let is_original = values.next() == Some("ORIGINAL") && values.next() == Some("PRIMARY");
    let is_capture = values.any(|v| v.contains("SCREEN") || v.contains("DOSE"));
    !(CALM.contains(&sop_class) && is_original && !is_capture)
}

/// Whether an overlay stands in unused bits of the pixels, as PS3.5 8.1.2 once allowed: without data of its own, it
/// stays when its group goes.
fn has_drawn_overlay(file: &File<'_>) -> bool {
    let root = || file.dicom.children(None).filter_map(|index| file.dicom.node(index));
    root()
        .filter(|node| node.tag.0 >> 8 == 0x60 && node.tag.0 % 2 == 0 && node.tag.1 == 0x0102)
        .any(|node| file.dicom.find(Tag(node.tag.0, 0x3000)).is_none())
}

/// Beginnings of words that speak of a head, in Body Part Examined and in descriptions; `whole body` holds one.
const HEAD_WORDS: [&str; 27] = [
    "head",
    "brain",
    "skull",
    "face",
    "facial",
    "neck",
    "sinus",
    "iac",
    "orbit",
    "ear",
    "ears",
    "jaw",
    "maxill",
    "mandib",
    "tmj",
    "pituitar",
    "sella",
    "eye",
    "nose",
    "nasal",
    "cerebr",
    "crani",
    "dental",
    "teeth",
    "tooth",
    "parotid",
    "wholebody",
];
/// The same where words are not set apart by spaces.
const HEAD_PARTS: [&str; 8] = ["頭", "脳", "顔", "頸", "頚", "副鼻腔", "眼窩", "全身"];
/// Study, series, protocol and procedure descriptions.
const DESCRIPTIONS: [Tag; 5] =
    [Tag(0x0008, 0x1030), Tag(0x0008, 0x103E), Tag(0x0018, 0x1030), Tag(0x0032, 0x1060), Tag(0x0040, 0x0254)];

/// Whether a volume may show a head: by its body part, by a description, and where neither says which
/// part it is, by the size of the picture.
fn is_head(file: &File<'_>) -> bool {
    let part = file.ascii(None, BODY_PART).unwrap_or_default();
    let charset = file.charset(None, crate::text::charset::Charset::default());
    let mut described = DESCRIPTIONS.into_iter().filter_map(|tag| {
        let index = file.dicom.find(tag)?;
        let value = file.dicom.value(index, file.source).ok()?;
        Some(charset.decode(&value).text)
    });
    speaks_of_head(&part) || described.any(|text| speaks_of_head(&text)) || part.is_empty() && has_size_of_head(file)
}

fn speaks_of_head(text: &str) -> bool {
    let text = text.to_lowercase();
    let begins =
        |word: &str| HEAD_WORDS.iter().any(|head| if head.len() < 4 { word == *head } else { word.starts_with(head) });
    HEAD_PARTS.iter().any(|part| text.contains(part))
        || text.contains("whole body")
        || text.split(|c: char| !c.is_alphanumeric()).any(begins)
}

/// Millimetres of a picture that could hold a head and not much more.
const HEAD_SIZE: std::ops::RangeInclusive<f64> = 120.0..=350.0;

fn has_size_of_head(file: &File<'_>) -> bool {
    let number = |tag| {
        let index = file.dicom.find(tag)?;
        let value = file.dicom.value(index, file.source).ok()?;
        Some(f64::from(file.dicom.encoding().u16(&value)))
    };
    let spacing = file.ascii(None, Tag(0x0028, 0x0030)).or_else(|| nested_spacing(file));
    let mut spacing = spacing.as_deref().unwrap_or_default().split('\\').filter_map(|v| v.trim().parse::<f64>().ok());
    match (number(Tag(0x0028, 0x0010)), number(Tag(0x0028, 0x0011)), spacing.next(), spacing.next()) {
        (Some(rows), Some(columns), Some(dy), Some(dx)) => {
            HEAD_SIZE.contains(&(rows * dy)) && HEAD_SIZE.contains(&(columns * dx))
        }
        _ => false,
    }
}

/// Enhanced objects have their spacing in the functional groups.
fn nested_spacing(file: &File<'_>) -> Option<String> {
    let index = file.dicom.nodes().iter().position(|n| n.tag == Tag(0x0028, 0x0030))?;
    let value = file.dicom.value(index, file.source).ok()?;
    Some(String::from_utf8_lossy(&value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_head_are_known_and_others_let_be() {
        for text in
            ["HEAD", "Brain w/o", "t1_mprage head", "頭部CT", "WHOLEBODY", "Whole Body PET", "IAC", "SKULL-BASE"]
        {
            assert!(speaks_of_head(text), "{text}");
        }
        for text in ["HEART", "surface coil", "overhead", "CHEST", "interface", "year", "胸部"] {
            assert!(!speaks_of_head(text), "{text}");
        }
    }

    #[test]
    fn retired_and_present_storage_is_processed_and_the_rest_is_not() {
        for uid in ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.6", "1.2.840.10008.5.1.4.1.1.7"] {
            assert_eq!(class(uid), None, "{uid}");
        }
        assert_eq!(class("1.2.840.113619.4.30"), Some(Code::UnknownSopClass));
        assert_eq!(class("1.2.840.10008.1.3.10"), Some(Code::MediaDirectory));
        assert_eq!(class(""), Some(Code::UnknownSopClass));
    }

    #[test]
    fn films_are_known_by_their_transfer_syntax() {
        assert!(is_video("1.2.840.10008.1.2.4.102.1") && is_video("1.2.840.10008.1.2.4.100"));
        assert!(!is_video("1.2.840.10008.1.2.4.90") && !is_video("1.2.840.10008.1.2.4.110"));
    }
}
