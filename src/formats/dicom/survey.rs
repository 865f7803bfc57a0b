//! What a DICOM file says about people and structure.
//!
//! Does not: change anything, or join people.

use super::super::{Finding, Limits};
use super::file::{File, ISSUER, PATIENT_ID, SERIES_INSTANCE, STUDY_INSTANCE};
use super::risk;
use crate::identity::{Claim, Evidence, OF_STUDY, Role, SubjectKey};
use crate::outcome::{Code, Reason};
use crate::text::charset::Charset;
use dicom_parser_wasm::{Kind, Source, Tag, VR};

const MODALITY: Tag = Tag(0x0008, 0x0060);
/// Names and ids of the patient, wherever they stand.
const KIN: [(Tag, Role); 6] = [
    (Tag(0x0010, 0x0010), Role::Name),
    (Tag(0x0010, 0x0020), Role::Id),
    (Tag(0x0010, 0x1000), Role::Id),
    (Tag(0x0010, 0x1001), Role::Name),
    (Tag(0x0010, 0x1005), Role::Name),
    (Tag(0x0010, 0x1060), Role::OtherName), // Patient's Mother's Birth Name
];
/// Claims of one file; real files have fewer than ten.
const MOST_CLAIMS: usize = 1000;

pub(super) fn survey(source: &dyn Source, limits: &Limits) -> Option<Finding> {
    let file = match File::read(source, limits)? {
        Ok(file) => file,
        Err(reason) => return Some(Finding::Held(reason)),
    };
    if let Some(reason) = file.damage() {
        return Some(Finding::Held(reason));
    }
    let sop_class = file.sop_class().unwrap_or_default();
    let instance = file.instance();
    if let Some(code) = risk::class(&sop_class) {
        return Some(Finding::Held(Reason::new(code)));
    }
    let Some(instance) = instance else { return Some(Finding::Held(Reason::new(Code::NoInstance))) };
    let study = file.ascii(None, STUDY_INSTANCE).unwrap_or_default();
    let charset = file.charset(None, Charset::default());
    let text = |tag| {
        let index = file.dicom.find(tag)?;
        let value = file.dicom.value(index, file.source).ok()?;
        Some(trim(&charset.decode(&value).text).to_owned()).filter(|text| !text.is_empty())
    };
    let id = text(PATIENT_ID);
    let subject = SubjectKey {
        issuer: if id.is_some() { text(ISSUER).unwrap_or_default() } else { String::new() },
        id: id.unwrap_or_else(|| format!("{OF_STUDY}{}", if study.is_empty() { &instance } else { &study })),
    };
    let evidence = Evidence {
        subject,
        claims: claims(&file, charset),
        study,
        series: file.ascii(None, SERIES_INSTANCE).unwrap_or_default(),
        instance,
        modality: file.ascii(None, MODALITY).unwrap_or_default(),
    };
    Some(Finding::Ready { evidence, risks: risk::risks(&file, &sop_class) })
}

fn trim(text: &str) -> &str {
    text.trim_matches(['\0', ' ', '\u{3000}'])
}

/// Values that name the patient, at every depth, each read in the character set of its item.
fn claims(file: &File<'_>, root: Charset) -> Vec<Claim> {
    let mut claims = Vec::new();
    // The items that are open, with their end and character set.
    let mut open: Vec<(usize, Charset)> = Vec::new();
    for (index, node) in file.dicom.nodes().iter().enumerate() {
        while open.last().is_some_and(|(end, _)| index >= *end) {
            open.pop();
        }
        let around = open.last().map_or(root, |(_, charset)| *charset);
        if node.kind == Kind::Item {
            let end = usize::try_from(node.end).unwrap_or(usize::MAX);
            open.push((end, file.charset(Some(index), around)));
            continue;
        }
        let Some((_, role)) = KIN.iter().find(|(tag, _)| *tag == node.tag) else { continue };
        if node.kind != Kind::Element || node.length == 0 || node.length > 4096 || node.vr == VR::SQ {
            continue;
        }
        let Ok(value) = file.dicom.value(index, file.source) else { continue };
        let decoded = around.decode(&value);
        for part in decoded.text.split('\\').map(trim).filter(|part| !part.is_empty()) {
            if claims.len() < MOST_CLAIMS {
                claims.push(Claim { role: *role, value: part.to_owned() });
            }
        }
    }
    claims.sort();
    claims.dedup();
    claims
}
