//! Real files, where a folder of them is named by `KAMEI_CORPUS`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A folder of real files, and which of them are DICOM where `index.json` beside it says so.
pub struct Corpus {
    root: PathBuf,
    dicom: Option<BTreeSet<PathBuf>>,
}

/// The corpus; prints that there is none.
pub fn open() -> Option<Corpus> {
    let Some(root) = std::env::var_os("KAMEI_CORPUS").map(PathBuf::from) else {
        println!("not run: no corpus (set KAMEI_CORPUS to a folder of DICOM files)");
        return None;
    };
    let index = [root.join("index.json"), root.join("../index.json")].into_iter().find(|path| path.is_file());
    Some(Corpus { dicom: index.map(|path| listed(&path)), root })
}

/// Files that the index calls `dicom` or `dicom-bare`.
fn listed(index: &Path) -> BTreeSet<PathBuf> {
    let rows: serde_json::Value = serde_json::from_slice(&std::fs::read(index).expect("readable")).expect("JSON");
    let folder = index.parent().expect("it is a file").canonicalize().expect("it is there");
    let is_dicom = |row: &&serde_json::Value| row["kind"].as_str().is_some_and(|kind| kind.starts_with("dicom"));
    let rows = rows.as_array().expect("a list").iter().filter(is_dicom);
    rows.filter_map(|row| folder.join(row["path"].as_str()?).canonicalize().ok()).collect()
}

impl Corpus {
    /// Whether the index says that this file is DICOM; `None` without an index.
    pub fn is_dicom(&self, path: &Path) -> Option<bool> {
        let whole = path.canonicalize().expect("it is there");
        self.dicom.as_ref().map(|listed| listed.contains(&whole))
    }

    /// All files, in an order that does not change.
    pub fn files(&self) -> Vec<PathBuf> {
        let (mut todo, mut files) = (vec![self.root.clone()], Vec::new());
        while let Some(path) = todo.pop() {
            if path.is_dir() {
                todo.extend(std::fs::read_dir(&path).expect("folder").map(|entry| entry.expect("entry").path()));
            } else {
                files.push(path);
            }
        }
        files.sort();
        files
    }
}
