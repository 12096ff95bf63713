mod agreement;
mod conflicts;
mod household;
mod lives;
mod places;
mod receipt;
mod search;
mod today;
pub(crate) mod town;
