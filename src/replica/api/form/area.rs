use chuanmen_core::domain::AreaId;
use serde::{Deserialize, Serialize};

/// The form of a grid, a compound or a building; how large it is, what it lies in says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaForm {
    /// `榕树小区`.
    pub name: String,
    /// Its place among its siblings, 1 to 9999; as typed.
    pub number: String,
    /// What it lies in: the community for a grid, a grid for a compound, a compound for a
    /// building.
    pub parent: AreaId,
}
