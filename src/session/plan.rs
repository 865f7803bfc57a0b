//! Third step: one value with everything that a rewrite needs. Shared read-only with all workers, written down
//! for a cluster. Holds the key: as secret as the vault.

use super::Batch;
use crate::detect::{Cleaner, Values};
use crate::identity::{Digest, OF_STUDY, ProjectKey, Role};
use crate::policy::{DecisionError, Decisions, Policy};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format's name and version.
const FORMAT: &str = "kamei-plan/1";

/// What is to be done in a run.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    format: String,
    pub(super) policy: Policy,
    key: String,
    values: Values,
    pub(super) decisions: Decisions,
    /// SOP Instance UIDs that several contents carry: the contents, by their digests.
    pub(super) conflicts: BTreeMap<String, Vec<Digest>>,
    /// Contents that several inputs hold: the input that stands for all.
    pub(super) shared: BTreeMap<Digest, String>,
    /// Decisions that fit no input, by their place in the file, from 1.
    unused: Vec<usize>,
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("policy", &self.policy).finish_non_exhaustive()
    }
}

/// A run that must not begin.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanError {
    /// The decisions contradict each other.
    Decisions(DecisionError),
    /// More values to be gone than the search can hold.
    TooManyValues,
    /// Not a plan of this version.
    Format,
}

impl PlanError {
    /// The message's Fluent id.
    pub fn message_id(&self) -> &'static str {
        match self {
            Self::Decisions(DecisionError::Format { .. }) => "err-decisions-format",
            Self::Decisions(DecisionError::Contradiction { .. }) => "err-decisions-contradict",
            Self::TooManyValues => "err-plan-too-many-values",
            Self::Format => "err-plan-format",
        }
    }
}

impl Plan {
    /// Makes the plan of a batch.
    ///
    /// # Errors
    /// [`PlanError::Decisions`] when two decisions about one file contradict each other: nothing may be written then.
    pub fn new(batch: &Batch, policy: Policy, key: &ProjectKey, decisions: Decisions) -> Result<Self, PlanError> {
        for (path, series) in batch.files() {
            decisions.about(path, series).map_err(PlanError::Decisions)?;
        }
        let mut values = Values::default();
        for (subject, claims) in batch.register().subjects() {
            if !subject.id.starts_with(OF_STUDY) {
                values.add(&subject.id);
            }
            for claim in claims {
                match claim.role {
                    Role::Name | Role::OtherName => values.add_name(&claim.value),
                    Role::Id => values.add(&claim.value),
                }
            }
        }
        let register = batch.register();
        Ok(Self {
            format: FORMAT.into(),
            policy,
            key: key.reveal(),
            values,
            unused: decisions.unused(batch.files()),
            decisions,
            conflicts: register.conflicts().map(|(uid, contents)| (uid.to_owned(), contents)).collect(),
            shared: register.shared().map(|(digest, path)| (digest, path.to_owned())).collect(),
        })
    }

    /// Decisions that fit no input, by their place in the file, from 1.
    pub fn unused_decisions(&self) -> &[usize] {
        &self.unused
    }

    /// How many SOP Instance UIDs are carried by several contents: a person should know.
    pub fn conflicting_instances(&self) -> usize {
        self.conflicts.len()
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    pub(super) fn key(&self) -> Result<ProjectKey, PlanError> {
        ProjectKey::from_hex(&self.key).ok_or(PlanError::Format)
    }

    pub(super) fn cleaner(&self) -> Result<Cleaner, PlanError> {
        Cleaner::new(&self.values).ok_or(PlanError::TooManyValues)
    }

    /// The plan as JSON, for a worker or a cluster. Secret.
    pub fn to_json(&self) -> String {
        // Maps of texts and lists only: nothing here can fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a plan.
    ///
    /// # Errors
    /// [`PlanError::Format`] for what is no plan of this version.
    pub fn from_json(text: &str) -> Result<Self, PlanError> {
        let plan: Self = serde_json::from_str(text).map_err(|_| PlanError::Format)?;
        if plan.format == FORMAT { Ok(plan) } else { Err(PlanError::Format) }
    }
}
