use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, NeedStep, Party, Rung};
use serde::{Deserialize, Serialize};

use super::{AreaName, CategoryChoice, NeedRow};

/// What the dispatch desk is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchFilter {
    /// Needs of this grid only.
    pub grid: Option<AreaId>,
    /// Needs of the category with this code only.
    pub category: Option<String>,
    /// Overdue ones only.
    pub overdue: bool,
}

/// Where a need lies on the dispatch desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// To be accepted or dispatched: recorded, accepted, returned, reopened.
    Inbox,
    /// Dispatched to a party, or in progress there.
    With(Party),
    /// Resolved; the resident has not confirmed it.
    Confirm,
}

/// The dispatch desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchView {
    /// The inbox, the parties and what waits for confirmation, in the order of the desk; a lane
    /// with nothing in it too.
    pub lanes: Vec<DispatchLane>,
    /// Needs of the grid and category that were asked for, overdue or not.
    pub all: u32,
    /// The overdue ones among them.
    pub overdue: u32,
    /// The grids to narrow to.
    pub grids: Vec<AreaName>,
    /// The categories to narrow to.
    pub categories: Vec<CategoryChoice>,
}

/// A column of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchLane {
    /// Which.
    pub lane: Lane,
    /// The needs there, most pressing first.
    pub cards: Vec<DispatchCard>,
}

/// A need on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispatchCard {
    /// As in a list.
    pub row: NeedRow,
    /// Working days until it is due, today not counted; negative when overdue; none once it is not
    /// open.
    pub working_days_left: Option<i64>,
    /// What it calls for, if it is overdue.
    pub rung: Option<Rung>,
    /// How often somebody reminded whoever has it, since they have it.
    pub reminded: u32,
    /// When last.
    pub reminded_at: Option<UnixMillis>,
    /// Who recorded it; empty if not known here.
    pub raised_by: String,
    /// What this person may do next.
    pub next: Vec<NeedStep>,
}

impl Lane {
    /// The lanes that are always there, in the order of the desk.
    pub const ALL: [Self; 8] = [
        Self::Inbox,
        Self::With(Party::PartyBranch),
        Self::With(Party::PropertyCompany),
        Self::With(Party::OwnersCommittee),
        Self::With(Party::GridUnit),
        Self::With(Party::Community),
        Self::With(Party::Department),
        Self::Confirm,
    ];
}
