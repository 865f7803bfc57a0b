//! The hospital's record of a run: `run.json`, which ties original paths to pseudonyms.
//!
//! It is 削除情報等 (information that leads back), as secret as the vault, and never lies in the package.
//! Schema: docs/schema/run.json.

use super::Whose;
use crate::identity::Digest;
use crate::messages::Messages;
use crate::outcome::{Code, Fate, Kind, Outcome};
use crate::policy::{Policy, Rule};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORMAT: &str = "kamei-run/1";

/// A run's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// `kamei-run/1`.
    pub format: String,
    /// Whether every input has its outcome.
    pub complete: bool,
    /// What made it.
    pub tool: Whose,
    /// The policy and the edition of its tables.
    pub policy: Whose,
    /// Inputs by outcome; the sum is the number of inputs.
    pub sums: BTreeMap<Fate, u64>,
    /// How often each rule changed something, by clause.
    pub rules: BTreeMap<String, u64>,
    /// What a person should know, as sentences.
    pub warnings: Vec<String>,
    /// Every input, by path.
    pub inputs: Vec<Entry>,
    /// The rules so far, by number; their clauses are written once, at the end.
    #[serde(skip)]
    counted: Changes,
}

/// One input and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// As given: relative to its argument; inside of an archive `a.zip!/x/IM1`.
    pub path: String,
    /// Digest of its bytes; `null` where they could not be read.
    pub sha256: Option<Digest>,
    /// Kind.
    pub kind: Kind,
    /// Fate.
    pub outcome: Fate,
    /// Code, when it was not written.
    pub code: Option<String>,
    /// Why, as a sentence.
    pub why: Option<String>,
    /// What to do, as a sentence.
    pub remedy: Option<String>,
    /// Paths in the package.
    pub outputs: Vec<String>,
}

impl Entry {
    /// The entry of an outcome, with its sentences in the messages' language.
    pub fn new(outcome: &Outcome, messages: &Messages) -> Self {
        let reason = outcome.reason.as_ref();
        let outputs = outcome.output.iter().map(|output| output.path.clone()).collect();
        let held = reason.map(|reason| Self::held(&outcome.path, reason.code, reason.at, messages));
        let (code, why, remedy) = held.map_or((None, None, None), |entry| (entry.code, entry.why, entry.remedy));
        let Outcome { path, sha256, kind, fate, .. } = outcome;
        Self { path: path.clone(), sha256: *sha256, kind: *kind, outcome: *fate, code, why, remedy, outputs }
    }

    /// The entry of an input that the core never came to know: its shell says why, in a code.
    pub fn held(path: &str, code: Code, at: Option<u64>, messages: &Messages) -> Self {
        let mut why = messages.text(&format!("why-{}", code.as_str()), &[]);
        if let Some(at) = at {
            why = format!("{why} {}", messages.text("at-byte", &[("at", at.into())]));
        }
        Self {
            path: path.to_owned(),
            sha256: None,
            kind: Kind::Other,
            outcome: code.fate(),
            code: Some(code.as_str().to_owned()),
            why: Some(why),
            remedy: Some(messages.text(&format!("remedy-{}", code.as_str()), &[])),
            outputs: Vec::new(),
        }
    }
}

/// What one output adds to the record's sums of rules.
type Changes = BTreeMap<Rule, u64>;

impl Record {
    /// A record to which inputs are [added](Self::add).
    pub fn new(policy: &Policy) -> Self {
        Self {
            format: FORMAT.into(),
            complete: false,
            tool: Whose::tool(),
            policy: Whose::policy(policy),
            sums: BTreeMap::new(),
            rules: BTreeMap::new(),
            warnings: Vec::new(),
            inputs: Vec::new(),
            counted: Changes::new(),
        }
    }

    /// Adds one input.
    pub fn add(&mut self, entry: Entry, changes: &Changes) {
        *self.sums.entry(entry.outcome).or_default() += 1;
        for (rule, n) in changes {
            *self.counted.entry(*rule).or_default() += n;
        }
        self.inputs.push(entry);
    }

    /// Whether something was withheld or refused.
    pub fn has_held(&self) -> bool {
        [Fate::Withheld, Fate::Refused].iter().any(|fate| self.sums.get(fate).is_some_and(|n| *n > 0))
    }

    /// As JSON, inputs by path.
    pub fn to_json(&mut self) -> String {
        for (rule, n) in std::mem::take(&mut self.counted) {
            *self.rules.entry(rule.clause()).or_default() += n;
        }
        self.inputs.sort_by(|a, b| a.path.cmp(&b.path));
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
