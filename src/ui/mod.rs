//! What a person sees: screens that draw the replica's views and send it commands.
//!
//! - [`app`]: the root; [`route`]: the addresses; [`shell`]: the frame around every screen.
//! - [`screens`]: one folder per address. [`components`]: what they are made of; components know
//!   no commands.
//! - [`hooks`]: how a screen asks and sends. [`text`]: every sentence, in each language.
//! - `ground`: work or practice.
//! - [`door`]: what the screens need of a replica.

mod address;
mod app;
mod charts;
mod components;
mod door;
#[cfg(test)]
mod fixture;
mod ground;
mod hooks;
mod live;
mod route;
mod screens;
mod shell;
mod styles;
mod text;

pub use app::App;
pub use door::{Broken, Door};
pub use ground::PracticeDoor;
pub use styles::STYLES;
