//! The hub: takes what phones record, merges it, passes it on, and lets supervisors read it.
//!
//! - [`store`]: what it keeps, behind a trait.
//! - [`auth`]: who asks, and what they may.
//! - [`hub`]: what a sync, an enrolment and a report do.
//! - [`import`]: lists of areas and residents out of spreadsheets.
//! - [`document`]: words out of a document.
//! - `handlers`, `web`: the same over HTTP.
//! - [`commands`]: the command line.
//! - `load`: many phones at once, to measure a running hub.

pub mod auth;
mod clock;
pub mod commands;
pub mod config;
mod connections;
pub mod demo;
pub mod document;
pub mod guides;
mod handlers;
pub mod hub;
pub mod import;
mod load;
mod memory;
pub mod reports;
mod serve;
mod state;
pub mod store;
mod web;

#[cfg(test)]
mod tests;

pub use clock::{Clock, SystemClock};
pub use connections::Patience;
pub use handlers::{document, router};
pub use serve::serve_on;
pub use state::AppState;
