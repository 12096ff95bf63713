use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{Attendance, NeedId, Party};

/// A joint meeting's form: only what was changed. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingForm {
    /// The day; required of a new one.
    pub on: Option<Date>,
    /// When on that day, as typed: `14:30`; empty for no time.
    pub time: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Who takes the chair.
    pub chair: Option<String>,
    /// The whole agenda, in order.
    pub agenda: Option<Vec<NeedId>>,
    /// Who was there.
    pub attendance: BTreeMap<Party, Attendance>,
}

/// What a meeting resolves about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolutionForm {
    /// Which need of the agenda.
    pub need: NeedId,
    /// What is resolved; it must say something.
    pub text: String,
    /// Who takes it on: the need is dispatched to it.
    pub party: Option<Party>,
    /// Which department, if it is a department; may be empty.
    pub department: String,
    /// By which day.
    pub until: Option<Date>,
}
