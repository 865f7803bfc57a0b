//! What every command stands on: where things lie, how a program is run, how a failure is told.
//!
//! In: the working folder and the environment. Out: paths, child processes' success.
//! Does not: print on success, decide what to run.

use sha2::{Digest, Sha256};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a command stopped, and what the reader can do about it.
#[derive(Debug)]
pub(crate) struct Trouble {
    what: String,
    remedy: Option<String>,
}

impl Trouble {
    /// A failure that explains itself.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// Adds what to do.
    pub(crate) fn remedy(self, remedy: impl Into<String>) -> Self {
        Self { remedy: Some(remedy.into()), ..self }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        self.remedy.iter().try_for_each(|remedy| write!(f, "\n  -> {remedy}"))
    }
}

/// The places of this repository on this machine.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    /// The workspace's folder.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds (`CARGO_TARGET_DIR`, else `target`).
    pub(crate) cargo_target: PathBuf,
    /// Where the commands put what people look at: always `target` of this repository.
    pub(crate) target: PathBuf,
}

impl Ground {
    /// Finds the repository from the place where this program was compiled.
    pub(crate) fn find() -> Result<Self, Trouble> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own.parent().map(Path::to_path_buf).ok_or_else(|| Trouble::new("xtask has no folder above it"))?;
        let target = root.join("target");
        let cargo_target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| target.clone(), |at| root.join(at));
        Ok(Self { root, cargo_target, target })
    }

    /// The npm packages' programs.
    pub(crate) fn node_bin(&self, program: &str) -> PathBuf {
        self.www().join("node_modules/.bin").join(program)
    }

    /// The page's sources.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Where the page is put.
    pub(crate) fn page(&self) -> PathBuf {
        self.target.join("page")
    }

    /// Files between two steps of the page's build.
    pub(crate) fn page_steps(&self) -> PathBuf {
        self.target.join("page-steps")
    }

    /// A program to be run in the repository's folder, with the variables that all our children get.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, as the one that runs us.
    pub(crate) fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }
}

/// Runs a program whose output the reader sees.
pub(crate) fn show(command: &mut Command) -> Result<(), Trouble> {
    let status = command.status().map_err(|why| not_started(command, &why))?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("`{}` ended with {status}", line(command)))) }
}

/// Runs a program for what it writes to standard output.
pub(crate) fn ask(command: &mut Command) -> Result<String, Trouble> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|why| not_started(command, &why))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Trouble::new(format!("`{}` ended with {}", line(command), output.status)))
    }
}

/// Runs a program silently; its output is part of the failure only.
pub(crate) fn quietly(command: &mut Command) -> Result<(), Trouble> {
    let output = command.output().map_err(|why| not_started(command, &why))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).trim_end().to_owned();
    Err(Trouble::new(format!("{said}\n`{}` ended with {}", line(command), output.status)))
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|why| Trouble::new(format!("cannot read {}: {why}", path.display())))
}

/// Reads a file's bytes.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|why| Trouble::new(format!("cannot read {}: {why}", path.display())))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Trouble> {
    let outcome = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, bytes));
    outcome.map_err(|why| Trouble::new(format!("cannot write {}: {why}", path.display())))
}

/// The SHA-256 of some bytes, in hex.
pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

fn not_started(command: &Command, why: &std::io::Error) -> Trouble {
    let program = command.get_program().to_string_lossy().into_owned();
    Trouble::new(format!("`{program}` could not be started: {why}")).remedy("run `cargo xtask setup`")
}
