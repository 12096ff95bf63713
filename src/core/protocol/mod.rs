//! What replicas and the hub say to each other: JSON over HTTP, in versions, within limits.
//!
//! A newer version may add fields, kinds and words: they are kept and passed on. It may not change
//! the meaning of what is here; for that, [`VERSION`] counts up.

mod audit;
mod blob;
mod bundle;
mod cursor;
mod enrol;
mod error;
mod forms;
mod health;
mod import;
mod people;
mod quarantine;
mod sync;
mod tokens;
mod transaction;
mod unlock;
mod validate;

#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod tests;

pub use audit::{
    AuditEntry, AuditPerson, AuditRequest, AuditResponse, Deed, REVEALS, Reveal, RevealsRequest,
    RevealsResponse, Sight,
};
pub use blob::{BlobHeld, BlobPart, BlobPartError};
pub use bundle::{BundleContent, BundleError, BundleHeader, BundleId, TakenIn};
pub use cursor::{Cursor, ParseSnapshotKeyError, Position, ScopeNumber, SnapshotKey};
pub use enrol::{Credential, EnrolRequest, EnrolResponse};
pub use error::{ErrorBody, ErrorCode, RefusalCode};
pub use forms::{FormName, FormsResponse};
pub use health::check_health;
pub use import::{
    ImportColumn, ImportField, ImportMatching, ImportPreview, ImportProblem, ImportProgress,
    ImportStage, ImportedList, ImportsResponse, UndoneImport,
};
pub use people::{
    AddPersonRequest, AddPersonResponse, EnrolmentResponse, GivenGrant, GrantsRequest,
    GrantsResponse, HeldArea, PeopleResponse, Person, PersonDevice, RevokeResponse,
};
pub use quarantine::{DecisionRequest, DecisionResponse, Leavings, LeftBehind, QuarantineResponse};
pub use sync::{
    Answer, GrantedScope, LogEntry, MovedEvent, Moves, Page, SyncRequest, SyncResponse,
};
pub use tokens::{ApiToken, NewTokenRequest, NewTokenResponse, TOKEN_DAYS, TokensResponse};
pub use transaction::Transaction;
pub use unlock::{UnlockRequest, UnlockResponse};
pub use validate::{Refusal, validate};

/// The version of the protocol spoken here.
pub const VERSION: u16 = 1;

/// What a message may hold. Both sides keep to them; the hub refuses what does not.
pub mod limits {
    /// Bytes of a request body as they travel.
    pub const BODY_BYTES: usize = 4 * 1024 * 1024;
    /// Bytes of a request body once decompressed.
    pub const DECODED_BYTES: usize = 16 * 1024 * 1024;
    /// Bytes of one text value, in UTF-8; 10,000 characters of a note fit.
    pub const TEXT_BYTES: usize = 64 * 1024;
    /// Largest magnitude of an integer: what JavaScript holds exactly.
    pub const INTEGER: i64 = (1 << 53) - 1;
    /// Fields of one patch, event or group.
    pub const FIELDS: usize = 256;
    /// Stamps that one field of a patch may be based on.
    pub const BASES: usize = 1_024;
    /// Patches and events of one transaction.
    pub const OPERATIONS: usize = 1_024;
    /// Transactions of one request.
    pub const TRANSACTIONS: usize = 10_000;
    /// Cursors of one request.
    pub const CURSORS: usize = 4_096;
    /// Bytes of page content that a phone takes at once from a line that is slow, or not known
    /// yet. Both sides pack harder for it.
    pub const SLOW_LINE_TAKE: usize = 64 * 1024;
    /// Bytes of one blob: a photo as a phone sends it.
    pub const BLOB_BYTES: usize = 200 * 1024;
    /// Bytes of a thumbnail, or of a signature.
    pub const THUMB_BYTES: usize = 24 * 1024;
    /// Bytes of a blob sent at once; a slow line takes less.
    pub const BLOB_PART_BYTES: usize = 64 * 1024;
    /// Photos of one record, and as many signatures.
    pub const PHOTOS: usize = 6;
    /// Most bytes of uncompressed page content in one response, whatever the phone offers to take.
    pub const PAGE_BYTES: usize = 2 * 1024 * 1024;
}
