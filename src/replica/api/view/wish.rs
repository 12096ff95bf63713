use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    HouseholdId, ResidentId, Satisfaction, WishId, WishKind, WishState, WishStep,
};

use super::TimelineRow;

/// A wish in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishRow {
    /// Which.
    pub id: WishId,
    /// What is wished for.
    pub text: String,
    /// Goods or a service.
    pub kind: WishKind,
    /// The number given on verification.
    pub number: Option<i64>,
    /// Where it stands.
    pub state: WishState,
    /// Where its resident lives.
    pub household: HouseholdId,
    /// `3-2-502`
    pub place: String,
    /// Whose.
    pub resident: Option<ResidentId>,
    /// Their name; the head of the household's if nobody was named.
    pub resident_name: String,
    /// Who promised to fulfil it.
    pub claim: Option<ClaimView>,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// When it was recorded.
    pub raised_at: UnixMillis,
    /// Whether the record or a step of it is not delivered yet.
    pub pending: bool,
}

/// A promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimView {
    /// Who.
    pub by: String,
    /// Whether it is this person.
    pub mine: bool,
    /// Until when.
    pub expires_at: UnixMillis,
    /// Milliseconds left; not negative.
    pub left: i64,
}

/// One wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishView {
    /// As in a list.
    pub row: WishRow,
    /// `花卉园小区 3 栋 2 单元`
    pub address: String,
    /// Who recorded it.
    pub raised_by: String,
    /// What the resident said of the result.
    pub satisfaction: Option<Satisfaction>,
    /// What happened, newest first; the recording itself is last, with step `record`.
    pub timeline: Vec<TimelineRow>,
    /// What this person may do next.
    pub next: Vec<WishStep>,
    /// For whoever may verify it: the number that it gets unless another is typed.
    #[serde(default)]
    pub next_number: Option<i64>,
}
