//! One folder per address of [`super::route`].

mod building;
mod conflicts;
mod enrol;
mod entries;
mod household;
mod me;
mod need;
mod needs;
mod not_found;
mod overview;
mod places;
mod reports;
mod resident;
mod steps;
mod timeline;
mod today;
mod visit;
mod wish;
mod wishes;

pub(crate) use building::Building;
pub(crate) use conflicts::Conflicts;
pub(crate) use enrol::Enrol;
pub(crate) use household::Household;
pub(crate) use me::Me;
pub(crate) use need::Need;
pub(crate) use needs::Needs;
pub(crate) use not_found::NotFound;
pub(crate) use overview::Overview;
pub(crate) use places::Places;
pub(crate) use reports::Reports;
pub(crate) use resident::{AddResident, EditResident};
pub(crate) use today::Today;
pub(crate) use visit::{Correct, Visit};
pub(crate) use wish::Wish;
pub(crate) use wishes::Wishes;
