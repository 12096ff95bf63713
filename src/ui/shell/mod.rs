//! The frame around every screen: who may see it, the bars, and the notices that are nobody's own.

mod bar;
mod choose;
mod elsewhere;
mod frame;
mod locked;
mod practising;
mod screen;
mod tabs;

pub(crate) use bar::Bar;
pub(crate) use frame::Shell;
pub(crate) use practising::PracticeStart;
pub(crate) use screen::Screen;
