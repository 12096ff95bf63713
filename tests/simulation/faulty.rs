//! The hub's store, which fails when it is told to.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, PostingId, Scope};
use chuanmen_core::merge::{Record, RecordId, Stamp};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_server::store::{
    AccountRow, CommunityKey, Contact, DeviceRow, Digest, EnrolmentRow, Entry, Gone, GrantRow,
    PostingRow, ReadTxn, RefusalRow, SqliteStore, Store, StoreError, WriteTxn,
};

/// SQLite that fails at the n-th write from now.
pub(super) struct Faulty {
    inner: SqliteStore,
    /// 0: never.
    left: AtomicU32,
}

impl Faulty {
    pub(super) const fn new(inner: SqliteStore) -> Self {
        Self {
            inner,
            left: AtomicU32::new(0),
        }
    }

    pub(super) const fn sqlite(&self) -> &SqliteStore {
        &self.inner
    }

    /// Fails at the n-th write from now; 0: not at all.
    pub(super) fn fail_at(&self, n: u32) {
        self.left.store(n, Ordering::SeqCst);
    }

    fn step(&self) -> Result<(), StoreError> {
        let left = self.left.load(Ordering::SeqCst);
        if left > 0 {
            self.left.store(left - 1, Ordering::SeqCst);
            if left == 1 {
                return Err(StoreError::Unavailable("no space left on the disk".into()));
            }
        }
        Ok(())
    }
}

impl Store for Faulty {
    fn read(&self) -> Result<Box<dyn ReadTxn + '_>, StoreError> {
        self.inner.read()
    }
    fn write(&self) -> Result<Box<dyn WriteTxn + '_>, StoreError> {
        self.step()?;
        let inner = self.inner.write()?;
        Ok(Box::new(Write { inner, store: self }))
    }
    fn writers(&self) -> usize {
        self.inner.writers()
    }
    fn readers(&self) -> usize {
        self.inner.readers()
    }
    fn size(&self) -> Result<u64, StoreError> {
        self.inner.size()
    }
    fn close(&self) -> Result<(), StoreError> {
        self.inner.close()
    }
}

struct Write<'s> {
    inner: Box<dyn WriteTxn + 's>,
    store: &'s Faulty,
}

/// Methods that fail or pass on.
macro_rules! pass_on {
    ($(fn $name:ident(&mut self $(, $arg:ident: $type:ty)*) -> $out:ty;)+) => {$(
        fn $name(&mut self $(, $arg: $type)*) -> Result<$out, StoreError> {
            self.store.step()?;
            self.inner.$name($($arg),*)
        }
    )+};
}

impl WriteTxn for Write<'_> {
    fn as_read(&self) -> &dyn ReadTxn {
        self.inner.as_read()
    }
    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.store.step()?;
        self.inner.commit()?;
        // The disk may also fail to say that it has written.
        self.store.step()
    }
    pass_on! {
        fn ensure_scopes(&mut self, community: CommunityKey, scopes: &BTreeSet<Scope>) -> ();
        fn put_records(&mut self, community: CommunityKey, scope: ScopeNumber, records: &[&Record]) -> ();
        fn append(&mut self, community: CommunityKey, scope: ScopeNumber, entries: &[Entry]) -> u64;
        fn take_out(&mut self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>, gone: Gone) -> ();
        fn put_posting(&mut self, community: CommunityKey, posting: &PostingRow) -> ();
        fn remove_postings(&mut self, community: CommunityKey, ids: &BTreeSet<PostingId>) -> ();
        fn scrub_log(&mut self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>) -> ();
        fn scrub_records(&mut self, community: CommunityKey, scope: ScopeNumber, ids: &BTreeSet<RecordId>) -> ();
        fn cut_log(&mut self, community: CommunityKey, scope: ScopeNumber, before: UnixMillis) -> u64;
        fn remove_grant(&mut self, community: CommunityKey, account: AccountId, grant: RecordId) -> bool;
        fn put_blob_part(&mut self, community: CommunityKey, hash: BlobHash, device: DeviceId, bytes: &[u8], at: UnixMillis) -> ();
        fn put_blob(&mut self, community: CommunityKey, hash: BlobHash, bytes: &[u8], at: UnixMillis) -> ();
        fn sweep_blobs(&mut self, community: CommunityKey, before: UnixMillis) -> u64;
        fn put_refusals(&mut self, community: CommunityKey, refusals: &[RefusalRow]) -> ();
        fn put_clock(&mut self, community: CommunityKey, last: Stamp) -> ();
        fn add_community(&mut self, area: AreaId, clock: Stamp) -> CommunityKey;
        fn put_account(&mut self, account: &AccountRow) -> ();
        fn put_grant(&mut self, community: CommunityKey, grant: &GrantRow) -> ();
        fn put_device(&mut self, device: &DeviceRow) -> ();
        fn revoke_device(&mut self, device: DeviceId, at: UnixMillis) -> bool;
        fn put_contact(&mut self, community: CommunityKey, device: DeviceId, contact: &Contact) -> ();
        fn put_enrolment(&mut self, enrolment: &EnrolmentRow) -> ();
        fn withdraw_enrolments(&mut self, community: CommunityKey, account: AccountId) -> ();
        fn use_enrolment(&mut self, code: Digest, at: UnixMillis) -> ();
        fn put_epoch(&mut self, epoch: u64) -> ();
        fn put_api_token(&mut self, row: &chuanmen_server::store::TokenRow) -> ();
        fn put_audit(&mut self, community: CommunityKey, row: &chuanmen_server::store::AuditRow) -> ();
        fn put_demo(&mut self, made_from: &str) -> ();
        fn put_import(&mut self, community: CommunityKey, import: &chuanmen_server::store::ImportRow) -> ();
        fn put_imported(&mut self, community: CommunityKey, import: chuanmen_server::store::ImportId, records: &[(RecordId, Stamp)]) -> ();
        fn put_meanings(&mut self, community: CommunityKey, kind: chuanmen_server::import::ImportKind, meanings: &chuanmen_server::import::Meanings) -> ();
        fn put_quarantined(&mut self, community: CommunityKey, row: &chuanmen_server::store::QuarantineRow) -> ();
        fn decide(&mut self, community: CommunityKey, which: (DeviceId, chuanmen_core::merge::TransactionId), decision: chuanmen_server::store::Decision) -> ();
    }
}
