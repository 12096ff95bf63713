use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Advice, BookingId, BookingState, HealthService, HealthSessionId, HouseholdId, MeasurementId,
    MeasuringSite, Reading, ResidentId, SigningId, Stand,
};

use super::super::form::MeasurementForm;

/// When doctors are at the health station.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthSessionsView {
    /// Those to come first, the soonest first; then those that are over, the last first.
    pub rows: Vec<HealthSessionRow>,
    /// How many of them are to come.
    pub ahead: usize,
    /// How many contracts with family doctors lapse within a month, of those this device holds.
    pub lapsing: usize,
}

/// A health session in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthSessionRow {
    /// Which.
    pub id: HealthSessionId,
    /// Its day.
    pub on: Date,
    /// When it begins.
    pub from: Time,
    /// When it ends.
    pub to: Time,
    /// Where; may be empty.
    pub place: String,
    /// Who is there.
    pub doctors: Vec<String>,
    /// What it offers.
    pub services: Vec<HealthService>,
    /// How many may book; none: as many as come.
    pub seats: Option<i64>,
    /// How many have booked, as far as the hub has said and this device has saved since.
    pub booked: i64,
    /// It does not take place.
    pub cancelled: bool,
    /// Whether something of it is not delivered yet.
    pub pending: bool,
}

/// One health session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthSessionView {
    /// As in a list.
    pub row: HealthSessionRow,
    /// Who booked, of those this device holds, in the order in which they did.
    pub bookings: Vec<BookingRow>,
    /// Whether its day has come, so that bookings can be marked.
    pub begun: bool,
    /// Whether this person may change it.
    pub editable: bool,
}

/// A booking of a health session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingRow {
    /// Which.
    pub id: BookingId,
    /// For whom.
    pub resident: ResidentId,
    /// Their name; empty if not known here (any more).
    pub name: String,
    /// `3-2-502`
    pub place: String,
    /// What became of it.
    pub state: BookingState,
    /// How it stands to the seats; only where every booking is known.
    pub stand: Option<Stand>,
    /// Its session.
    pub session: HealthSessionId,
    /// The session's day.
    pub on: Option<Date>,
    /// When the session begins.
    pub from: Option<Time>,
    /// The session does not take place.
    pub cancelled: bool,
    /// Whether it is not delivered yet.
    pub pending: bool,
}

/// What is known of a resident's health. Only who answers for them, and the desk, hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentHealthView {
    /// Who.
    pub id: ResidentId,
    /// Full name.
    pub name: String,
    /// Where they live.
    pub household: HouseholdId,
    /// `3-2-502`
    pub place: String,
    /// What was measured, the last first; withdrawn ones too.
    pub measurements: Vec<MeasurementRow>,
    /// Their bookings, the last session first.
    pub bookings: Vec<BookingRow>,
    /// Contracts with family doctors, the last first.
    pub signings: Vec<SigningRow>,
    /// Sessions to come that they have not booked, the soonest first.
    pub sessions: Vec<HealthSessionRow>,
    /// The form of a measurement as it was left, if it was.
    pub draft: Option<MeasurementForm>,
    /// The day.
    pub today: Date,
}

/// Something measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurementRow {
    /// Which.
    pub id: MeasurementId,
    /// When.
    pub at: UnixMillis,
    /// Where.
    pub site: MeasuringSite,
    /// What.
    pub reading: Reading,
    /// What it suggests.
    pub advice: Advice,
    /// Anything else.
    pub note: String,
    /// Who measured; empty if not known here.
    pub by: String,
    /// Why it does not count.
    pub withdrawn: Option<String>,
    /// Whether it is not delivered yet.
    pub pending: bool,
}

/// A contract with a family doctor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningRow {
    /// Which.
    pub id: SigningId,
    /// Whose.
    pub resident: ResidentId,
    /// Their name; empty if not known here (any more).
    pub name: String,
    /// `3-2-502`
    pub place: String,
    /// The doctor or the team.
    pub doctor: String,
    /// Since which day.
    pub on: Date,
    /// The last day.
    pub until: Date,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether it lapses within a month.
    pub soon: bool,
    /// Why somebody ended it.
    pub withdrawn: Option<String>,
    /// Whether it is not delivered yet.
    pub pending: bool,
}
