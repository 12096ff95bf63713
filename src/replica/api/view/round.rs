use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::AreaId;

use super::{Door, Trip};

/// The round of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundView {
    /// How far it is.
    pub line: RoundLine,
    /// Its staircases as they stand, each from the floor where its climb begins.
    pub trips: Vec<Trip>,
}

/// How far the round of the day is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLine {
    /// Doors where somebody called today.
    pub walked: u32,
    /// Doors in all, without those left out.
    pub total: u32,
    /// Doors left out for today.
    pub skipped: u32,
    /// The next door on the way; none when all are done.
    pub next: Option<Door>,
    /// Where that is: `3 栋 2 单元`, in two parts.
    pub place: Option<(String, String)>,
}

/// What an earlier day's round has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLeft {
    /// Its day.
    pub day: Date,
    /// Doors where somebody called that day or since.
    pub walked: u32,
    /// Doors where nobody did.
    pub left: u32,
}

/// Where a round may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanView {
    /// By number.
    pub compounds: Vec<PlanCompound>,
}

/// A compound to choose buildings of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCompound {
    /// Which.
    pub id: AreaId,
    /// `花卉园小区`
    pub name: String,
    /// By number.
    pub buildings: Vec<PlanBuilding>,
}

/// A building to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanBuilding {
    /// Which.
    pub id: AreaId,
    /// `3 栋`
    pub name: String,
    /// By number; one without a name where the building has none.
    pub units: Vec<PlanUnit>,
}

/// A unit to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanUnit {
    /// `2`
    pub unit: String,
    /// Doors where somebody lives.
    pub doors: u32,
    /// Of these, where a visit is due this month.
    pub due: u32,
    /// Of these, late.
    pub late: u32,
}
