//! What is to be done with each kind of value, as data.

pub(crate) mod tables;
