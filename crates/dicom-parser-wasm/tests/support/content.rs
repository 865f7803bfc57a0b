//! What a data set says, without how it is written: the measure by which a rewrite is judged.

use dicom_parser_wasm::{Dicom, Kind, Memory, Source};

/// One element, sequence, item or fragment: how deep, its tag, VR and value bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub depth: usize,
    pub kind: Kind,
    pub tag: (u16, u16),
    pub vr: String,
    pub value: Vec<u8>,
}

/// All that is said, in order. Delimiters, padding and unparsed bytes say nothing.
pub fn of(dicom: &Dicom, source: &dyn Source) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, node) in dicom.nodes().iter().enumerate() {
        let is_said =
            matches!(node.kind, Kind::Element | Kind::Sequence | Kind::Item | Kind::PixelSequence | Kind::Fragment);
        if is_said {
            let has_vr = node.kind == Kind::Element;
            entries.push(Entry {
                depth: std::iter::successors(node.parent, |p| dicom.node(*p as usize).unwrap().parent).count(),
                kind: node.kind,
                tag: (node.tag.0, node.tag.1),
                vr: if has_vr { node.vr.to_string().to_owned() } else { String::new() },
                value: dicom.value(index, source).expect("below the limit").into_owned(),
            });
        }
    }
    entries
}

/// All that is said, without the VRs.
pub fn values(dicom: &Dicom, source: &dyn Source) -> Vec<Entry> {
    of(dicom, source).into_iter().map(|entry| Entry { vr: String::new(), ..entry }).collect()
}

/// Elements as `path=value`, as in `00081140[0].00081155=1.2.9`; sequences as `path[items]`,
/// encapsulated pixel data as `path{bytes,bytes…}` with the length of each fragment.
pub fn lines(dicom: &Dicom, bytes: &[u8]) -> Vec<String> {
    let source = Memory(bytes);
    let mut lines = Vec::new();
    let mut todo: Vec<(usize, String)> = dicom.children(None).map(|i| (i, String::new())).collect();
    todo.reverse();
    while let Some((index, around)) = todo.pop() {
        let node = dicom.node(index).unwrap();
        let path = format!("{around}{:04x}{:04x}", node.tag.0, node.tag.1);
        let items: Vec<usize> =
            dicom.children(Some(index)).filter(|i| dicom.node(*i).unwrap().kind == Kind::Item).collect();
        match node.kind {
            Kind::Element => {
                let value = dicom.value(index, &source).unwrap();
                lines.push(format!("{path}={}", printed(&value)));
            }
            Kind::Sequence => {
                lines.push(format!("{path}[{}]", items.len()));
                let mut inner = Vec::new();
                for (n, item) in items.iter().enumerate() {
                    inner.extend(dicom.children(Some(*item)).map(|i| (i, format!("{path}[{n}]."))));
                }
                todo.extend(inner.into_iter().rev());
            }
            Kind::PixelSequence => {
                let lengths: Vec<String> = dicom
                    .children(Some(index))
                    .filter_map(|i| dicom.node(i).filter(|n| n.kind == Kind::Fragment))
                    .map(|n| n.length.to_string())
                    .collect();
                lines.push(format!("{path}{{{}}}", lengths.join(",")));
            }
            _ => {}
        }
    }
    lines
}

/// Text as it is, with NUL at its end as `\0`; all else in hexadecimal.
fn printed(value: &[u8]) -> String {
    let text = value.iter().rposition(|b| *b != 0).map_or(&[][..], |last| &value[..=last]);
    if !text.is_empty() && text.iter().all(|b| matches!(b, b' '..=b'~')) {
        return format!("{}{}", String::from_utf8_lossy(text), "\\0".repeat(value.len() - text.len()));
    }
    value.iter().map(|b| format!("{b:02x}")).collect()
}
