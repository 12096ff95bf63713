//! The app in a real browser, as a grid member and a supervisor use it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bundle;
mod crash;
mod door;
mod guide;
mod harness;
mod lock;
mod organisation;
mod round;
mod story;
mod tabs;
mod update;
