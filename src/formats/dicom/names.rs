//! The pseudonyms of one file, each made once: study, series and instance are named in its path, in its file meta
//! information, in the data set and in references, and every pseudonym costs three blocks of SHA-256.
//!
//! Does not: outlive the file; workers share nothing.

use super::super::Task;
use crate::policy::tables;
use std::cell::{OnceCell, RefCell};

/// Pseudonyms that are remembered. Objects with thousands of references name each of them once.
const MOST: usize = 16;

pub(super) struct Names<'a> {
    task: &'a Task<'a>,
    subject: OnceCell<String>,
    uids: RefCell<Vec<(String, String)>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(task: &'a Task<'a>) -> Self {
        Self { task, subject: OnceCell::new(), uids: RefCell::default() }
    }

    /// The file's own subject.
    pub(super) fn subject(&self) -> &str {
        let subject = &self.task.evidence.subject;
        self.subject.get_or_init(|| self.task.pseudonyms.subject(&subject.issuer, &subject.id))
    }

    /// The UID for an old one, which may be padded; empty and well-known ones stay.
    pub(super) fn uid(&self, old: &str) -> String {
        let old = old.trim_matches(['\0', ' ']);
        if old.is_empty() || tables::is_well_known(old.as_bytes()) {
            return old.to_owned();
        }
        self.instance_uid(old)
    }

    /// The UID for one that names an instance, series or study, whatever it looks like.
    pub(super) fn instance_uid(&self, old: &str) -> String {
        let mut known = self.uids.borrow_mut();
        if let Some((_, new)) = known.iter().find(|(one, _)| one == old) {
            return new.clone();
        }
        let new = self.task.pseudonyms.uid(old);
        if known.len() < MOST {
            known.push((old.to_owned(), new.clone()));
        }
        new
    }
}
