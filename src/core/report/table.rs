use serde::{Deserialize, Serialize};

use crate::UnixMillis;
use crate::text_enum::text_enum;

text_enum! {
    /// A report that can be seen, printed and exported.
    pub enum ReportName {
        /// 诉求台账: needs with state, holder, due day and age.
        Needs => "needs",
        /// 未走访关爱户: care households not met in time.
        Care => "care",
        /// 微心愿台账: wishes with state and claim.
        Wishes => "wishes",
        /// 走访台账: visits of the month.
        Visits => "visits",
    }
}

/// Rows and columns, as a screen, a CSV file and a spreadsheet all show them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Which report.
    pub name: ReportName,
    /// What it says at the top, in Chinese.
    pub title: String,
    /// When the hub computed it.
    pub at: UnixMillis,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// For programs: `due_on`.
    pub key: String,
    /// For people: `最迟`.
    pub title: String,
}

/// A cell. Numbers stay numbers in a spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// A number.
    Number(i64),
    /// Text; a date is `2026-11-23`.
    Text(String),
}
