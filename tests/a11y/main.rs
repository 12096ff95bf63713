//! Every screen, in every look: axe-core finds nothing wrong, and a picture is kept where
//! `CHUANMEN_SCREENSHOTS` names a folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod desk;
mod looks;
mod phone;
mod visit;
