use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{CareTagId, Deadline, GuideId, Interval, NeedCategoryId, Party};
use chuanmen_core::merge::RecordId;

/// What the community has set, for whoever sets it; the retired too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueView {
    /// In the order of lists.
    pub tags: Vec<CareTagRow>,
    /// How often to visit every household.
    pub everybody: Interval,
    /// The records that say so; none while nobody has set it.
    pub everybody_rules: Vec<RecordId>,
    /// In the order of lists.
    pub categories: Vec<NeedCategoryRow>,
    /// Entries of the handbook, by heading.
    pub guides: Vec<GuideEntryRow>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// A care tag and how often to visit those who have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareTagRow {
    /// Which.
    pub id: CareTagId,
    /// `独居老人`.
    pub name: String,
    /// How much a day overdue counts, 1 to 10.
    pub weight: i64,
    /// Shown to supervisors and grid members only.
    pub restricted: bool,
    /// How often to visit; as everybody, if none.
    pub every: Option<Interval>,
    /// The records that say so.
    pub rules: Vec<RecordId>,
    /// Nobody is given it any more.
    pub retired: bool,
    /// Not delivered yet.
    pub pending: bool,
}

/// A category of needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedCategoryRow {
    /// Which.
    pub id: NeedCategoryId,
    /// `公共设施`.
    pub name: String,
    /// By when such a need should be resolved.
    pub within: Deadline,
    /// Whose such needs usually are.
    pub party: Option<Party>,
    /// No need is given it any more.
    pub retired: bool,
    /// Not delivered yet.
    pub pending: bool,
}

/// An entry of the handbook, in the list of whoever sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideEntryRow {
    /// Which.
    pub id: GuideId,
    /// `高龄津贴`.
    pub title: String,
    /// `养老`.
    pub category: String,
    /// It no longer holds.
    pub retired: bool,
    /// Not delivered yet.
    pub pending: bool,
}
