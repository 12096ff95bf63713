use chuanmen_core::domain::GuideId;
use serde::{Deserialize, Serialize};

/// An entry of the service handbook, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideRow {
    /// Which.
    pub id: GuideId,
    /// `高龄津贴`.
    pub title: String,
    /// `养老`.
    pub category: String,
    /// What it is.
    pub summary: String,
}

/// An entry of the service handbook. What is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideView {
    /// Which.
    pub id: GuideId,
    /// `高龄津贴`.
    pub title: String,
    /// `养老`.
    pub category: String,
    /// What it is.
    pub summary: String,
    /// Who may have it.
    pub eligibility: String,
    /// Which papers to bring.
    pub papers: Vec<String>,
    /// Which window.
    pub place: String,
    /// When that is open.
    pub hours: String,
    /// Its telephone, as it is written.
    pub phone: String,
    /// Whether it no longer holds.
    pub retired: bool,
}
