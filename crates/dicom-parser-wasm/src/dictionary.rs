//! The value representation of an attribute by its tag: dicom-dictionary-std's table, and the rules for private tags.

use dicom_core::dictionary::{DataDictionary, VirtualVr};
use dicom_core::{Tag, VR};
use dicom_dictionary_std::StandardDataDictionary;

/// The VR of a standard attribute. `None` for attributes that the dictionary does not know; private
/// creators are LO and group lengths UL. Where the standard leaves a choice (US or SS, OB or OW),
/// the first that any value fits.
pub fn dictionary_vr(tag: Tag) -> Option<VR> {
    StandardDataDictionary.by_tag(tag).map(|entry| match entry.vr {
        VirtualVr::Exact(vr) => vr,
        other => other.relaxed(),
    })
}

/// Whether the standard knows the tag, private creators and group lengths included.
pub(crate) fn is_known(tag: Tag) -> bool {
    StandardDataDictionary.by_tag(tag).is_some()
}
