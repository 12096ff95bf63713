//! The hub: takes what phones record, merges it, passes it on, and lets supervisors read it.

pub mod reports;
pub mod store;
