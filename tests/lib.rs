//! End to end: a real server, real devices, a real browser. The harness is here; each folder
//! beside it is a test target.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a harness fails by panicking, saying what it was doing"
)]

pub mod harness;
#[cfg(feature = "simulation")]
pub mod simulation;
