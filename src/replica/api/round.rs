use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AreaId, HouseholdId};

/// A staircase: a unit of a building.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Staircase {
    /// The building.
    pub building: AreaId,
    /// `2`; empty where the building has no units.
    pub unit: String,
}

/// What a person does about the round of the day. Nothing of it leaves the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum RoundStep {
    /// Plans the day's round, in the place of the one there was.
    Plan {
        /// Where to go.
        staircases: Vec<Staircase>,
        /// Whether to ring at every door where somebody lives, or only where a visit is due.
        all: bool,
    },
    /// Plans what an earlier day's round has left.
    GoOn,
    /// Leaves a door out today, or takes that back.
    Skip {
        /// Which.
        household: HouseholdId,
        /// Whether to leave it out.
        skip: bool,
    },
    /// There is no round any more.
    End,
    /// From now on a building is climbed from its lowest floor up, or from its top down again.
    Climb {
        /// Which.
        building: AreaId,
        /// From below.
        upward: bool,
    },
}
