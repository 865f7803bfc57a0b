//! A folder to work in, the program, and what a run left behind.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own with a key; gone afterwards.
pub(crate) struct Place(tempfile::TempDir);

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A file or folder of the bundled sample study.
pub(crate) fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/sample-study").join(path)
}

/// The values that must be nowhere.
pub(crate) fn planted() -> Vec<String> {
    let text = std::fs::read_to_string(sample("../planted.txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Every file below a folder, by path.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut todo, mut found) = (vec![root.to_owned()], BTreeMap::new());
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("key", "5a".repeat(32));
        place.write("pass", "six words that nobody else knows\n");
        place
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program in this folder.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kamei"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program to its end.
    pub(crate) fn kamei<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let code = output.status.code().unwrap_or_else(|| panic!("ended by a signal: {output:?}"));
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(!err.contains("panicked") && !err.contains("RUST_BACKTRACE"), "{err}");
        Ran { code, out, err }
    }

    /// `kamei run` of these inputs with the key file, into `out` and `record`; shows nothing that was planted.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, more: &[&str], inputs: impl IntoIterator<Item = S>) -> Ran {
        self.run_into("out", "record", &[&["--key-file", "key"], more].concat(), inputs)
    }

    pub(crate) fn run_into<S: AsRef<OsStr>>(
        &self,
        out: &str,
        record: &str,
        more: &[&str],
        inputs: impl IntoIterator<Item = S>,
    ) -> Ran {
        let policy = if more.contains(&"--policy") { &[][..] } else { &["--policy", "ps3-15-basic"] };
        let fixed = ["run", "--lang", "en", "--out", out, "--record", record];
        let options = fixed.iter().chain(policy).chain(more).chain(&["--"]).map(|s| OsStr::new(*s).to_owned());
        let inputs = inputs.into_iter().map(|input| input.as_ref().to_owned());
        let ran = self.kamei(options.chain(inputs));
        for planted in planted() {
            assert!(!ran.out.contains(&planted) && !ran.err.contains(&planted), "{planted} was shown: {ran:?}");
        }
        ran
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Outcome and code by input path, from `record/run.json`.
    pub(crate) fn outcomes(&self) -> BTreeMap<String, String> {
        let run = self.json("record/run.json");
        let inputs = run["inputs"].as_array().unwrap();
        let outcomes: BTreeMap<_, _> = inputs
            .iter()
            .map(|input| {
                let code = input["code"].as_str().map(|code| format!(" {code}")).unwrap_or_default();
                (input["path"].as_str().unwrap().to_owned(), input["outcome"].as_str().unwrap().to_owned() + &code)
            })
            .collect();
        assert_eq!(outcomes.len(), inputs.len(), "a path twice");
        outcomes
    }

    /// That a run which ended with 2 left nothing.
    #[track_caller]
    pub(crate) fn assert_nothing_written(&self, ran: &Ran) {
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(!self.path("out").exists(), "a package was begun");
        assert!(!self.path("record").exists(), "a record was begun");
        assert!(!ran.err.trim().is_empty(), "no word why");
    }
}
