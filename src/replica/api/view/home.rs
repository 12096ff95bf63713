use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, HouseholdId, Kind};
use chuanmen_core::merge::{FieldName, RecordId, Stamp};

/// A household that may be the one whose door is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorTwin {
    /// Which.
    pub household: HouseholdId,
    /// `3-2-502`
    pub title: String,
    /// Who lives there, head first.
    pub names: Vec<String>,
}

/// A compound with the buildings to which a household may move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompoundChoice {
    /// Which.
    pub id: AreaId,
    /// `花卉园小区`
    pub name: String,
    /// `第 3 网格`
    pub grid: String,
    /// Whether this device may write in its grid: only then can something move there.
    pub held: bool,
    /// Its buildings, by number; named even where none can be chosen.
    pub buildings: Vec<BuildingChoice>,
}

/// A building to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildingChoice {
    /// Which.
    pub id: AreaId,
    /// `3 栋`
    pub name: String,
}

/// What was changed about a household and those who live there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryView {
    /// Which.
    pub household: HouseholdId,
    /// `3-2-502`
    pub title: String,
    /// Newest first.
    pub changes: Vec<ChangeRow>,
    /// Whether something is older than what this device remembers.
    pub cut: bool,
}

/// One change of one field, or somebody's or the household's being entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRow {
    /// What the record is.
    pub kind: Kind,
    /// Which record.
    pub id: RecordId,
    /// Whose: a resident's name; empty for the household itself.
    pub subject: String,
    /// Which field; none where the record was entered.
    pub field: Option<FieldName>,
    /// `独居老人`, where the field is about a care tag.
    pub tag: String,
    /// What stood there before, in words; none if this device does not know.
    pub before: Option<String>,
    /// What was written, in words as in a conflict.
    pub after: String,
    /// Who; empty if not known here.
    pub by: String,
    /// From which phone; empty if not known here.
    pub phone: String,
    /// Whether from this one.
    pub mine: bool,
    /// When.
    pub at: UnixMillis,
    /// Under which stamp; what one save wrote bears one.
    pub stamp: Stamp,
    /// What became of it.
    pub fate: ChangeFate,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeFate {
    /// It stands, or a later one took its place.
    Taken,
    /// It waits to be sent.
    Waiting,
    /// People disagree: it stands beside another value.
    Disputed,
    /// People disagreed, and another value was chosen.
    Lost,
}
