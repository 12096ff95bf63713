//! The app in a real browser, as a grid member and a supervisor use it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod harness;
