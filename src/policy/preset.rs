//! Presets: sets of options of PS3.15 with a name.
//!
//! Does not: resolve anything for a place (that is `decide`).

use super::tables::{self, Basic, METHODS, OptionSet};
use serde::{Deserialize, Serialize};

/// A policy, resolved to what deciding needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    name: String,
}

/// A policy that cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyError {
    /// A preset of the design that this version does not carry out yet.
    NotYet(String),
    /// Neither a preset nor a policy file.
    Unknown(String),
}

impl PolicyError {
    /// The message's Fluent id.
    pub fn message_id(&self) -> &'static str {
        match self {
            Self::NotYet(_) => "err-policy-not-yet",
            Self::Unknown(_) => "err-policy-unknown",
        }
    }
}

/// What a policy does with one attribute of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLine {
    /// The tag, as the table prints it.
    pub tag: String,
    /// The attribute's name.
    pub name: &'static str,
    /// The Basic Profile's code.
    pub code: &'static str,
    /// Fluent id of what happens, in words.
    pub message_id: &'static str,
}

fn action_id(code: Basic) -> &'static str {
    match code {
        Basic::X => "action-remove",
        Basic::Z => "action-empty",
        Basic::D => "action-dummy",
        Basic::U => "action-uid",
        Basic::ZD => "action-empty-or-dummy",
        Basic::XZ => "action-remove-or-empty",
        Basic::XD => "action-remove-or-dummy",
        Basic::XZD => "action-remove-empty-or-dummy",
        Basic::XZU => "action-remove-empty-or-uid",
    }
}

/// Edition of the tables.
pub(crate) const EDITION: &str = "PS3.15 2026d";

impl Policy {
    /// The presets that can be run.
    pub const PRESETS: [&'static str; 1] = ["ps3-15-basic"];
    /// The presets that cannot be run yet.
    pub const LATER: [&'static str; 2] = ["appi", "research-tcia"];

    /// The preset with this name.
    ///
    /// # Errors
    /// [`PolicyError`] for names that are none, and for presets that cannot be run yet.
    pub fn preset(name: &str) -> Result<Self, PolicyError> {
        if Self::PRESETS.contains(&name) {
            Ok(Self { name: name.to_owned() })
        } else if Self::LATER.contains(&name) {
            Err(PolicyError::NotYet(name.to_owned()))
        } else {
            Err(PolicyError::Unknown(name.to_owned()))
        }
    }

    /// The policy's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The edition of the standard that its tables are of.
    pub fn edition(&self) -> &'static str {
        EDITION
    }

    /// The options of PS3.15 that are chosen beside the Basic Profile.
    pub(crate) fn options(&self) -> OptionSet {
        OptionSet::NONE
    }

    /// What the policy does with each attribute of the table, in the order of tags.
    pub fn lines(&self) -> impl Iterator<Item = PolicyLine> + '_ {
        tables::rows().map(|row| {
            let message_id = match tables::action(row, self.options()) {
                tables::Action::Keep(_) => "action-keep",
                tables::Action::Clean(_) => "action-clean",
                tables::Action::Basic(code) => action_id(code),
            };
            PolicyLine { tag: row.label(), name: row.name, code: row.basic.as_str(), message_id }
        })
    }

    /// Code and meaning of the profile and of each option that is chosen (CID 7050).
    pub(crate) fn methods(&self) -> Vec<(&'static str, &'static str)> {
        let options: Vec<_> = self.options().iter().map(|option| option.method()).collect();
        METHODS
            .iter()
            .filter(|method| method.code == "113100" || options.contains(&method.code))
            .map(|method| (method.code, method.meaning))
            .collect()
    }

    /// What becomes of dates, as (0028,0303) says it.
    pub(crate) fn dates(&self) -> &'static str {
        "REMOVED"
    }
}
