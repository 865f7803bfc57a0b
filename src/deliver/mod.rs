//! What leaves and what stays: the package with its manifest, the record, the vault.
//!
//! **Holds:** package and record never share a folder or a file; nothing original enters the package.
//! Knows no formats and no policies beyond their names.

mod manifest;
mod record;
mod seal;
mod vault;
mod zip;

pub use manifest::{Manifest, ManifestFile, Whose};
pub use record::{Entry, Record};
pub use seal::{Sealed, pour};
pub use vault::{Vault, VaultError};
pub use zip::{ZipWriter, member_header_len};

/// The manifest's name in a package.
pub const MANIFEST: &str = "manifest.json";
/// A file that stands in a package as long as it is not complete.
pub const INCOMPLETE: &str = "INCOMPLETE";
/// The record's name on the hospital's side.
pub const RUN_JSON: &str = "run.json";
