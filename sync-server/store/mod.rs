//! What the hub keeps, behind a trait: SQLite today ([`SqliteStore`]), PostgreSQL later. What any
//! engine must do is said here and held by `conformance`.
//!
//! The trait is synchronous: a sync is then one straight run of code inside `spawn_blocking`, and
//! costs no thread hop per statement. An engine with an asynchronous driver waits for it with
//! `Handle::block_on`, which is allowed there. Methods take sets rather than single things, so
//! that an engine across a network needs few round trips.

mod audit;
mod error;
mod facts;
mod imports;
mod people;
mod quarantine;
mod read;
mod rows;
mod sqlite;
mod tokens;
mod write;

#[cfg(test)]
mod conformance;

pub use audit::{AuditFilter, AuditRow};
pub use error::StoreError;
pub use facts::CommunityFacts;
pub use imports::{ImportId, ImportRow, ImportState, ParseImportStateError};
pub use people::{AccountRow, Contact, DeviceRow, EnrolmentRow, GrantRow};
pub use quarantine::{Decision, QuarantineRow, Verdict};
pub use read::{EventVisitor, FactVisitor, LogVisitor, ReadTxn, RecordVisitor};
pub use rows::{
    AnswerRow, ClockedRecord, CommunityKey, Digest, Entry, EventRow, Gone, LogRow, Outcome,
    PostingRow, RefusalRow, ScopeRow,
};
pub use sqlite::SqliteStore;
pub use tokens::TokenRow;
pub use write::WriteTxn;

/// Where the hub's state lives.
///
/// # Contract
/// - A [`ReadTxn`] sees one snapshot: what was committed before it began and nothing after.
/// - A [`WriteTxn`] sees its own writes, and no other transaction's until it ends; what it read
///   has not been changed by another when it commits. Nothing of it is seen by anybody before
///   [`WriteTxn::commit`]; dropping it takes everything back.
/// - Once `commit` returns, the writes survive a power cut.
/// - A snapshot that sees a transaction sees every transaction of the same scope with a smaller
///   `seq`, so a reader that remembers the last `seq` misses none.
pub trait Store: Send + Sync + 'static {
    /// Begins to read. May wait for a free connection.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    fn read(&self) -> Result<Box<dyn ReadTxn + '_>, StoreError>;

    /// Begins to write. May wait for other writers.
    ///
    /// # Errors
    /// When the engine cannot be reached, or others wrote for too long.
    fn write(&self) -> Result<Box<dyn WriteTxn + '_>, StoreError>;

    /// How many writers make progress at the same time; more would only hold threads.
    fn writers(&self) -> usize;

    /// How many readers make progress at the same time.
    fn readers(&self) -> usize;

    /// What the data takes, in bytes.
    ///
    /// # Errors
    /// When the engine cannot be reached.
    fn size(&self) -> Result<u64, StoreError>;

    /// Leaves everything tidy on disk before the process ends.
    ///
    /// # Errors
    /// When the engine fails; nothing committed is lost even then.
    fn close(&self) -> Result<(), StoreError>;
}
