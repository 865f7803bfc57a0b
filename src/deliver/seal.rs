//! One pass over an output: bytes out, digest and checksum along the way.
//!
//! Does not: know where the bytes go.

use crate::identity::Digest;
use dicom_parser_wasm::{ReadError, Rope, Source};
use sha2::{Digest as _, Sha256};

/// What is known of an output once it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// SHA-256.
    pub sha256: Digest,
    /// CRC-32 as ZIP has it.
    pub crc32: u32,
    /// Length.
    pub bytes: u64,
}

/// Hands an output over in chunks of at most `window` bytes, and says what went through.
///
/// # Errors
/// Those of the source and of `take`.
pub fn pour<E: From<ReadError>>(
    rope: &Rope,
    source: &dyn Source,
    window: usize,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Sealed, E> {
    let (mut sha, mut crc, mut bytes) = (Sha256::new(), crc32fast::Hasher::new(), 0u64);
    rope.pour(source, window, |chunk| {
        sha.update(chunk);
        crc.update(chunk);
        bytes = bytes.saturating_add(chunk.len() as u64);
        take(chunk)
    })?;
    Ok(Sealed { sha256: Digest(sha.finalize().into()), crc32: crc.finalize(), bytes })
}
