use std::collections::BTreeMap;

use chuanmen_core::domain::{
    NeedId, OrganisationId, Party, ProjectState, ResourceId, ResourceKind,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A resource's form: only what was changed. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceForm {
    /// Its name; required of a new one.
    pub name: Option<String>,
    /// What sort of thing; required of a new one.
    pub kind: Option<ResourceKind>,
    /// Whose; required of a new one.
    pub owner: Option<Owner>,
    /// How much.
    pub amount: Option<String>,
    /// When it can be had.
    pub hours: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The last day it can be had, `2026-12-31`; empty for no such day.
    pub until: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// Whether a supervisor takes up what was offered.
    pub listed: Option<bool>,
    /// Whether it cannot be had any more.
    pub retired: Option<bool>,
}

/// Whose a resource is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// An organisation that is recorded.
    Organisation(OrganisationId),
    /// Whoever is called so.
    Words(String),
}

/// A project's form: only what was changed. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectForm {
    /// Its name; required of a new one.
    pub name: Option<String>,
    /// Needs, chosen or not any more.
    pub needs: BTreeMap<NeedId, bool>,
    /// Resources, chosen or not any more.
    pub resources: BTreeMap<ResourceId, bool>,
    /// Who leads it.
    pub party: Option<Party>,
    /// Yuan as typed, with two decimals at most; empty for no budget.
    pub budget: Option<String>,
    /// Steps that are new or were changed.
    pub steps: Vec<StepForm>,
    /// How far it is.
    pub state: Option<ProjectState>,
    /// What came of it.
    pub result: Option<String>,
}

/// A step of a project, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepForm {
    /// Which; none for a new one.
    pub key: Option<String>,
    /// What is to be done; empty takes the step away.
    pub text: String,
    /// By when.
    pub on: Option<Date>,
    /// It is done.
    pub done: bool,
}
