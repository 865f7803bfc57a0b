//! From evidence to subjects, and from subjects to pseudonyms.
//!
//! **Holds:** the order in which evidence is absorbed never matters. Two ids are one subject only by
//! a person's word. Knows no files and no bytes; a path never enters a pseudonym.

mod evidence;
mod pseudonym;
mod register;

pub use evidence::{Claim, Evidence, OF_STUDY, Role, SubjectKey};
pub use pseudonym::{Digest, Domain, ProjectKey, Pseudonyms};
pub use register::Register;
