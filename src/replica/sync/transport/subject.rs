//! Which report is asked for, and as what.

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::{Only, ReportName, Shape};
use jiff::civil::Date;

/// What a report is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSubject {
    /// A table; the overview if none.
    pub name: Option<ReportName>,
    /// As what.
    pub format: ReportFormat,
    /// Of which community; the asker's own if none.
    pub community: Option<AreaId>,
    /// Narrowed to a grid.
    pub grid: Option<AreaId>,
    /// First day of the month.
    pub month: Date,
    /// Which rows.
    pub only: Only,
    /// How it is laid out anew.
    pub shape: Shape,
}

/// What a report comes as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// For a screen.
    Json,
    /// A spreadsheet.
    Xlsx,
    /// Comma-separated values.
    Csv,
}
