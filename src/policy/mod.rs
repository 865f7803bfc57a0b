//! What is to be done with each kind of value, as data.
//!
//! In: a place (object class, path, tag, VR). Out: an action and the rule that asks for it.
//! **Holds:** knows no bytes and no files. What no rule names is decided by its VR, the protective way.

mod decide;
mod decisions;
mod preset;
mod rule;
pub(crate) mod tables;

pub(crate) use decide::{Action, Place, decide};
pub use decisions::{DecisionError, Decisions, Deed};
pub use preset::{Policy, PolicyError, PolicyLine};
pub use rule::Rule;
