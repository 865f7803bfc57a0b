//! A run as values that shells drive: survey, batch, plan, rewrite.
//!
//! The same five steps in the page, on the command line and on a cluster; only who carries the bytes differs.
//!
//! **Holds:** an outcome depends on the input's bytes, its path and the plan alone, not on order or number
//! of workers. Everything here can be written down and read again.

mod batch;
mod bench;
mod members;
mod plan;
mod survey;

pub use batch::{Batch, Summary};
pub use bench::{Bench, failed};
pub use members::Members;
pub use plan::{Plan, PlanError};
pub use survey::{Surveyed, digest, held, survey, survey_known};
