use serde::{Deserialize, Deserializer, Serialize};

use super::{Cursor, RefusalCode, ScopeNumber, Transaction, limits};
use crate::UnixMillis;
use crate::domain::{Access, AccountId, Event, Scope, StoredEvent};
use crate::merge::{Record, RecordId, ReplicaId, Stamp};

/// What a replica says: how far it has got, and what it has saved since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`super::VERSION`].
    pub v: u16,
    /// Version of the app, for the hub's metrics.
    pub app: String,
    /// The replica's id, as given on enrolment.
    pub replica: ReplicaId,
    /// The epoch its cursors belong to; 0 before the first contact.
    pub epoch: u64,
    /// One per scope it holds.
    pub cursors: Vec<Cursor>,
    /// Saved transactions, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub push: Vec<Transaction>,
    /// Bytes of page content it is ready to take.
    pub take: u32,
}

impl SyncRequest {
    /// Whether the phone's line is slow, or not known yet: it takes little at once.
    #[must_use]
    pub fn is_on_a_slow_line(&self) -> bool {
        usize::try_from(self.take).is_ok_and(|take| take <= limits::SLOW_LINE_TAKE)
    }
}

/// What the hub answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncResponse {
    /// The hub's time.
    pub time: UnixMillis,
    /// The hub's epoch. If the request's differs, its cursors counted as 0 and its scope numbers
    /// as unknown: everything granted is in `granted` again.
    pub epoch: u64,
    /// `answers[i]` answers `push[i]` of the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// Scopes the request had no cursor for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granted: Vec<GrantedScope>,
    /// Scopes the request had a cursor for and may no longer hold: forget their records.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<ScopeNumber>,
    /// What is new, by scope. A scope with nothing new has no page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// Whether there is more: ask again with the new cursors.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// What became of one pushed transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// It is in the hub, durably.
    Accepted {
        /// Its number in its scope.
        seq: u64,
        /// When the hub took it; left out when that is the response's `time`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<UnixMillis>,
        /// The hub's own stamp in place of one too far ahead of its clock: adopt it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        restamped: Option<Stamp>,
        /// It was there before; this repeats the first answer.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        duplicate: bool,
        /// What it writes to had moved to another scope, and it went there: `seq` counts in that
        /// one. Its author may not hold it, and should be told.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        elsewhere: bool,
    },
    /// Nothing of it is in the hub. Sending it again gives the same answer, unless what it lacked
    /// (see [`RefusalCode::UnknownSubject`]) has arrived since.
    Refused {
        /// Why.
        code: RefusalCode,
        /// What exactly, for the log and the person who helps.
        detail: String,
    },
}

/// A scope that the device now holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedScope {
    /// The hub's short name for it.
    pub number: ScopeNumber,
    /// Which; none if it is of a sort that only newer versions know: leave it alone.
    #[serde(deserialize_with = "known_scope")]
    pub scope: Option<Scope>,
    /// What the device may do in it.
    pub access: Access,
}

fn known_scope<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Scope>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// A piece of what is new in one scope. Apply it whole, with its cursor, in one transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Where the replica stands after it.
    pub cursor: Cursor,
    /// Begins the scope anew: what the replica holds of it and this bootstrap does not bring is
    /// gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anew: bool,
    /// Whole transactions after the cursor, in order. Those answered in the same response are left
    /// out: their sender has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<LogEntry>,
    /// In a bootstrap: records as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record>,
    /// In a bootstrap: events as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<StoredEvent>,
    /// How many transactions (or records and events) come after this page.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub remaining: u64,
}

const fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// A transaction with its place in the hub's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its number in its scope.
    pub seq: u64,
    /// When the hub took it.
    pub at: UnixMillis,
    /// What it wrote.
    #[serde(flatten)]
    pub transaction: Transaction,
    /// What moved between scopes with it. Only the hub moves things.
    #[serde(flatten)]
    pub moves: Moves,
}

/// Records that changed their scope, all of a household together. The scope they left is told
/// which, the scope they came into is told all about them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// Records that are no longer in this scope (they moved, or were erased): forget them and
    /// their events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<RecordId>,
    /// Records that are in this scope from now on, as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came: Vec<Record>,
    /// Their events, in order: the first has place 0 in this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub came_events: Vec<MovedEvent>,
}

/// An event that came with its subject: its place in the order is the entry's, who and when stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedEvent {
    /// The step.
    #[serde(flatten)]
    pub event: Event,
    /// Who took it.
    pub author: AccountId,
    /// When, by its author's clock.
    pub stamp: Stamp,
    /// When the hub first took it.
    pub at: UnixMillis,
}

impl Moves {
    /// Whether nothing moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.is_empty() && self.came.is_empty() && self.came_events.is_empty()
    }
}
