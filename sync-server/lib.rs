//! The hub: takes what phones record, merges it, passes it on, and lets supervisors read it.

pub mod auth;
mod clock;
pub mod hub;
pub mod reports;
pub mod store;

pub use clock::{Clock, SystemClock};
