//! Reading `data/`: csv files with the header, the number of rows and the digest that they must have.
//!
//! In: the csv files and the SOURCE.md of each folder. Out: rows as arrays of a fixed number of cells.
//! Does not: know what a column means.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

/// Every file that a generator may read, from the top of the repository.
pub(super) const CSV: [&str; 9] = [
    "data/dicom/class-uids.csv",
    "data/dicom/dictionary.csv",
    "data/dicom/sop-classes.csv",
    "data/dicom/wellknown-uids.csv",
    "data/ps315/compound.csv",
    "data/ps315/e1-1.csv",
    "data/ps315/method-codes.csv",
    "data/ps315/safe-private.csv",
    "data/ps315/sr-content.csv",
];

/// The text of the files in `data/`, by path.
pub(super) struct Sources {
    texts: BTreeMap<String, String>,
}

/// One csv: its rows, and what the generated file says about where they come from.
pub(super) struct Table<const COLUMNS: usize> {
    /// Path and digest, for the first line of the generated file.
    pub(super) origin: String,
    pub(super) rows: Vec<[String; COLUMNS]>,
}

impl Sources {
    /// Reads all of [`CSV`] and the SOURCE.md beside each.
    pub(super) fn load(root: &Path) -> Result<Self, String> {
        let mut texts = BTreeMap::new();
        for path in CSV.iter().map(|path| (*path).to_owned()).chain(CSV.iter().map(|path| statement(path))) {
            let text = std::fs::read_to_string(root.join(&path)).map_err(|fault| format!("{path}: {fault}"))?;
            texts.insert(path, text.replace("\r\n", "\n"));
        }
        Ok(Self { texts })
    }

    /// The rows of `path`, in the order of the file.
    ///
    /// # Errors
    /// Another header, another number of rows, a row of another length, or a digest that SOURCE.md does not state.
    pub(super) fn table<const COLUMNS: usize>(
        &self,
        path: &str,
        header: [&str; COLUMNS],
        count: usize,
    ) -> Result<Table<COLUMNS>, String> {
        let text = self.text(path)?;
        let digest = digest(text);
        let file = path.rsplit('/').next().unwrap_or(path);
        let stated = format!("| {file} | {count} | {digest} |");
        if !self.text(&statement(path))?.lines().any(|line| line.starts_with(&stated)) {
            return Err(format!("{path}: {} has no line that begins with `{stated}`", statement(path)));
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut rows = Vec::with_capacity(count);
        for record in reader.records() {
            let record = record.map_err(|fault| format!("{path}: {fault}"))?;
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            let cells = cells.try_into().map_err(|_| format!("{path}: a row has not {COLUMNS} cells: {record:?}"))?;
            rows.push(cells);
        }
        if rows.is_empty() || rows.remove(0) != header {
            return Err(format!("{path}: the header is not {}", header.join(",")));
        }
        if rows.len() != count {
            return Err(format!("{path}: {} rows, expected {count}", rows.len()));
        }
        Ok(Table { origin: format!("{path} (sha256 {digest})"), rows })
    }

    fn text(&self, path: &str) -> Result<&str, String> {
        self.texts.get(path).map(String::as_str).ok_or_else(|| format!("{path}: not among the sources"))
    }

    /// Changes one file and states its new digest and number of rows, to see what a generator refuses.
    #[cfg(test)]
    pub(super) fn tamper(&mut self, path: &str, change: impl Fn(&str) -> String) {
        let old = self.texts.get(path).cloned().unwrap_or_default();
        let new = change(&old);
        assert_ne!(old, new, "the change must change something");
        if let Some(text) = self.texts.get_mut(&statement(path)) {
            *text = text.replace(&digest(&old), &digest(&new));
        }
        self.texts.insert(path.to_owned(), new);
    }
}

/// The SOURCE.md that speaks of a csv.
fn statement(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/SOURCE.md"),
        None => "SOURCE.md".to_owned(),
    }
}

/// SHA-256 in lower-case hex.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
