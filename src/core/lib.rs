//! What every part of Chuanmen agrees on, and nothing that touches a disk, a network or a clock.
//!
//! - [`merge`]: stamps, records, patches, and the one pure function that merges them.
//! - [`domain`]: the typed things people speak of (household, visit, need, wish, …), the folds that
//!   tell a need's or a wish's life, and the rules that say when a visit is due.
//! - [`protocol`]: what replicas and the hub say to each other, with versions and limits.
//! - [`report`]: what a supervisor reads, computed from entities.
//!
//! Replica and hub use the same code for all of it, so they cannot disagree.

pub mod domain;
pub mod merge;
pub mod protocol;
pub mod report;
#[cfg(feature = "simulation")]
pub mod simulation;
mod text_enum;
mod time;
mod uuid_newtype;

pub use time::{UnixMillis, china_date, china_hour, end_of_month};
