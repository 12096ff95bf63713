use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, BlobHash, DeviceId};
use chuanmen_core::merge::TransactionId;

/// A save that a revoked device left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineRow {
    /// Which.
    pub id: TransactionId,
    /// Whose device.
    pub device: DeviceId,
    /// When it arrived.
    pub arrived_at: UnixMillis,
    /// The transaction as JSON.
    pub body: String,
    /// The photos and signatures that it names.
    pub blobs: BTreeSet<BlobHash>,
}

/// What a save in quarantine came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is in the log.
    Taken,
    /// A supervisor threw it away.
    Dropped,
    /// What it was about was erased on request.
    Erased,
}

impl Verdict {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Dropped => "dropped",
            Self::Erased => "erased",
        }
    }
}

/// Who decided, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// What it came to.
    pub verdict: Verdict,
    /// Whose word it was.
    pub by: AccountId,
    /// When.
    pub at: UnixMillis,
}
