//! Presets: sets of options of PS3.15 with a name.
//!
//! Does not: resolve anything for a place (that is `decide`).

use super::tables::{METHODS, OptionSet};
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

/// Edition of the tables.
pub(crate) const EDITION: &str = "PS3.15 2026d";

impl Policy {
    /// The presets that can be run.
    pub const PRESETS: [&'static str; 1] = ["ps3-15-basic"];
    /// The presets that will be.
    const LATER: [&'static str; 2] = ["appi", "research-tcia"];

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
