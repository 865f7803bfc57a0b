//! Other programs that de-identify DICOM, on the same files in the same round.
//!
//! In: what is installed. `--peers` installs: PyPI packages into a venv of its own below `target/bench`,
//! `gdcmanon` by apt where that is allowed. Out: programs that can be run.
//! They do different work: none of them reads a batch's names out of kept texts, writes digests or a record,
//! and each has its own idea of a profile. What is compared is the time for "these files, de-identified".
//!
//! Does not: fail when a peer is missing; it is left out and said so.

use super::Case;
use super::measure::{Used, child, count, make};
use crate::ground::{Ground, Trouble, ask, quietly, write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Pinned, so that a figure names what it was compared with.
const PACKAGES: [&str; 3] = ["dcmanon==0.3.1", "dicognito==0.19.0", "dicom-anonymizer==2.1.0"];

/// `dcmanon` is a library in Rust with a face for Python: the least program around it, one process for all files.
const DCMANON: &str = "\
import os, sys
from dcmanon import Anonymizer
source, target = sys.argv[1:]
anonymizer = Anonymizer()
for folder, _, names in os.walk(source):
    within = os.path.join(target, os.path.relpath(folder, source))
    os.makedirs(within, exist_ok=True)
    for name in names:
        with open(os.path.join(within, name), 'wb') as out:
            out.write(anonymizer.anonymize(os.path.join(folder, name)))
";

/// `dicom-anonymizer`'s own command takes one folder without folders in it.
const DICOM_ANONYMIZER: &str = "\
import os, sys
from dicomanonymizer import anonymize_dicom_file
source, target = sys.argv[1:]
for folder, _, names in os.walk(source):
    within = os.path.join(target, os.path.relpath(folder, source))
    os.makedirs(within, exist_ok=True)
    for name in names:
        anonymize_dicom_file(os.path.join(folder, name), os.path.join(within, name))
";

/// A program that was found.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    pub(super) name: String,
    program: PathBuf,
    /// `IN` and `OUT` stand for the folders.
    words: Vec<String>,
}

/// Finds the peers, after installing them if asked to.
pub(super) fn find(ground: &Ground, below: &Path, install: bool) -> Result<Vec<Peer>, Trouble> {
    let python = below.join("venv/bin/python");
    if install {
        if !python.exists() {
            quietly(ground.command("python3").args(["-m", "venv"]).arg(below.join("venv")))?;
        }
        quietly(ground.command(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
        if which(ground, "gdcmanon").is_none() && ask(ground.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
            let mut apt = ground.command("apt-get");
            quietly(apt.args(["install", "-y", "--no-install-recommends", "libgdcm-tools", "openssl"]))?;
        }
    }
    let mut peers = Vec::new();
    if python.exists() {
        // Not under the module's own name, which Python would import instead.
        let script = |name: &str, text: &str| {
            let path = below.join(name);
            write(&path, text).map(|()| path.to_string_lossy().into_owned())
        };
        let (around_first, around_third) = (script("run_dcmanon.py", DCMANON)?, script("run_da.py", DICOM_ANONYMIZER)?);
        let [first, second, third] = PACKAGES.map(|package| package.replace("==", " "));
        peers.push(peer(&first, &python, &[&around_first, "IN", "OUT"]));
        peers.push(peer(&second, &python, &["-m", "dicognito", "--quiet", "--output-directory", "OUT", "IN"]));
        peers.push(peer(&third, &python, &[&around_third, "IN", "OUT"]));
    }
    if let Some(program) = which(ground, "gdcmanon") {
        let certificate = certificate(ground, below)?;
        let version = ask(ground.command(&program).arg("--version")).unwrap_or_default();
        let version = version.split(' ').nth(2).unwrap_or_default().to_owned();
        let words = ["-e", "-r", "-c", &certificate, "-i", "IN", "-o", "OUT"];
        peers.push(peer(&format!("gdcmanon {version}"), &program, &words));
    }
    if peers.is_empty() {
        eprintln!("bench: no other program is installed; `cargo xtask bench --peers` installs some");
    }
    Ok(peers)
}

fn peer(name: &str, program: &Path, words: &[&str]) -> Peer {
    Peer { name: name.to_owned(), program: program.to_owned(), words: words.iter().map(ToString::to_string).collect() }
}

fn which(ground: &Ground, name: &str) -> Option<PathBuf> {
    let found = ask(ground.command("sh").args(["-c", "command -v \"$1\" || true", "sh", name])).ok()?;
    Some(PathBuf::from(found.trim())).filter(|path| path.is_file())
}

/// `gdcmanon -e` encrypts the originals for the owner of a certificate; anyone will do.
fn certificate(ground: &Ground, below: &Path) -> Result<String, Trouble> {
    let (key, certificate) = (below.join("gdcm-key.pem"), below.join("gdcm-certificate.pem"));
    if !certificate.exists() {
        let mut openssl = ground.command("openssl");
        openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500", "-subj", "/CN=bench"]);
        quietly(openssl.arg("-keyout").arg(key).arg("-out").arg(&certificate))?;
    }
    Ok(certificate.to_string_lossy().into_owned())
}

impl Peer {
    /// Runs it on a set; `None` when it failed or left files behind, which has no speed.
    pub(super) fn run(&self, case: &Case, out: &Path) -> Result<Option<Used>, Trouble> {
        let mine = out.join(self.name.replace(' ', "-"));
        make(&mine)?;
        let mut command = Command::new(&self.program);
        for word in &self.words {
            match word.as_str() {
                "IN" => command.arg(&case.data.folder),
                "OUT" => command.arg(&mine),
                other => command.arg(other),
            };
        }
        match child(&mut command, |code| code == 0) {
            Ok(used) if count(&mine) == case.data.files => Ok(Some(used)),
            Ok(_) => {
                eprintln!("bench: {} wrote {} of {} files", self.name, count(&mine), case.data.files);
                Ok(None)
            }
            Err(trouble) => {
                eprintln!("bench: {trouble}");
                Ok(None)
            }
        }
    }
}
