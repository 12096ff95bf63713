use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{HealthService, MeasuringSite, Sampled};

/// The form of a health session: only what was changed, because the rest may be changed by others
/// before it is saved. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthSessionForm {
    /// Its day; required of a new one.
    pub on: Option<Date>,
    /// When it begins; required of a new one.
    pub from: Option<Time>,
    /// When it ends; required of a new one.
    pub to: Option<Time>,
    /// Where.
    pub place: Option<String>,
    /// The doctors' names, as typed, one after the other.
    pub doctors: Option<String>,
    /// What it offers, set or cleared.
    pub services: BTreeMap<HealthService, bool>,
    /// How many may book, 1 to 500; none inside: as many as come.
    pub seats: Option<Option<i64>>,
    /// Whether it does not take place.
    pub cancelled: Option<bool>,
    /// Of a new one: in how many further weeks it is held on the same day, 0 to
    /// [`Self::WEEKS`].
    pub weeks: i64,
}

impl HealthSessionForm {
    /// The most further weeks that are planned at once.
    pub const WEEKS: i64 = 26;
}

/// The form of a measurement, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurementForm {
    /// Glucose, instead of blood pressure.
    pub glucose: bool,
    /// In mmHg.
    pub systolic: String,
    /// In mmHg.
    pub diastolic: String,
    /// A minute; empty for none.
    pub pulse: String,
    /// Glucose in mmol/L with one decimal: `6.1`.
    pub level: String,
    /// When glucose was taken; at random if absent.
    pub sampled: Option<Sampled>,
    /// Where; at the station if absent.
    pub site: Option<MeasuringSite>,
    /// Anything else.
    pub note: String,
    /// Somebody was asked whether unusual figures are right, and said so.
    pub sure: bool,
}

/// The form of a contract with a family doctor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningForm {
    /// The doctor or the team; required.
    pub doctor: String,
    /// Since which day; today if absent.
    pub on: Option<Date>,
    /// The last day; a year later if absent.
    pub until: Option<Date>,
}
