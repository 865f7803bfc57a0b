//! A DICOM file with the values that survey and rewrite both ask for.
//!
//! Does not: judge or change anything.

use super::super::Limits;
use crate::outcome::{Code, Reason};
use crate::policy::tables;
use crate::text::charset::Charset;
use dicom_parser_wasm::{Dicom, Encoding, FaultKind, Kind, ParseError, Source, Tag};

pub(super) const SPECIFIC_CHARACTER_SET: Tag = Tag(0x0008, 0x0005);
pub(super) const SOP_CLASS: Tag = Tag(0x0008, 0x0016);
const SOP_INSTANCE: Tag = Tag(0x0008, 0x0018);
pub(super) const STUDY_INSTANCE: Tag = Tag(0x0020, 0x000D);
pub(super) const SERIES_INSTANCE: Tag = Tag(0x0020, 0x000E);
pub(super) const PATIENT_ID: Tag = Tag(0x0010, 0x0020);
pub(super) const ISSUER: Tag = Tag(0x0010, 0x0021);
/// Icon Image Sequence.
const ICON_IMAGE: Tag = Tag(0x0088, 0x0200);
const MEDIA_SOP_CLASS: Tag = Tag(0x0002, 0x0002);

/// The pixel elements of PS3.3 C.7.6.3, C.7.6.24, C.7.6.25.
const PIXELS: [Tag; 3] = [Tag(0x7FE0, 0x0008), Tag(0x7FE0, 0x0009), Tag(0x7FE0, 0x0010)];

/// Transfer syntaxes in which pixel data are not encapsulated.
const NATIVE: [&str; 5] =
    ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99", "1.2.840.113619.5.2"];

/// Whether an element with this tag holds pixels.
pub(super) fn is_pixels(tag: Tag) -> bool {
    PIXELS.contains(&tag)
}

/// Whether a transfer syntax is one of the standard, or the one private one that is understood. Of others nobody can
/// say how their pixel data are written, and the UID itself is somebody's.
fn is_known(syntax: &str) -> bool {
    NATIVE.contains(&syntax) || tables::is_well_known(syntax.as_bytes())
}

/// A file that was read.
pub(super) struct File<'s> {
    pub(super) dicom: Dicom,
    pub(super) source: &'s dyn Source,
}

impl<'s> File<'s> {
    /// Reads a file; `None` when nothing in it looks like DICOM.
    pub(super) fn read(source: &'s dyn Source, limits: &Limits) -> Option<Result<Self, Reason>> {
        match Dicom::read(source, &limits.dicom) {
            Ok(dicom) => Some(Ok(Self { dicom, source })),
            Err(ParseError::NotDicom { .. }) => None,
            Err(error) => Some(Err(reason(&error))),
        }
    }

