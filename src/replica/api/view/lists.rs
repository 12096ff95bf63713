use chuanmen_core::domain::{
    OrganisationId, Party, ProjectId, ProjectState, ProjectStep, ResourceId, ResourceKind,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::NeedRow;

/// The community's three lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListsView {
    /// Open needs on this device that wait for a resource, most pressing first.
    pub needs: Vec<WaitingNeed>,
    /// Resources: what can be had by sort and name, then what cannot any more.
    pub resources: Vec<ResourceRow>,
    /// Projects, those under way first.
    pub projects: Vec<ProjectRow>,
}

/// An open need that waits for a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingNeed {
    /// As in a list.
    pub row: NeedRow,
    /// The projects that answer it, by name.
    pub projects: Vec<ProjectName>,
}

/// A project, to be led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectName {
    /// Which.
    pub id: ProjectId,
    /// `3 栋加装扶手`
    pub name: String,
}

/// A resource in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceRow {
    /// Which.
    pub id: ResourceId,
    /// `一楼大会议室`
    pub name: String,
    /// What sort of thing.
    pub kind: ResourceKind,
    /// Whose.
    pub owner: String,
    /// How much.
    pub amount: String,
    /// When it can be had.
    pub hours: String,
    /// The last day it can be had.
    pub until: Option<Date>,
    /// Whether it can be had today.
    pub available: bool,
    /// A grid's people offered it, and no supervisor took it up yet.
    pub offered: bool,
    /// Not delivered yet.
    pub pending: bool,
}

/// One resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceView {
    /// As in a list.
    pub row: ResourceRow,
    /// Whose, in the words typed.
    pub owner: String,
    /// Whose, if it is an organisation that is recorded.
    pub organisation: Option<OrganisationId>,
    /// Whom to ask.
    pub contact: String,
    /// What else to know.
    pub note: String,
    /// It was said that it cannot be had any more.
    pub retired: bool,
    /// The projects that use it.
    pub projects: Vec<ProjectName>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    /// Which.
    pub id: ProjectId,
    /// `3 栋加装扶手`
    pub name: String,
    /// How far it is.
    pub state: ProjectState,
    /// Who leads it.
    pub party: Option<Party>,
    /// What it may cost, in fen.
    pub budget: Option<i64>,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub steps: u32,
    /// The day of the first step that is not done, if it has one.
    pub next_on: Option<Date>,
    /// Not delivered yet.
    pub pending: bool,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectView {
    /// As in a list.
    pub row: ProjectRow,
    /// The needs it answers that are on this device.
    pub needs: Vec<NeedRow>,
    /// How many more it answers.
    pub needs_elsewhere: u32,
    /// The resources it uses that are on this device.
    pub resources: Vec<ResourceRow>,
    /// What is to be done, the soonest first.
    pub steps: Vec<ProjectStep>,
    /// What came of it.
    pub result: String,
}

/// What a project's form is filled in with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectFormView {
    /// The project as it is known; none for a new one.
    pub known: Option<ProjectView>,
    /// Needs to choose from: those that wait for a resource, and those it answers.
    pub needs: Vec<NeedRow>,
    /// Resources to choose from: what can be had, and what it uses.
    pub resources: Vec<ResourceRow>,
}
