use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::AreaId;

/// A campaign's form: only what was changed, because the rest may be changed by others before it
/// is saved. What is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignForm {
    /// Its name; required of a new one.
    pub name: Option<String>,
    /// What it is about.
    pub text: Option<String>,
    /// Its first day; required of a new one.
    pub from: Option<Date>,
    /// Its last day; required of a new one.
    pub to: Option<Date>,
    /// Buildings, chosen or not any more; one at least is needed.
    pub buildings: BTreeMap<AreaId, bool>,
    /// Codes of checklist items, chosen or not any more.
    pub items: BTreeMap<String, bool>,
    /// Codes of care tags, chosen or not any more.
    pub tags: BTreeMap<String, bool>,
    /// Whether it is ended before its last day.
    pub ended: Option<bool>,
}
