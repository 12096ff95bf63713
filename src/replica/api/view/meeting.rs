use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{NeedRow, TimelineRow};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Attendance, MeetingId, MeetingState, NeedId, Party};

/// A joint meeting in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRow {
    /// Which.
    pub id: MeetingId,
    /// The day.
    pub on: Date,
    /// When on that day.
    pub time: Option<Time>,
    /// Where.
    pub venue: String,
    /// How far it is.
    pub state: MeetingState,
    /// Needs on its agenda.
    pub items: u32,
    /// Not delivered yet.
    pub pending: bool,
}

/// One joint meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingView {
    /// As in a list.
    pub row: MeetingRow,
    /// Who takes the chair.
    pub chair: String,
    /// The agenda, in order.
    pub agenda: Vec<AgendaItem>,
    /// Who was there, of the parties that were asked for.
    pub attendance: BTreeMap<Party, Attendance>,
    /// What was said of the minutes after they were closed, oldest first.
    pub amendments: Vec<TimelineRow>,
    /// Open needs that could be put on the agenda, most pressing first.
    pub offered: Vec<NeedRow>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// A need on an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Which.
    pub need: NeedId,
    /// As in a list; none if it is not on this device.
    pub row: Option<NeedRow>,
    /// Whether something can be resolved about it still.
    pub open: bool,
    /// What was resolved, oldest first.
    pub resolutions: Vec<ResolutionRow>,
}

/// What was resolved about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionRow {
    /// What.
    pub text: String,
    /// Who takes it on.
    pub party: Option<Party>,
    /// Which department, if it is one and somebody said so.
    pub department: String,
    /// By which day.
    pub until: Option<Date>,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: UnixMillis,
    /// It was written after the minutes were closed.
    pub amends: bool,
}
