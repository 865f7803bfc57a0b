//! New files out of old ones by the crate's writer.

use super::datasets;
use dicom_parser_wasm::{Dicom, Rope, Source, Writer};

/// A file of our own meta information and the data set of `rope`, whose ranges are of the stream of `dicom`.
pub fn file(dicom: &Dicom, source: &dyn Source, rope: &Rope) -> Vec<u8> {
    let mut bytes = datasets::meta(dicom.encoding());
    bytes.extend(rope.to_vec(dicom.stream(source)).expect("in memory"));
    bytes
}

/// The file with every top-level node kept.
pub fn kept(dicom: &Dicom, source: &dyn Source) -> Vec<u8> {
    let mut writer = Writer::new(dicom);
    dicom.children(None).for_each(|index| writer.keep(index));
    file(dicom, source, &writer.finish())
}
