use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, PostingId, ResidentId, Scope, StoredEvent, WishId};
use chuanmen_core::merge::{RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::{Moves, Refusal, ScopeNumber, Transaction};
use sha2::{Digest as _, Sha256};

/// A community as the store numbers it: the first column of every primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommunityKey(pub i64);

/// A SHA-256 hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The hash of `bytes`. `purpose` keeps hashes of different things apart.
    #[must_use]
    pub fn of(purpose: &str, bytes: &[u8]) -> Self {
        let hash = Sha256::new()
            .chain_update(purpose.as_bytes())
            .chain_update([0])
            .chain_update(bytes);
        Self(hash.finalize().into())
    }
}

/// A scope of a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeRow {
    /// Its short name.
    pub number: ScopeNumber,
    /// Which.
    pub scope: Scope,
    /// `seq` of its last transaction; 0 if there is none.
    pub head: u64,
    /// `seq` up to which its log is no longer kept.
    pub floor: u64,
}

/// A record as it stands, its parts still the JSON that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockedRecord<'a> {
    /// Which.
    pub id: RecordId,
    /// What it is.
    pub kind: &'a str,
    /// Its fields, JSON.
    pub fields: &'a str,
    /// Its clocks, JSON.
    pub clocks: &'a str,
}

/// A transaction in a scope's log, still the JSON that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRow<'a> {
    /// Its number in the scope.
    pub seq: u64,
    /// When the hub took it.
    pub at: UnixMillis,
    /// The [`Transaction`], JSON.
    pub body: &'a str,
}

/// An event with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// Its transaction's number.
    pub seq: u64,
    /// Its place in the transaction.
    pub place: u16,
    /// The event.
    pub event: StoredEvent,
}

/// What the hub answered to a transaction, and will answer again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRow {
    /// Which transaction.
    pub id: TransactionId,
    /// Of its content.
    pub hash: Digest,
    /// The answer.
    pub outcome: Outcome,
}

/// What became of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the log.
    Accepted {
        /// Of which scope.
        scope: ScopeNumber,
        /// Its number there.
        seq: u64,
        /// When the hub took it.
        at: UnixMillis,
        /// The stamp it got in place of the one it came with.
        restamped: Option<Stamp>,
    },
    /// It was refused.
    Refused(Refusal),
}

/// Where a record is that left a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// In another scope.
    To(ScopeNumber),
    /// Nowhere: it was erased.
    Erased,
}

/// What stands behind a posting on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRow {
    /// The posting.
    pub id: PostingId,
    /// The grid's scope, in which the wish lies.
    pub scope: ScopeNumber,
    /// The wish.
    pub wish: WishId,
    /// Whose household it is of.
    pub household: HouseholdId,
    /// Who made it, if somebody was named.
    pub resident: Option<ResidentId>,
    /// When the live claim runs out; none if there is none, or it does not run out.
    pub expires_at: Option<UnixMillis>,
}

/// A transaction to append to a scope's log.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As it will be passed on.
    pub transaction: Transaction,
    /// The same with `moves`, as JSON.
    pub body: String,
    /// What moved between scopes with it.
    pub moves: Moves,
    /// When the hub took it.
    pub at: UnixMillis,
    /// Of its content as it came.
    pub hash: Digest,
    /// The stamp it came with, if the hub gave it another.
    pub claimed: Option<Stamp>,
}

/// A refusal to remember.
#[derive(Debug, Clone)]
pub struct RefusalRow {
    /// Of which transaction.
    pub id: TransactionId,
    /// Of its content.
    pub hash: Digest,
    /// When.
    pub at: UnixMillis,
    /// Why.
    pub refusal: Refusal,
}
