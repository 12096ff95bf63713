use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, HouseholdId};

use super::{Birthday, FestivalDay, NeedRow, RoundLeft, RoundLine, WishRow};
use crate::api::RetryAt;

/// What to do today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// Today, in China.
    pub date: Date,
    /// Care households met this month.
    pub coverage: Coverage,
    /// Climbs: the most pressing first (overdue days × care weight), each a whole staircase.
    pub trips: Vec<Trip>,
    /// The door to go to next, by the round if there is one, and by the hour.
    pub next: Option<Door>,
    /// Doors where nobody was home and it is worth trying again today, by building as they stand.
    pub again: Vec<Trip>,
    /// Whether it is evening: those come first then.
    pub evening: bool,
    /// How far the round of the day is.
    pub round: Option<RoundLine>,
    /// What an earlier day's round has left, until that is dealt with.
    pub left: Option<RoundLeft>,
    /// Birthdays of the coming week of those who have a care tag or are old, the soonest first.
    pub birthdays: Vec<Birthday>,
    /// Festivals of the coming week.
    pub festivals: Vec<FestivalDay>,
    /// Open needs due within a week or returned, and resolved ones that wait for the resident's
    /// word; most pressing first.
    pub needs: Vec<NeedRow>,
    /// Fulfilled wishes to ask about.
    pub wishes: Vec<WishRow>,
}

/// Care households met this month, of those on this device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Met.
    pub seen: u32,
    /// In all.
    pub total: u32,
}

/// One climb: the doors of a staircase that are late, due today or within three days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// The building.
    pub building: AreaId,
    /// `花卉园小区`; empty where this device holds no other.
    pub compound: String,
    /// `3 栋`
    pub name: String,
    /// `2`; empty where the building has no units.
    pub unit: String,
    /// Whether it is climbed from below: its floors are in the order of the climb.
    pub upward: bool,
    /// Top floor first, or the lowest.
    pub floors: Vec<TripFloor>,
    /// Doors in all.
    pub doors: u32,
    /// Of these, late.
    pub late: u32,
}

/// One floor of a climb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TripFloor {
    /// 0 where floors are not told apart.
    pub floor: i64,
    /// By room.
    pub doors: Vec<Door>,
}

/// One door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// Whose.
    pub household: HouseholdId,
    /// `602`
    pub room: String,
    /// The head of the household.
    pub name: String,
    /// Names of care tags.
    pub tags: Vec<String>,
    /// Its state.
    pub state: DoorState,
    /// The last try, if nobody was home since the last time somebody was met.
    pub tried_at: Option<UnixMillis>,
    /// When to try again, if somebody said.
    pub retry: Option<RetryAt>,
    /// Whether somebody called there today, whatever they found.
    pub called: bool,
    /// Whether it is left out of today's round.
    pub skipped: bool,
}

/// How a door stands. In this order one outweighs the next; a flat where nobody lives is only
/// ever vacant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DoorState {
    /// Past due.
    Late {
        /// By so many days, from 1.
        days: i64,
    },
    /// Due today.
    DueToday,
    /// Nobody was home at the last try, and it is not late.
    NobodyHome,
    /// Due later this month.
    DueBy {
        /// The day.
        day: Date,
    },
    /// Met, and not due again this month.
    Done,
    /// Nobody lives there.
    Vacant,
}

/// Compounds and buildings on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesView {
    /// By number.
    pub compounds: Vec<CompoundRow>,
}

/// A compound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompoundRow {
    /// Which.
    pub id: AreaId,
    /// `花卉园小区`
    pub name: String,
    /// By number.
    pub buildings: Vec<BuildingRow>,
}

/// A building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingRow {
    /// Which.
    pub id: AreaId,
    /// `3 栋`
    pub name: String,
    /// Households in it.
    pub households: u32,
    /// Late.
    pub late: u32,
    /// Due this month and not late.
    pub due: u32,
}

/// One building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// Which.
    pub building: AreaId,
    /// `3 栋`
    pub name: String,
    /// `花卉园小区`
    pub compound: String,
    /// Households in it.
    pub households: u32,
    /// By unit.
    pub units: Vec<UnitBoard>,
}

/// One unit of a building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitBoard {
    /// `2`; empty where the building has no units.
    pub unit: String,
    /// Top floor first.
    pub floors: Vec<BoardFloor>,
}

/// One floor of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardFloor {
    /// 0 where floors are not told apart.
    pub floor: i64,
    /// By room.
    pub cells: Vec<BoardCell>,
}

/// One door on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardCell {
    /// Whose.
    pub household: HouseholdId,
    /// `602`
    pub room: String,
    /// Its state.
    pub state: DoorState,
    /// Whether somebody there has a care tag.
    pub care: bool,
    /// Whether it belongs to today's climb: late, due today or within three days.
    pub today: bool,
}

/// A household found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRow {
    /// Which.
    pub household: HouseholdId,
    /// `3-2-502`
    pub title: String,
    /// `花卉园小区`
    pub compound: String,
    /// Who lives there, head first.
    pub names: Vec<String>,
    /// Its state.
    pub state: DoorState,
    /// What of it fits what was typed; none for its room, and where nothing was typed.
    pub sign: Option<SearchSign>,
}

/// What of a household fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchSign {
    /// Somebody's name.
    Name(String),
    /// The end of somebody's telephone: whose, and its last four digits.
    Phone(String, String),
    /// The name of a care tag of somebody there.
    Tag(String),
}
