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

/// Whether what is kept of it must say the same. A value of odd length is kept as it is, and whether a
/// padding byte follows that it does not count is guessed by what stands behind, which may be left out.
/// Fragments under another tag than that of pixel data are told by the VR, and an implicit data set has none.
pub fn is_kept_exactly(dicom: &Dicom) -> bool {
    let is_told_by_vr = |node: &Node| {
        node.kind == Kind::PixelSequence && !matches!((node.tag.0, node.tag.1), (0x7FE0, 0x0008..=0x0010))
    };
    dicom.faults().iter().all(|fault| fault.kind != FaultKind::OddLength) && !dicom.nodes().iter().any(is_told_by_vr)
}

/// Whether this fault is gone once every element has been kept by the writer: it mends structure,
/// not values, their lengths, or their order.
pub fn is_mended(kind: FaultKind) -> bool {
    !matches!(kind, FaultKind::OddLength | FaultKind::Order | FaultKind::NotItems)
}
