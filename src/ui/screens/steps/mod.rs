//! Taking a step about a need or a wish: a dock with the likeliest, a sheet that asks what the
//! step needs to be told. What was typed stays when saving fails.

mod dock;
mod form;
mod hand_over;
mod sheet;

pub(super) use dock::StepButtons;
pub(super) use form::{Ask, StepForm, Taken, satisfaction_words};
pub(super) use hand_over::HandOver;
pub(super) use sheet::Sheet;
