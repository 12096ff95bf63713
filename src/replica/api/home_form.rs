//! What a person fills in about a household, as it stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AreaId, HouseholdId, Housing, ResidentId};

/// A door, as typed: `501室`, `3-2-501` and `５０１` are put right when it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorForm {
    /// The building.
    pub building: AreaId,
    /// The unit; empty where a building has none.
    pub unit: String,
    /// The floor; as the room's number tells it if absent, and 0 where floors are not told apart.
    pub floor: Option<i64>,
    /// The room; required.
    pub room: String,
}

/// A new household's form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdForm {
    /// Where.
    pub door: DoorForm,
    /// Whose the flat is.
    pub housing: Housing,
    /// What a visitor should know.
    pub note: String,
}

/// What is new about a household; what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditHousehold {
    /// Which.
    pub household: HouseholdId,
    /// Whose the flat is; vacant, or lived in again.
    pub housing: Option<Housing>,
    /// What a visitor should know.
    pub note: Option<String>,
}

/// Some of a household become one of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitHousehold {
    /// Whom they leave.
    pub household: HouseholdId,
    /// Who; not all of them.
    pub residents: BTreeSet<ResidentId>,
    /// Who of them is the head from now on.
    pub head: ResidentId,
    /// Where they live now; it may be the same room, written `501-A`.
    pub door: DoorForm,
    /// Whose that flat is.
    pub housing: Housing,
}
