//! `kamei verify`: whether a package is what its manifest says, for the company that received it.

use crate::args;
use crate::say::{Say, Status, Stop};
use dicom_parser_wasm::{Dicom, Limits};
use kamei::deliver::{self, Manifest};
use kamei::outcome::Kind;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Component, Path};

/// `kamei verify`: 0 whole, 3 differs, 2 not a package.
pub(crate) fn verify(options: &args::Verify, say: &Say) -> Result<Status, Stop> {
    let root = &options.package;
    let path = root.join(deliver::MANIFEST);
    let not = || Stop::usage("err-not-a-package").file(root);
    let text = std::fs::read_to_string(&path).map_err(|_| not())?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| not())?;
    let mut wrong = Vec::new();
    if !manifest.complete || root.join(deliver::INCOMPLETE).exists() {
        wrong.push(say.text("verify-incomplete", &[]));
    }
    let mut listed = BTreeSet::from([deliver::MANIFEST.to_owned()]);
    for file in &manifest.files {
        listed.insert(file.path.clone());
        let tell = |id: &str| say.text(id, &[("path", file.path.as_str().into())]);
        let inside = Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            wrong.push(tell("verify-path"));
            continue;
        }
        let path = root.join(&file.path);
        match digest(&path) {
            Err(_) => wrong.push(tell("verify-missing")),
            Ok(found) if found != file.sha256.to_hex() => wrong.push(tell("verify-differs")),
            Ok(_) if file.kind == Kind::Dicom && !is_readable(&path) => wrong.push(tell("verify-unreadable")),
            Ok(_) => {}
        }
    }
    let mut todo = vec![root.clone()];
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|_| not())?.flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                todo.push(path);
                continue;
            }
            let parts = path.strip_prefix(root).unwrap_or(&path).components();
            let name = parts.map(|p| p.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/");
            if !listed.contains(&name) && name != "README.html" && name != deliver::INCOMPLETE {
                wrong.push(say.text("verify-unlisted", &[("path", name.into())]));
            }
        }
    }
    for line in &wrong {
        println!("{line}");
    }
    say.line(if wrong.is_empty() { "verify-whole" } else { "verify-not-whole" }, &[("n", manifest.files.len().into())]);
    Ok(if wrong.is_empty() { Status::Done } else { Status::Held })
}

fn digest(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let (mut sha, mut buf) = (Sha256::new(), vec![0; 256 << 10]);
    loop {
        match file.read(&mut buf)? {
            0 => return Ok(sha.finalize().iter().map(|b| format!("{b:02x}")).collect()),
            n => sha.update(buf.get(..n).unwrap_or_default()),
        }
    }
}

fn is_readable(path: &Path) -> bool {
    crate::disk::open(path).is_ok_and(|(source, _)| {
        Dicom::read(&source, &Limits::default()).is_ok_and(|dicom| !dicom.faults().iter().any(|f| f.kind.is_damage()))
    })
}
