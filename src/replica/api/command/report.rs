//! Which report is meant: its name, its community, its month, its rows.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::{Only, ReportName, Shape};

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRequest {
    /// Its name.
    pub name: ReportName,
    /// Of which community; one's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<AreaId>,
    /// Narrowed to a grid.
    pub grid: Option<AreaId>,
    /// First day of the month.
    pub month: Date,
    /// Which rows.
    #[serde(default)]
    pub only: Only,
    /// How it is laid out anew, in a file.
    #[serde(default, skip_serializing_if = "Shape::is_plain")]
    pub shape: Shape,
}

impl ReportRequest {
    /// The overview of a community and a month, or of one of its grids.
    #[must_use]
    pub fn overview(community: Option<AreaId>, grid: Option<AreaId>, month: Date) -> Self {
        Self {
            name: ReportName::from("overview"),
            community,
            grid,
            month,
            only: Only::default(),
            shape: Shape::default(),
        }
    }
}
