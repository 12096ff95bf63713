use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AreaName, ProjectName};
use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Deadline, HouseholdId, MeetingId, NeedId, NeedState, NeedStep, OrganisationId, Party, Role,
    Satisfaction, Urgency, WithoutEffect,
};

/// A need in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedRow {
    /// Which.
    pub id: NeedId,
    /// What is asked for.
    pub text: String,
    /// Its category's name.
    pub category: String,
    /// How pressing.
    pub urgency: Urgency,
    /// Where it stands.
    pub state: NeedState,
    /// Whose hands it is in.
    pub holder: Option<Party>,
    /// Which department, if it is a department's and somebody said so.
    #[serde(default)]
    pub department: String,
    /// Whose it is, if a household's.
    pub household: Option<HouseholdId>,
    /// Whose it is, if an organisation's.
    pub organisation: Option<OrganisationId>,
    /// `3-2-502`, or the organisation's name.
    pub place: String,
    /// By when it should be resolved.
    pub due_on: Option<Date>,
    /// Days until then; negative when overdue; none once it is not open.
    pub days_left: Option<i64>,
    /// When it was recorded.
    pub raised_at: UnixMillis,
    /// Whether the record or a step of it is not delivered yet.
    pub pending: bool,
}

/// One need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedView {
    /// As in a list.
    pub row: NeedRow,
    /// `花卉园小区 3 栋 2 单元`, or where the organisation is.
    pub address: String,
    /// The head of the household; empty for an organisation.
    pub household_name: String,
    /// Who recorded it.
    pub raised_by: String,
    /// What the resident said of the result.
    pub satisfaction: Option<Satisfaction>,
    /// What happened, newest first; the recording itself is last, with step `record`.
    pub timeline: Vec<TimelineRow>,
    /// Whose needs of this category usually are: suggested when it is dispatched.
    pub suggested: Option<Party>,
    /// What this person may do next.
    pub next: Vec<NeedStep>,
    /// The projects that answer it.
    pub projects: Vec<ProjectName>,
    /// Whether it waits for a resource.
    pub awaits_resource: bool,
    /// Whether this person may say that it does, or does not any more.
    pub may_await: bool,
    /// The need that it was merged into.
    #[serde(default)]
    pub merged_into: Option<NeedName>,
    /// The needs that were merged into it, the newest first.
    #[serde(default)]
    pub merged_here: Vec<NeedName>,
    /// For whoever may merge it: open needs of the same grid that it could be merged into, those of
    /// the same category or household first.
    pub twins: Vec<NeedRow>,
}

/// A need, to be led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedName {
    /// Which.
    pub id: NeedId,
    /// What is asked for.
    pub text: String,
    /// `3-2-502`, or the organisation's name.
    pub place: String,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// The step's word; `record` for the recording.
    pub step: String,
    /// Who.
    pub by: String,
    /// What they are, if known here.
    pub role: Option<Role>,
    /// When, by their clock.
    pub at: UnixMillis,
    /// When the hub took it; none while it has not. Of a recording the device does not know when
    /// that was: once delivered, it says when it was recorded.
    pub delivered_at: Option<UnixMillis>,
    /// What they said.
    pub note: String,
    /// To whom, or whose it was.
    pub party: Option<Party>,
    /// To which department, if somebody said so.
    #[serde(default)]
    pub department: String,
    /// At which joint meeting it was resolved.
    pub meeting: Option<MeetingId>,
    /// By which day it is to be done, if that was resolved.
    pub until: Option<Date>,
    /// For a confirmation.
    pub satisfaction: Option<Satisfaction>,
    /// For a merging: what the other need asks for; empty where it is not on this device.
    #[serde(default)]
    pub into: String,
    /// For a reopening: whether it takes a merging or a withdrawal back.
    #[serde(default)]
    pub takes_back: bool,
    /// Why it changed nothing, if it did not; for a second claim, `by` whom is in `rival`.
    pub without_effect: Option<WithoutEffect>,
    /// The name behind [`WithoutEffect::AlreadyClaimed`].
    pub rival: String,
}

/// A category to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// By when such a need should be resolved.
    pub within: Deadline,
}

/// The form for a need about what a building shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonFormView {
    /// The buildings that this person is chief of: `花卉园小区 3 栋`.
    pub buildings: Vec<AreaName>,
    /// Categories to choose.
    pub categories: Vec<CategoryChoice>,
}
