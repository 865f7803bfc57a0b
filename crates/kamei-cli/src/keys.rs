//! The project key: from a vault, from a key file, or new. Passphrases never come from arguments.

use crate::args;
use crate::say::{Say, Status, Stop};
use kamei::deliver::Vault;
use kamei::identity::ProjectKey;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Where the key is to be had, checked before anything else is done.
pub(crate) enum KeySource {
    /// Known.
    Known(ProjectKey),
    /// New: the vault has to be written before the first byte of a package.
    New { key: ProjectKey, sealed: Vec<u8>, vault: std::path::PathBuf },
}

/// The key of a run.
///
/// # Errors
/// A vault that does not open, a key file that is none, no passphrase.
pub(crate) fn of_run(options: &args::Key) -> Result<KeySource, Stop> {
    if let Some(path) = &options.key_file {
        let text = std::fs::read_to_string(path).map_err(|e| Stop::usage("err-file-read").file(path).io(&e))?;
        let key = ProjectKey::from_hex(&text).ok_or_else(|| Stop::usage("err-key-format"))?;
        return Ok(KeySource::Known(key));
    }
    let vault = options.vault.as_deref().ok_or_else(|| Stop::usage("err-no-key"))?;
    let is_new = !vault.exists();
    let passphrase = passphrase(options.passphrase_file.as_deref(), is_new)?;
    if is_new {
        let key = new_key()?;
        let sealed = Vault { key: key.clone() }.seal(&passphrase);
        let sealed = sealed.map_err(|e| Stop::failed(e.message_id()).file(vault))?;
        return Ok(KeySource::New { key, sealed, vault: vault.to_owned() });
    }
    Ok(KeySource::Known(open(vault, &passphrase)?.key))
}

fn open(vault: &Path, passphrase: &str) -> Result<Vault, Stop> {
    let sealed = std::fs::read(vault).map_err(|e| Stop::usage("err-file-read").file(vault).io(&e))?;
    Vault::open(&sealed, passphrase).map_err(|e| Stop::usage(e.message_id()).file(vault))
}

impl KeySource {
    /// The key; a new vault is written first, whole or not at all, readable for its owner only.
    pub(crate) fn settle(self) -> Result<ProjectKey, Stop> {
        match self {
            Self::Known(key) => Ok(key),
            Self::New { key, sealed, vault } => {
                write_secret(&vault, &sealed).map_err(|e| Stop::failed("err-file-write").file(&vault).io(&e))?;
                Ok(key)
            }
        }
    }

    pub(crate) fn key(&self) -> &ProjectKey {
        match self {
            Self::Known(key) | Self::New { key, .. } => key,
        }
    }
}

/// Writes a new file for its owner only: beside its place, then moved there. An existing file stays.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = std::path::PathBuf::from(beside);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(&beside, path)
}

fn new_key() -> Result<ProjectKey, Stop> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Stop::failed("err-no-randomness"))?;
    Ok(ProjectKey::new(bytes))
}

/// Characters that a new passphrase has at least.
const SHORTEST: usize = 12;

fn passphrase(file: Option<&Path>, is_new: bool) -> Result<String, Stop> {
    let text = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| Stop::usage("err-file-read").file(path).io(&e))?;
            text.lines().next().unwrap_or_default().to_owned()
        }
        None if std::io::stdin().is_terminal() => {
            rpassword::prompt_password("passphrase / 合言葉: ").map_err(|e| Stop::failed("err-passphrase").io(&e))?
        }
        None => return Err(Stop::usage("err-passphrase-missing")),
    };
    if text.is_empty() || is_new && text.chars().count() < SHORTEST {
        return Err(Stop::usage("err-passphrase-short").with("least", SHORTEST));
    }
    Ok(text)
}

/// `kamei vault`.
pub(crate) fn vault(options: &args::Vault, say: &Say) -> Result<Status, Stop> {
    match &options.what {
        args::VaultCommand::New { file, passphrase_file } => {
            if file.exists() {
                return Err(Stop::usage("err-vault-exists").file(file));
            }
            let passphrase = passphrase(passphrase_file.as_deref(), true)?;
            let sealed = Vault { key: new_key()? }.seal(&passphrase);
            let sealed = sealed.map_err(|e| Stop::failed(e.message_id()).file(file))?;
            write_secret(file, &sealed).map_err(|e| Stop::failed("err-file-write").file(file).io(&e))?;
            say.line("cli-vault-made", &[("file", file.display().to_string().into())]);
        }
        args::VaultCommand::Show { file, passphrase_file } => {
            open(file, &passphrase(passphrase_file.as_deref(), false)?)?;
            say.line("cli-vault-opens", &[("file", file.display().to_string().into())]);
        }
    }
    Ok(Status::Done)
}
