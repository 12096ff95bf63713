//! A file that a command answers with.

use serde::{Deserialize, Serialize};

/// A file for the person to keep.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileBytes {
    /// `诉求台账-2026-11.xlsx`
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content, in base64.
    pub base64: String,
}

impl std::fmt::Debug for FileBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileBytes")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
