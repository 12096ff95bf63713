//! Phones and the hub come to agree, whatever happens on the way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod agreement;
mod audit;
mod bundles;
mod claims;
mod edits;
mod kills;
mod line;
mod load;
mod losses;
mod parties;
mod people;
mod points;
mod posts;
mod week;
