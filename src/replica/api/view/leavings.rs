use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::DeviceId;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::RefusalCode;

use super::Summary;

/// What a revoked phone had not sent, for a supervisor to look through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeavingsView {
    /// Which phone.
    pub device: DeviceId,
    /// What its owner called it.
    pub device_name: String,
    /// Whose it was.
    pub name: String,
    /// When it was revoked.
    pub revoked_at: UnixMillis,
    /// When the last of it arrived.
    pub arrived_at: UnixMillis,
    /// Its saves, oldest first.
    pub saves: Vec<LeftSave>,
}

/// One save of a revoked phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftSave {
    /// Which.
    pub transaction: TransactionId,
    /// What it was about.
    pub summary: Summary,
    /// What was typed: notes, what needs and wishes say, names.
    pub texts: Vec<String>,
    /// Photos and signatures that it names.
    pub photos: u32,
    /// When it was saved, by the phone.
    pub saved_at: UnixMillis,
}

/// What came of a supervisor's word on such saves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Saves that are in the records now.
    pub taken: u32,
    /// Saves that were thrown away.
    pub dropped: u32,
    /// Saves that no longer fit, with the reason. They stay where they were.
    pub refused: Vec<(TransactionId, RefusalCode)>,
}
