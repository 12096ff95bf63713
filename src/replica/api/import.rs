use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What columns are taken for: fields by heading or letters, none to leave one out.
pub type ImportColumns = BTreeMap<String, Option<String>>;

/// A step of an import. All of it happens at the hub; nothing is kept on this device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ImportStep {
    /// Hands a file to the hub, which writes nothing yet.
    Keep {
        /// `residents` or `areas`.
        kind: String,
        /// What the file is called.
        name: String,
        /// Its content, in base64.
        base64: String,
    },
    /// Asks what a document says.
    Words {
        /// Its content, in base64.
        base64: String,
    },
    /// Takes columns for something else.
    Check {
        /// The file.
        file: Uuid,
        /// What they are.
        columns: ImportColumns,
    },
    /// Writes the good rows, in the background.
    Run {
        /// The file.
        file: Uuid,
        /// What the columns are.
        columns: ImportColumns,
    },
    /// Asks how far it is.
    Progress {
        /// The file.
        file: Uuid,
    },
    /// Stops it; what was written is taken back.
    Cancel {
        /// The file.
        file: Uuid,
    },
    /// Asks for the lists that were imported.
    List,
    /// Takes one back.
    Undo {
        /// Which.
        import: Uuid,
    },
    /// Asks for an empty list.
    Template {
        /// `residents` or `areas`.
        kind: String,
    },
}

/// What stands in a list stays out of logs.
impl std::fmt::Debug for ImportStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Keep { .. } => "Keep",
            Self::Words { .. } => "Words",
            Self::Check { .. } => "Check",
            Self::Run { .. } => "Run",
            Self::Progress { .. } => "Progress",
            Self::Cancel { .. } => "Cancel",
            Self::List => "List",
            Self::Undo { .. } => "Undo",
            Self::Template { .. } => "Template",
        })
    }
}
