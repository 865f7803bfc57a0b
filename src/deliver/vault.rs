//! The vault: the hospital's secrets as an `age` file, closed by a passphrase. Any age program opens it.
//!
//! This version holds the project key; subjects, decisions and the log of runs follow.
//!
//! Does not: write files (shells do, atomically), or keep a passphrase.
//!
//! Source: age-encryption.org/v1, scrypt recipient.

use crate::identity::ProjectKey;
use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

const FORMAT: &str = "kamei-vault/1";
/// scrypt work factor, as a power of two, at which vaults are written: 128 MiB and half a second.
const WORK: u8 = 17;
/// The highest at which vaults are opened: 1 GiB.
const MOST_WORK: u8 = 20;
/// Bytes of a vault that are read at most.
const MOST_BYTES: u64 = 1 << 30;

/// An open vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vault {
    /// The project key.
    pub key: ProjectKey,
}

#[derive(Serialize, Deserialize)]
struct Content {
    format: String,
    key: String,
}

/// A vault that cannot be opened or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VaultError {
    /// Not an age file with a passphrase.
    NotAVault,
    /// The passphrase is another one.
    WrongPassphrase,
    /// Closed with more work than is ever done here.
    TooMuchWork,
    /// Broken, or cut off.
    Damaged,
    /// An age file, but not a vault of this version.
    Foreign,
}

impl VaultError {
    /// The message's Fluent id.
    pub fn message_id(&self) -> &'static str {
        match self {
            Self::NotAVault => "err-vault-not-a-vault",
            Self::WrongPassphrase => "err-vault-wrong-passphrase",
            Self::TooMuchWork => "err-vault-too-much-work",
            Self::Damaged => "err-vault-damaged",
            Self::Foreign => "err-vault-foreign",
        }
    }
}

impl Vault {
    /// The vault as an age file. Random salt and nonces come from the system.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if it cannot be written into memory.
    pub fn seal(&self, passphrase: &str) -> Result<Vec<u8>, VaultError> {
        let content = Content { format: FORMAT.into(), key: self.key.reveal() };
        let plain = serde_json::to_vec(&content).map_err(|_| VaultError::Damaged)?;
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(WORK);
        let recipients = std::iter::once(&recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| VaultError::Damaged)?;
        let mut sealed = Vec::new();
        let mut writer = encryptor.wrap_output(&mut sealed).map_err(|_| VaultError::Damaged)?;
        writer.write_all(&plain).and_then(|()| writer.finish()).map_err(|_| VaultError::Damaged)?;
        Ok(sealed)
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// [`VaultError`]; nothing is lost, the file is untouched.
    pub fn open(sealed: &[u8], passphrase: &str) -> Result<Self, VaultError> {
        let decryptor = age::Decryptor::new(sealed).map_err(|_| VaultError::NotAVault)?;
        if !decryptor.is_scrypt() {
            return Err(VaultError::NotAVault);
        }
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        identity.set_max_work_factor(MOST_WORK);
        let reader =
            decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|error| match error {
                age::DecryptError::ExcessiveWork { .. } => VaultError::TooMuchWork,
                age::DecryptError::DecryptionFailed | age::DecryptError::NoMatchingKeys => VaultError::WrongPassphrase,
                age::DecryptError::KeyDecryptionFailed => VaultError::WrongPassphrase,
                _ => VaultError::Damaged,
            })?;
        let mut plain = Vec::new();
        reader.take(MOST_BYTES).read_to_end(&mut plain).map_err(|_| VaultError::Damaged)?;
        let content: Content = serde_json::from_slice(&plain).map_err(|_| VaultError::Foreign)?;
        let key = ProjectKey::from_hex(&content.key).filter(|_| content.format == FORMAT);
        key.map(|key| Self { key }).ok_or(VaultError::Foreign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_opens_with_its_passphrase_alone() {
        let vault = Vault { key: ProjectKey::new([7; 32]) };
        let sealed = vault.seal("correct horse battery staple").expect("sealed");
        assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
        assert_eq!(Vault::open(&sealed, "correct horse battery staple"), Ok(vault));
        assert_eq!(Vault::open(&sealed, "another"), Err(VaultError::WrongPassphrase));
        let mut damaged = sealed.clone();
        if let Some(last) = damaged.last_mut() {
            *last ^= 1;
        }
        assert_eq!(Vault::open(&damaged, "correct horse battery staple"), Err(VaultError::Damaged));
        assert_eq!(Vault::open(&sealed[..40], "x"), Err(VaultError::NotAVault));
        assert_eq!(Vault::open(b"not a vault", "x"), Err(VaultError::NotAVault));
    }
}
