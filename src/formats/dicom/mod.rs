//! DICOM files: what they say about people, which of them a person must look at, what a policy makes of them.
//!
//! **Holds:** a file is written whole or not at all; every byte written is a kept range of the source or has
//! a rule. Bytes that no structure explains are never written.
//!
//! Sources: PS3.15 2026d E.1, PS3.10 7.1, PS3.5 7.

mod dummy;
mod file;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod ledger;
mod names;
mod repertoire;
mod rewrite;
mod risk;
mod statement;
mod survey;

use super::Format;
use crate::outcome::Kind;

pub(super) const FORMAT: Format = Format { kind: Kind::Dicom, survey: survey::survey, rewrite: rewrite::rewrite };
