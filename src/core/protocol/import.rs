use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::UnixMillis;
use crate::text_enum::text_enum;

text_enum! {
    /// How far a file is that was sent to be imported.
    pub enum ImportStage {
        /// It was read and judged; nothing is written until it is confirmed.
        Waiting => "waiting",
        /// It is being written.
        Running => "running",
        /// All of its good rows are written.
        Done => "done",
        /// Somebody stopped it; what had been written was taken back.
        Cancelled => "cancelled",
        /// It broke off; what had been written is listed and can be taken back.
        Failed => "failed",
    }
}

/// What the hub makes of a file that was sent, as long as nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    /// The file at the hub, until it is confirmed or expires.
    pub id: Uuid,
    /// The hub forgets the file then, by its own clock.
    pub expires_at: UnixMillis,
    /// `residents` or `areas`.
    pub kind: String,
    /// The file's name.
    pub file: String,
    /// The columns that have a heading, from left to right.
    pub columns: Vec<ImportColumn>,
    /// What a column may be taken for.
    pub fields: Vec<ImportField>,
    /// Rows below the headings that are not blank.
    pub rows: usize,
    /// Rows that would be written.
    pub good: usize,
    /// Records that would be added.
    pub records: usize,
    /// Whether nothing can be written, whatever is confirmed.
    pub stopped: bool,
    /// Problems for which a row, or the whole file, is not written.
    pub errors: usize,
    /// Rows that are there already.
    pub duplicates: usize,
    /// What somebody should look at; the row is written.
    pub notices: usize,
    /// The first problems, in the order of the rows.
    pub problems: Vec<ImportProblem>,
}

/// A column and what it is taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// As a spreadsheet names it: `D`.
    pub column: String,
    /// As it stands.
    pub heading: String,
    /// An [`ImportField::field`]; none if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// What a column may be taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportField {
    /// Its word.
    pub field: String,
    /// The heading that a template gives it.
    pub heading: String,
    /// Whether a list of this kind is nothing without it.
    pub needed: bool,
}

/// Something wrong, and where. Never holds a person's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// The cell or the row, as a spreadsheet names them: `D7`, `7`.
    pub place: String,
    /// The column's heading; may be empty.
    pub heading: String,
    /// Stable: programs may match on it.
    pub code: String,
    /// `stop`, `error`, `duplicate` or `notice`.
    pub severity: String,
    /// For people.
    pub message: String,
}

/// `POST /v1/import-files/{file}/check` and `…/run`: what columns are to be taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportMatching {
    /// [`super::VERSION`].
    pub v: u16,
    /// Fields by heading, or by a column's letters; none to leave a column out. What is said of a
    /// heading is remembered once the file is confirmed.
    #[serde(default)]
    pub columns: std::collections::BTreeMap<String, Option<String>>,
}

/// What `GET /v1/import-files/{file}` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    /// How far it is.
    pub stage: ImportStage,
    /// Records written.
    pub done: usize,
    /// Of how many. Once all is done, the others were there by the time that it was their turn.
    pub of: usize,
}

/// What `GET /v1/imports` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportsResponse {
    /// Newest first.
    pub imports: Vec<ImportedList>,
}

/// A list that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedList {
    /// Which.
    pub id: Uuid,
    /// `residents` or `areas`.
    pub kind: String,
    /// The file's name.
    pub file: String,
    /// Whose it was; none at the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it began.
    pub at: UnixMillis,
    /// Rows of the file.
    pub rows: u64,
    /// Records that it added.
    pub added: u64,
    /// `running`, `done`, `cancelled` or `undone`.
    pub state: String,
}

/// What `POST /v1/imports/{import}/undo` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoneImport {
    /// Records that were deleted now.
    pub removed: usize,
    /// Records that somebody had deleted before, or erased.
    pub gone: usize,
    /// Records that stay because somebody changed them since.
    pub changed: usize,
    /// Records that stay because something names them that stays.
    pub in_use: usize,
}
