//! Drives a running hub as phones do, and measures how it answers: enrolment, bootstrap, a steady
//! stream of syncs, and everybody reconnecting at once after a broadcast.
//!
//! A phone here keeps no database: cursors, a clock and the households it may visit are enough to
//! say what a real one says.

mod drive;
mod edit;
mod line;
mod memory;
mod phone;
mod plot;
mod tally;

pub(crate) use drive::{Plan, drive};
pub use line::HubAddress;
pub(crate) use memory::MemorySource;
pub(crate) use plot::draw;
