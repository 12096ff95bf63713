//! The community's health station (健康加油站): when doctors come, who booked a place, what was
//! measured of whom, and who signed with a family doctor. What is of a resident lies in the health
//! scope of their grid.

mod booking;
mod measurement;
mod reading;
mod session;
mod signing;
#[cfg(test)]
mod tests;

pub use booking::{Booking, BookingState, Stand, booked, stands};
pub use measurement::{Measurement, Site};
pub use reading::{Advice, Glucose, Pressure, Reading, Sampled};
pub use session::{HealthService, HealthSession};
pub use signing::Signing;
