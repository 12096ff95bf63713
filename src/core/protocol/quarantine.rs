use serde::{Deserialize, Serialize};

use super::{RefusalCode, Transaction};
use crate::UnixMillis;
use crate::domain::{AccountId, DeviceId};
use crate::merge::TransactionId;

/// What `POST /v1/quarantine` answers to the last delivery of a revoked device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftBehind {
    /// Transactions that now wait for a supervisor's word, those of an earlier try among them.
    pub kept: u32,
    /// Transactions that the hub had taken before the device was revoked.
    pub already: u32,
}

/// What `GET /v1/quarantine` answers: what revoked devices of a community left behind and nobody
/// has decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantineResponse {
    /// The hub's time.
    pub time: UnixMillis,
    /// By device, the one that delivered last first.
    pub left: Vec<Leavings>,
}

/// What one revoked device left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leavings {
    /// Which device.
    pub device: DeviceId,
    /// What its owner called it.
    pub device_name: String,
    /// Whose it was.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// When the device was revoked.
    pub revoked_at: UnixMillis,
    /// When the last of it arrived.
    pub arrived_at: UnixMillis,
    /// What it saved and had not sent, oldest first.
    pub saves: Vec<Transaction>,
}

/// `POST /v1/quarantine/decision`: a supervisor's word on what was left behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// Whose device.
    pub device: DeviceId,
    /// On which saves.
    pub transactions: Vec<TransactionId>,
    /// Whether they are taken as if the device had sent them in time, or thrown away.
    pub take: bool,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionResponse {
    /// Saves that are in the hub now.
    pub taken: u32,
    /// Saves that were thrown away.
    pub dropped: u32,
    /// Saves that the hub will not have: they no longer fit what is there. They stay.
    pub refused: Vec<(TransactionId, RefusalCode)>,
}