    /// The text of an attribute of the default repertoire in the data set itself or an item of it:
    /// padding trimmed; `None` when it is absent, empty or too long to be one.
    pub(super) fn ascii(&self, item: Option<usize>, tag: Tag) -> Option<String> {
        let index = self.dicom.find_in(item, tag)?;
        self.dicom.node(index).filter(|node| node.length <= 4096)?;
        let value = self.dicom.value(index, self.source).ok()?;
        let text = String::from_utf8_lossy(&value);
        let text = text.trim_matches(['\0', ' ']);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// SOP Instance UID of the object: one, since it names one object.
    pub(super) fn instance(&self) -> Option<String> {
        self.ascii(None, SOP_INSTANCE).filter(|uid| !uid.contains('\\'))
    }

    /// The character sets in force in an item (or the data set): its own, else those around it.
    pub(super) fn charset(&self, item: Option<usize>, around: Charset) -> Charset {
        let value = self
            .dicom
            .find_in(item, SPECIFIC_CHARACTER_SET)
            .and_then(|index| self.dicom.value(index, self.source).ok());
        value.map_or(around, |value| Charset::from_value(&value))
    }

    /// SOP Class UID of the data set, else of the file meta information.
    pub(super) fn sop_class(&self) -> Option<String> {
        self.ascii(None, SOP_CLASS).or_else(|| {
            let node = self.dicom.meta().iter().find(|node| node.tag == MEDIA_SOP_CLASS && node.header > 0)?;
            let mut value = [0; 64];
            let n = usize::try_from(node.length).ok().filter(|n| *n <= 64)?;
            self.source.read_at(node.value_start(), value.get_mut(..n)?).ok()?;
            let text = std::str::from_utf8(value.get(..n)?).ok()?.trim_matches(['\0', ' ']);
            (!text.is_empty()).then(|| text.to_owned())
        })
    }

    /// Index of the pixel element of the data set itself.
    pub(super) fn pixels(&self) -> Option<usize> {
        PIXELS.into_iter().find_map(|tag| self.dicom.find(tag))
    }

    /// Whether there are pixels anywhere: the object's own, or those of pictures in its sequences, other than
    /// icons, which every policy removes.
    pub(super) fn has_pictures(&self) -> bool {
        let node = |index: u32| usize::try_from(index).ok().and_then(|index| self.dicom.node(index));
        let is_icon = |mut parent: Option<u32>| {
            while let Some(around) = parent.and_then(node) {
                if around.tag == ICON_IMAGE {
                    return true;
                }
                parent = around.parent;
            }
            false
        };
        self.dicom.nodes().iter().any(|node| is_pixels(node.tag) && node.header > 0 && !is_icon(node.parent))
    }

    /// What stands against writing the file at all, whatever a policy says.
    pub(super) fn damage(&self) -> Option<Reason> {
        let faults = self.dicom.faults();
        if let Some(fault) = faults.iter().find(|fault| fault.kind.is_damage()) {
            return Some(Reason::at(Code::Damaged, fault.at));
        }
        // Bytes that are no element, or ends of sequences that never began: behind the pixel data they are an
        // appendix, before them the rest of a file that lost something.
        let is_loose = |kind| matches!(kind, Kind::Unparsed | Kind::Stray | Kind::Padding);
        let ends_loose = faults.iter().find(|fault| fault.kind == FaultKind::TrailingBytes).map(|fault| fault.at);
        let root = || self.dicom.children(None).filter_map(|i| self.dicom.node(i));
        let stray = root().last().filter(|node| node.kind == Kind::Stray).map(|node| node.start);
        if let Some(at) = ends_loose.or(stray) {
            let last = root().filter(|node| !is_loose(node.kind)).last();
            if last.is_none_or(|node| node.tag.0 < 0x7FE0) {
                return Some(Reason::at(Code::Damaged, at));
            }
        }
        if self.dicom.nodes().is_empty() {
            return Some(Reason::new(Code::Damaged));
        }
        let syntax = self.dicom.transfer_syntax().unwrap_or_default();
        let pixels = self.pixels().and_then(|index| self.dicom.node(index));
        let contradicts = pixels.is_some_and(|node| match node.kind {
            Kind::PixelSequence => NATIVE.contains(&syntax) || !is_known(syntax),
            _ => node.length > 0 && !syntax.is_empty() && !NATIVE.contains(&syntax),
        });
        contradicts.then(|| Reason::new(Code::ContradictorySyntax))
    }

    /// Transfer Syntax UID that an output carries, and how its data set is written: as declared, unless the
    /// data set is written otherwise, or the syntax is none that the standard knows. An encapsulated syntax stays, and
    /// its data set is written as it asks for.
    pub(super) fn syntax_and_encoding(&self) -> (String, Encoding) {
        let declared = self.dicom.transfer_syntax().filter(|syntax| is_known(syntax)).unwrap_or_default();
        let encoding = self.dicom.encoding();
        let differs = self.dicom.faults().iter().any(|f| f.kind == FaultKind::OtherEncoding) || declared.is_empty();
        if !differs {
            return (declared.to_owned(), encoding);
        }
        let native = match encoding {
            Encoding::ExplicitBig => "1.2.840.10008.1.2.2",
            _ if !declared.is_empty() && !NATIVE.contains(&declared) => {
                return (declared.to_owned(), Encoding::ExplicitLittle);
            }
            Encoding::ImplicitLittle => "1.2.840.10008.1.2",
            Encoding::ExplicitLittle => "1.2.840.10008.1.2.1",
        };
        (native.to_owned(), encoding)
    }
}

/// The reason behind an error of the parser.
pub(super) fn reason(error: &ParseError) -> Reason {
    match error {
        ParseError::NotDicom { at } | ParseError::NoDataSet { at } | ParseError::Deflate { at } => {
            Reason::at(Code::Damaged, *at)
        }
        ParseError::Limit { at, .. } => Reason::at(Code::Limit, *at),
        ParseError::Read(error) => error.clone().into(),
        _ => Reason::new(Code::Damaged),
    }
}
