//! The app: screens in Dioxus over a replica of the hub's data. `main` chooses the shell.
//!
//! - [`ui`]: what a person sees.
//! - `device`: what the device itself has, shell by shell.

mod device;
pub mod ui;
