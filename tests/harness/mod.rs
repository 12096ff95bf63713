//! What the tests stand on: a hub that is a process of its own, people with devices, a browser,
//! and a line between them that can fail.

mod browser;
mod device;
mod files;
mod proxy;
mod screen;
mod server;
mod sound;
mod visitor;
mod wait;
mod web;
mod window;
mod wire;

pub use browser::{Browser, Paper, Profile, Shape};
pub use device::{Device, Door, marked};
pub use files::{files_under, occurrences};
pub use proxy::{Fault, Proxy, Traffic};
pub use screen::{Screen, bare};
pub use server::{Demo, Login, TestServer};
pub use sound::{hub_is_sound, replica_is_sound};
pub use visitor::Visitor;
pub use wait::{eventually, free_port, now};
pub use web::copy_of_web;
pub use window::{Picture, Rect, Window};
pub use wire::{Mishap, Speed, Wire};
