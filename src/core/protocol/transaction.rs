use serde::{Deserialize, Serialize};

use crate::domain::{AccountId, Event, Scope};
use crate::merge::{Patch, Stamp, TransactionId};

/// What one user action wrote: all of it or nothing, everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// Which; what makes sending it twice harmless.
    pub id: TransactionId,
    /// The scope of every record it touches.
    pub scope: Scope,
    /// Who acted.
    pub author: AccountId,
    /// When, and on which replica; the stamp of everything it writes.
    pub stamp: Stamp,
    /// What it writes into records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patches: Vec<Patch>,
    /// The steps it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}
