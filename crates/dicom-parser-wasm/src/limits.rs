//! How much a reader may use up. Every limit is an argument; meeting one is an error, never a silent cut.

/// Bounds on what reading one file may cost.
///
/// The defaults hold every object of the corpora that this crate is tested with, with room to spare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Nested sequences and items, counted together. Default 256 (128 sequences in each other; real
    /// objects have fewer than 12).
    pub depth: usize,
    /// Elements, items, delimiters and fragments together. Default 1,000,000 (about 64 MB of index).
    pub nodes: usize,
    /// Bytes of one value that may be loaded with [`Dicom::value`](crate::Dicom::value). Default 16 MiB.
    pub value: usize,
    /// Bytes of a data set that had to be inflated. Default 256 MiB.
    pub inflated: usize,
    /// Bytes read from the source at a time. Default 64 KiB. Changes speed and memory, never the result.
    pub window: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 256, nodes: 1_000_000, value: 16 << 20, inflated: 256 << 20, window: 64 << 10 }
    }
}

/// Which limit was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::depth`]
    Depth,
    /// [`Limits::nodes`]
    Nodes,
    /// [`Limits::value`]
    Value,
    /// [`Limits::inflated`]
    Inflated,
}
