use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{FeedbackId, FeedbackSort};
use serde::{Deserialize, Serialize};

/// Something this person said about the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackRow {
    /// Which.
    pub id: FeedbackId,
    /// What sort it is.
    pub sort: FeedbackSort,
    /// What was said.
    pub text: String,
    /// When.
    pub written_at: UnixMillis,
    /// Whether the hub has it.
    pub delivered: bool,
    /// What was answered; empty before that.
    pub answer: String,
    /// When.
    pub answered_at: Option<UnixMillis>,
}
