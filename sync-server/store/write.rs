use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, PostingId, Scope};
use chuanmen_core::merge::{Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;

use super::{
    AccountRow, AuditRow, CommunityKey, Contact, Decision, DeviceRow, Digest, EnrolmentRow, Entry,
    Gone, GrantRow, ImportId, ImportRow, PostingRow, QuarantineRow, ReadTxn, RefusalRow,
    StoreError, TokenRow,
};
use crate::import::{ImportKind, Meanings};

/// A transaction of the store. Dropped without [`WriteTxn::commit`], it never happened. Every
/// method fails with the engine's error only; after an error the transaction must be dropped.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait WriteTxn {
    /// What the transaction sees: the store with its own writes. Records read through it stay as
    /// they are until it ends, but for its own writes.
    fn as_read(&self) -> &dyn ReadTxn;

    /// Makes scopes that a community does not have yet.
    fn ensure_scopes(
        &mut self,
        community: CommunityKey,
        scopes: &BTreeSet<Scope>,
    ) -> Result<(), StoreError>;

    /// Writes records as they now stand, and notes which blobs they name.
    fn put_records(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        records: &[&Record],
    ) -> Result<(), StoreError>;

    /// Takes records and their events out of a scope, and remembers where they went. What they named
    /// there is named by them no longer.
    fn take_out(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
        gone: Gone,
    ) -> Result<(), StoreError>;

    /// Notes what stands behind a posting, or that it has changed.
    fn put_posting(
        &mut self,
        community: CommunityKey,
        posting: &PostingRow,
    ) -> Result<(), StoreError>;
    /// Forgets what stood behind some postings.
    fn remove_postings(
        &mut self,
        community: CommunityKey,
        ids: &BTreeSet<PostingId>,
    ) -> Result<(), StoreError>;

    /// Removes from a scope's log what it says of some records. The entries stay, so that nobody's
    /// place in the log changes.
    fn scrub_log(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError>;

    /// The same, but for their steps, which the log goes on telling.
    fn scrub_records(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        ids: &BTreeSet<RecordId>,
    ) -> Result<(), StoreError>;

    /// Cuts what is older than `before` off a scope's log, and returns how many transactions that
    /// were. Who has not got as far begins anew.
    fn cut_log(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        before: UnixMillis,
    ) -> Result<u64, StoreError>;

    /// Keeps what a device has sent so far of a blob, in place of what it had sent before; nothing
    /// to forget it.
    fn put_blob_part(
        &mut self,
        community: CommunityKey,
        hash: BlobHash,
        device: DeviceId,
        bytes: &[u8],
        at: UnixMillis,
    ) -> Result<(), StoreError>;

    /// Keeps a whole blob, and forgets what any device had sent of it. One that is there stays.
    fn put_blob(
        &mut self,
        community: CommunityKey,
        hash: BlobHash,
        bytes: &[u8],
        at: UnixMillis,
    ) -> Result<(), StoreError>;

    /// Forgets blobs and parts of blobs that came before `before` and that no record names, and
    /// returns how many those were.
    fn sweep_blobs(
        &mut self,
        community: CommunityKey,
        before: UnixMillis,
    ) -> Result<u64, StoreError>;

    /// Remembers refusals.
    fn put_refusals(
        &mut self,
        community: CommunityKey,
        refusals: &[RefusalRow],
    ) -> Result<(), StoreError>;

    /// Remembers the largest stamp seen or made in a community.
    fn put_clock(&mut self, community: CommunityKey, last: Stamp) -> Result<(), StoreError>;

    /// Appends transactions to a scope's log, with their events and answers, in the order given,
    /// and returns the `seq` of the first; the others follow it.
    ///
    /// Called last, and for several scopes in ascending order: an engine with several writers
    /// locks the scope's counter from here to the commit, and must neither hold it for long nor
    /// let two pushes wait for each other.
    fn append(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        entries: &[Entry],
    ) -> Result<u64, StoreError>;

    /// Makes a community; `clock` is its first stamp.
    fn add_community(&mut self, area: AreaId, clock: Stamp) -> Result<CommunityKey, StoreError>;
    /// Makes an account, or replaces it.
    fn put_account(&mut self, account: &AccountRow) -> Result<(), StoreError>;
    /// Grants something to an account of a community.
    fn put_grant(&mut self, community: CommunityKey, grant: &GrantRow) -> Result<(), StoreError>;
    /// Takes a grant back; false if there is none.
    fn remove_grant(
        &mut self,
        community: CommunityKey,
        account: AccountId,
        grant: RecordId,
    ) -> Result<bool, StoreError>;
    /// Enrols a device.
    fn put_device(&mut self, device: &DeviceRow) -> Result<(), StoreError>;
    /// Revokes a device; false if there is none or it was revoked before.
    fn revoke_device(&mut self, device: DeviceId, at: UnixMillis) -> Result<bool, StoreError>;
    /// Remembers when a device of a community was last heard of.
    fn put_contact(
        &mut self,
        community: CommunityKey,
        device: DeviceId,
        contact: &Contact,
    ) -> Result<(), StoreError>;
    /// Remembers a one-time code.
    fn put_enrolment(&mut self, enrolment: &EnrolmentRow) -> Result<(), StoreError>;
    /// Forgets the one-time codes of an account that nobody used.
    fn withdraw_enrolments(
        &mut self,
        community: CommunityKey,
        account: AccountId,
    ) -> Result<(), StoreError>;
    /// Uses a one-time code up.
    fn use_enrolment(&mut self, code: Digest, at: UnixMillis) -> Result<(), StoreError>;
    /// Begins a new epoch.
    fn put_epoch(&mut self, epoch: u64) -> Result<(), StoreError>;

    /// Says that this is a demo, and what it was made from.
    fn put_demo(&mut self, made_from: &str) -> Result<(), StoreError>;

    /// Remembers a token that reads reports, or that it is revoked.
    fn put_api_token(&mut self, row: &TokenRow) -> Result<(), StoreError>;

    /// Notes what was done in a community, for good. A row of a device that is there already is
    /// not noted again.
    fn put_audit(&mut self, community: CommunityKey, row: &AuditRow) -> Result<(), StoreError>;

    /// Remembers an import, or how far it is now.
    fn put_import(&mut self, community: CommunityKey, import: &ImportRow)
    -> Result<(), StoreError>;
    /// Remembers what an import that is there added, and the stamps under which it did.
    fn put_imported(
        &mut self,
        community: CommunityKey,
        import: ImportId,
        records: &[(RecordId, Stamp)],
    ) -> Result<(), StoreError>;
    /// Remembers what headings mean, in place of what was said of the same ones before.
    fn put_meanings(
        &mut self,
        community: CommunityKey,
        kind: ImportKind,
        meanings: &Meanings,
    ) -> Result<(), StoreError>;

    /// Keeps what a revoked device left behind; what came before stays as it was.
    fn put_quarantined(
        &mut self,
        community: CommunityKey,
        row: &QuarantineRow,
    ) -> Result<(), StoreError>;
    /// Notes what became of a save in quarantine, and forgets what was in it.
    fn decide(
        &mut self,
        community: CommunityKey,
        which: (DeviceId, TransactionId),
        decision: Decision,
    ) -> Result<(), StoreError>;

    /// Makes it all durable and visible.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
