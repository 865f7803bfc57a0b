//! Dummy values: legal for their VR, never empty, without a trace of what stood there (PS3.15 E.1.1, code D).
//!
//! Does not: know attributes, but for the few whose values are defined terms of their own.

use crate::policy::tables;
use dicom_parser_wasm::VR;

/// A dummy for an attribute, as often as its multiplicity asks for. UIDs are not made here: they are mapped.
pub(super) fn value(tag: u32, vr: VR) -> Vec<u8> {
    let least = tables::entry(tag).map_or(1, |entry| usize::from(entry.vm.least.max(1)));
    let text = |one: &str| [one].repeat(least).join("\\").into_bytes();
    let zeros = |size: usize| vec![0; size.saturating_mul(least)];
    match (tag, vr) {
        (0x0008_0201, _) => b"+0000".to_vec(),
        (_, VR::AE) => text("KAMEI"),
        (_, VR::AS) => text("000Y"),
        (_, VR::CS | VR::LO | VR::SH | VR::PN | VR::ST | VR::LT | VR::UT | VR::UC) => text("REMOVED"),
        (_, VR::DA) => text("19000101"),
        (_, VR::DT) => text("19000101000000"),
        (_, VR::TM) => text("000000"),
        (_, VR::DS | VR::IS) => text("0"),
        (_, VR::UR) => b"http://example.invalid/".to_vec(),
        (_, VR::SS | VR::US) => zeros(2),
        (_, VR::AT | VR::FL | VR::SL | VR::UL) => zeros(4),
        (_, VR::FD | VR::SV | VR::UV) => zeros(8),
        (_, VR::OF | VR::OL) => vec![0; 4],
        (_, VR::OD | VR::OV) => vec![0; 8],
        // OB, OW, UN. Zero is the same in every byte order.
        _ => vec![0; 2],
    }
}

/// Zeros in the place of numbers, as many as there were: inside of dummy items, where the number of
/// values belongs to the structure.
pub(super) fn zeros(vr: VR, old: &[u8]) -> Option<Vec<u8>> {
    match vr {
        VR::DS | VR::IS => {
            let count = old.split(|b| *b == b'\\').count();
            Some(["0"].repeat(count).join("\\").into_bytes())
        }
        VR::SS | VR::US | VR::AT | VR::FL | VR::SL | VR::UL | VR::FD | VR::SV | VR::UV => Some(vec![0; old.len()]),
        _ => None,
    }
}
