//! The laws that hold for every file that is read, whatever is wrong with it.

use dicom_parser_wasm::{Dicom, FaultKind, Kind, Memory, Node};

/// Nodes lie side by side from the first byte to the last; so the file is written back as it was.
#[track_caller]
pub fn tiling_and_identity(bytes: &[u8], dicom: &Dicom) {
    let source = Memory(bytes);
    assert_eq!(dicom.to_rope().to_vec(&source).expect("in memory"), bytes, "identity");
    let behind_meta = side_by_side(dicom.meta(), 0);
    if dicom.is_deflated() {
        assert_eq!(behind_meta, bytes.len() as u64, "the file is tiled");
        assert_eq!(side_by_side(dicom.nodes(), 0), dicom.stream(&source).len(), "the stream is tiled");
    } else {
        assert_eq!(side_by_side(dicom.nodes(), behind_meta), bytes.len() as u64, "the file is tiled");
    }
    nesting(dicom.nodes());
}

#[track_caller]
fn side_by_side(nodes: &[Node], from: u64) -> u64 {
    nodes.iter().fold(from, |at, node| {
        assert_eq!(node.start, at, "a gap or overlap before {node:?}");
        node.value_end()
    })
}

/// `parent` and `end` tell the same tree: each node lies inside of what holds it, and only containers hold.
#[track_caller]
fn nesting(nodes: &[Node]) {
    let mut open: Vec<usize> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        while open.last().is_some_and(|around| nodes[*around].end as usize <= index) {
            open.pop();
        }
        assert_eq!(node.parent.map(|p| p as usize), open.last().copied(), "parent of {node:?}");
        let end = node.end as usize;
        assert!(end > index && end <= open.last().map_or(nodes.len(), |around| nodes[*around].end as usize));
        if matches!(node.kind, Kind::Sequence | Kind::Item | Kind::PixelSequence) {
            open.push(index);
        } else {
            assert_eq!(end, index + 1, "{node:?} holds nothing");
        }
    }
}

/// Whether what is kept of it must say the same. What is left out, or is written otherwise, can change
/// what the bytes beside it are taken for in three places:
/// - a value of odd length is kept as it is, and what stands behind it decides whether a byte that it
///   does not count follows;
/// - elements of group 0002 at the beginning of a data set are file meta information;
/// - fragments under another tag than that of pixel data are told by the VR, and an implicit data set has none.
pub fn is_kept_exactly(dicom: &Dicom) -> bool {
    let is_told_by_place = |node: &Node| match node.kind {
        Kind::PixelSequence => !matches!((node.tag.0, node.tag.1), (0x7FE0, 0x0008..=0x0010)),
        _ => node.tag.0 == 0x0002,
    };
    let has_odd_length = dicom.faults().iter().any(|fault| fault.kind == FaultKind::OddLength);
    !has_odd_length && !dicom.nodes().iter().any(is_told_by_place)
}

/// Whether this fault is gone once every element has been kept by the writer: it mends structure,
/// not values, their lengths, or their order.
pub fn is_mended(kind: FaultKind) -> bool {
    !matches!(kind, FaultKind::OddLength | FaultKind::Order | FaultKind::NotItems)
}
