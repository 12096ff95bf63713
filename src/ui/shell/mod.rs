//! The frame around every screen: who may see it, the bars, and the notices that are nobody's own.

mod bar;
mod elsewhere;
mod frame;
mod screen;
mod tabs;

pub(crate) use bar::Bar;
pub(crate) use frame::Shell;
pub(crate) use screen::Screen;
