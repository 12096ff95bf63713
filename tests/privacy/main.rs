//! What lies on a device tells no name to somebody who finds it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browser;
mod native;
