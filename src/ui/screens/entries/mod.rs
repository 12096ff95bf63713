//! A need and a wish as one types them: in a visit's form and at a household.

mod need;
mod save;
mod wish;

pub(crate) use need::{NeedEntry, new_need};
pub(crate) use save::{SaveDock, SaveEntry};
pub(crate) use wish::{WishEntry, new_wish};
