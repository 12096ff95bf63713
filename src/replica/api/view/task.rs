use chuanmen_core::domain::{NeedState, NeedStep, Party, TaskId, Urgency};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::TimelineRow;

/// A need that was dispatched to the party of whoever uses this device, in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    /// Which.
    pub id: TaskId,
    /// What is asked for.
    pub text: String,
    /// Its category's name.
    pub category: String,
    /// How pressing.
    pub urgency: Urgency,
    /// For whom this person answers.
    pub party: Party,
    /// Where it stands, as far as the party is told.
    pub state: NeedState,
    /// Whether the party has something to do about it.
    pub in_hand: bool,
    /// `花卉园小区 3 栋`, and the door while it is in hand: `花卉园小区 3 栋 2 单元 502`.
    pub place: String,
    /// By when it should be resolved.
    pub due_on: Option<Date>,
    /// Days until then; negative when overdue; none once it is not in hand.
    pub days_left: Option<i64>,
    /// How often the party was reminded of it since it has it.
    pub reminded: u32,
    /// Whether a step of this person is not delivered yet.
    pub pending: bool,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    /// As in a list.
    pub row: TaskRow,
    /// Whom to ask for there; empty unless the dispatcher said that the party may know.
    pub contact: String,
    /// Their telephone, digits only; empty likewise.
    pub phone: String,
    /// What happened since the party has it, newest first.
    pub timeline: Vec<TimelineRow>,
    /// What this person may do next.
    pub next: Vec<NeedStep>,
}
