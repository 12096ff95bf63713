use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{PostingId, Satisfaction, WishKind, WishStep};
use chuanmen_core::merge::TransactionId;

/// A published wish in a list, as it stands to whoever uses this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingRow {
    /// Which.
    pub id: PostingId,
    /// What is wished for, in words fit for everybody.
    pub text: String,
    /// Goods or a service.
    pub kind: WishKind,
    /// The number given on verification.
    pub number: Option<i64>,
    /// The number of the grid it comes from.
    pub grid: Option<i64>,
    /// By when it is needed.
    pub needed_by: Option<Date>,
    /// Where it stands to this person.
    pub stand: PostingStand,
    /// Whether a step of this person is not delivered yet.
    pub pending: bool,
}

/// Where a published wish stands to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostingStand {
    /// 可认领
    Open,
    /// Claimed on this device; the hub has not heard of it, and somebody may be first.
    Asked,
    /// 我认领的
    Mine {
        /// Until when.
        expires_at: UnixMillis,
        /// Milliseconds left; not negative.
        left: i64,
    },
    /// This person has done it; the resident's word is awaited.
    Fulfilled,
    /// The resident has said their word of what this person did.
    Confirmed {
        /// What they said.
        satisfaction: Option<Satisfaction>,
    },
    /// This person claimed it, and somebody was first.
    Late {
        /// Who; empty if not known here, or if the wish was no longer there.
        by: String,
    },
    /// 已被认领, by somebody else.
    Taken,
    /// It was taken back while this person had claimed it.
    Withdrawn,
}

/// One published wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingView {
    /// As in a list.
    pub row: PostingRow,
    /// Whose it is and where they live; only while this person's claim lives.
    pub whereabouts: Option<WhereaboutsView>,
    /// What this person may do next.
    pub next: Vec<WishStep>,
    /// Their save that is not sent yet and can be taken back.
    pub undo: Option<TransactionId>,
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhereaboutsView {
    /// Whose wish it is.
    pub resident: String,
    /// `花卉园小区 3 栋 2 单元`
    pub address: String,
    /// `502`
    pub room: String,
}
