//! The reader for JavaScript: one class over a file in memory. Feature `js`; the rest of the crate knows nothing of it.
//!
//! A place in a file is a path: `00100010`, or `00081140[0].00081155` for an element in the first item
//! of a sequence. Values come as bytes: decoding text and numbers is the caller's.
//!
//! Does not: write, or read from a `File` piece by piece; implement [`Source`](crate::Source) for that.

use crate::{Dicom, Kind, Limits, Memory, Tag};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

/// A DICOM file that was read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct DicomFile {
    source: Memory<Vec<u8>>,
    dicom: Dicom,
}

#[wasm_bindgen]
impl DicomFile {
    /// Reads a file, with the default limits.
    ///
    /// # Errors
    /// The text of the [`ParseError`](crate::ParseError), as a JavaScript `Error`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<DicomFile, JsError> {
        let source = Memory(bytes);
        let dicom = Dicom::read(&source, &Limits::default())?;
        Ok(Self { source, dicom })
    }

    /// The paths of all elements, in the order of the file, nested ones behind their sequence.
    pub fn tags(&self) -> Vec<String> {
        // Of each node; empty for what is neither element nor item.
        let mut paths: Vec<String> = Vec::with_capacity(self.dicom.nodes().len());
        let mut items: Vec<u32> = Vec::with_capacity(self.dicom.nodes().len());
        let mut found = Vec::new();
        for node in self.dicom.nodes() {
            let parent = node.parent.and_then(|index| usize::try_from(index).ok());
            let around = parent.and_then(|index| paths.get(index)).map_or("", String::as_str);
            let path = match node.kind {
                Kind::Element | Kind::Sequence | Kind::PixelSequence => {
                    let dot = if around.is_empty() { "" } else { "." };
                    let path = format!("{around}{dot}{:04x}{:04x}", node.tag.0, node.tag.1);
                    found.push(path.clone());
                    path
                }
                Kind::Item => {
                    let next = parent.and_then(|index| items.get_mut(index));
                    let number = next.map_or(0, |next| std::mem::replace(next, next.saturating_add(1)));
                    format!("{around}[{number}]")
                }
                _ => String::new(),
            };
            paths.push(path);
            items.push(0);
        }
        found
    }

    /// The value bytes of the element at `path`, padding included; `undefined` where there is none.
    pub fn value(&self, path: &str) -> Option<Vec<u8>> {
        let value = self.dicom.value(self.index(path)?, &self.source).ok()?;
        Some(value.into_owned())
    }

    /// The VR of the element at `path`: as written, else that of the dictionary, else `UN`.
    pub fn vr(&self, path: &str) -> Option<String> {
        self.dicom.node(self.index(path)?).map(|node| node.vr.to_string().to_owned())
    }

    /// What does not follow the standard, as `kind at byte`.
    pub fn faults(&self) -> Vec<String> {
        self.dicom.faults().iter().map(|fault| format!("{:?} at {}", fault.kind, fault.at)).collect()
    }

    fn index(&self, path: &str) -> Option<usize> {
        let mut around = None;
        for step in path.split('.') {
            let (tag, item) = step.split_once('[').map_or((step, None), |(tag, item)| (tag, item.strip_suffix(']')));
            let tag = u32::from_str_radix(tag, 16).ok()?;
            let tag = Tag(u16::try_from(tag >> 16).ok()?, u16::try_from(tag & 0xFFFF).ok()?);
            let element = self.dicom.find_in(around, tag)?;
            let Some(item) = item else { return path.ends_with(step).then_some(element) };
            let is_item = |index: &usize| self.dicom.node(*index).is_some_and(|node| node.kind == Kind::Item);
            around = self.dicom.children(Some(element)).filter(is_item).nth(item.parse().ok()?);
            around?;
        }
        None
    }
}
