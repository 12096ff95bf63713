use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{ChecklistItem, ChecklistItemId};

/// The community's checklist, for whoever sets it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistView {
    /// In the order of the form, the retired too.
    pub rows: Vec<ChecklistRow>,
    /// Every care tag of the community: code and name.
    pub tags: Vec<(String, String)>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistRow {
    /// Which.
    pub id: ChecklistItemId,
    /// The question.
    pub item: ChecklistItem,
    /// Not delivered yet.
    pub pending: bool,
}
