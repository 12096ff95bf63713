//! Somebody who lives in a household: entered, changed, gone, or entered twice.

mod add;
mod edit;
mod form;
mod gone;
mod keep;
mod relocate;
mod twins;
mod typed;

pub(crate) use add::AddResident;
pub(crate) use edit::EditResident;
pub(crate) use relocate::MoveResident;
