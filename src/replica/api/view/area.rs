use chuanmen_core::domain::{AreaId, AreaLevel, Role};
use serde::{Deserialize, Serialize};

/// The community with all that lies in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaTreeView {
    /// Each area before what lies in it, siblings by number.
    pub areas: Vec<AreaNode>,
    /// Whether this person may change it.
    pub may_change: bool,
}

/// An area, what lies in it, and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaNode {
    /// Which.
    pub id: AreaId,
    /// How large.
    pub level: AreaLevel,
    /// `第 3 网格`
    pub name: String,
    /// Its place among its siblings.
    pub number: i64,
    /// What it lies in; none for the community.
    pub parent: Option<AreaId>,
    /// How far below the community: 0 for itself.
    pub depth: usize,
    /// Households that stand in it, on this device.
    pub households: u32,
    /// Who lives in them.
    pub residents: u32,
    /// Organisations in its buildings.
    pub organisations: u32,
    /// Who answers for it itself, by role and name.
    pub who: Vec<(Role, String)>,
    /// Not delivered yet.
    pub pending: bool,
}

impl AreaNode {
    /// Whether somebody should answer for it and nobody does: a grid its grid member, a building
    /// its chief.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        let wanted = match self.level {
            AreaLevel::Grid => Role::GridMember,
            AreaLevel::Building => Role::BuildingChief,
            _ => return false,
        };
        !self.who.iter().any(|(role, _)| *role == wanted)
    }
}
