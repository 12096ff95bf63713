//! The app in a real browser, as a grid member and a supervisor use it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod areas;
mod bundle;
mod campaign;
mod catalogue;
mod checklist;
mod crash;
mod dispatch;
mod door;
mod english;
mod exports;
mod feedback;
mod guide;
mod harness;
mod health;
mod help;
mod homes;
mod import;
mod large;
mod lists;
mod lives;
mod lock;
mod long_list;
mod meeting;
mod organisation;
mod overview;
mod party;
mod people;
mod photos;
mod practice;
mod round;
mod story;
mod subdistrict;
mod tabs;
mod tokens;
mod update;
mod visit;
mod volunteers;
