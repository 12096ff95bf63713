use std::fmt;
use std::str::FromStr;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::AccountId;
use uuid::Uuid;

use crate::import::ImportKind;

/// One list that was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportId(pub Uuid);

impl fmt::Display for ImportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ImportId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// It is being written, or was broken off without a word.
    Running,
    /// All of it was written.
    Done,
    /// Somebody stopped it; what had been written is there.
    Cancelled,
    /// What it added was taken back, but for what somebody changed or uses.
    Undone,
}

/// A word that names no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an import is running, done, cancelled or undone")]
pub struct ParseImportStateError;

impl ImportState {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Undone => "undone",
        }
    }
}

impl FromStr for ImportState {
    type Err = ParseImportStateError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let mut known = [Self::Running, Self::Done, Self::Cancelled, Self::Undone].into_iter();
        known
            .find(|state| state.as_str() == word)
            .ok_or(ParseImportStateError)
    }
}

/// An import as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Which.
    pub id: ImportId,
    /// Of what.
    pub kind: ImportKind,
    /// The file's name.
    pub file: String,
    /// Whose; none at the command line.
    pub author: Option<AccountId>,
    /// When it began.
    pub at: UnixMillis,
    /// Rows of the file.
    pub rows: u64,
    /// Records that it added.
    pub added: u64,
    /// How far it is.
    pub state: ImportState,
}
