//! A store that fails at each step of a commit, and what phones see of it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, BlobHash, DeviceId, PostingId, Scope};
use chuanmen_core::merge::{Record, RecordId, Stamp};
use chuanmen_core::protocol::{Answer, ScopeNumber};

use super::town::{Town, grid, visit};
use crate::hub::Hub;
use crate::store::*;
use crate::{AppState, router};

/// Where the store fails next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
enum Fault {
    Nowhere,
    Begin,
    PutRecords,
    Append,
    BeforeCommit,
    AfterCommit,
    Read,
    Panic,
}

/// SQLite with a fault.
struct Faulty {
    inner: SqliteStore,
    fault: AtomicU8,
}

impl Faulty {
    fn set(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::SeqCst);
    }

    fn at(&self, fault: Fault) -> Result<(), StoreError> {
        if self.fault.load(Ordering::SeqCst) == fault as u8 {
            return Err(StoreError::Unavailable("no space left on the disk".into()));
        }
        Ok(())
    }
}

impl Store for Faulty {
    fn read(&self) -> Result<Box<dyn ReadTxn + '_>, StoreError> {
        self.at(Fault::Read)?;
        assert!(self.at(Fault::Panic).is_ok(), "赵秀兰");
        self.inner.read()
    }
    fn write(&self) -> Result<Box<dyn WriteTxn + '_>, StoreError> {
        self.at(Fault::Begin)?;
        let inner = self.inner.write()?;
        Ok(Box::new(FaultyWrite { inner, store: self }))
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

struct FaultyWrite<'s> {
    inner: Box<dyn WriteTxn + 's>,
    store: &'s Faulty,
}

/// Methods that only pass on.
macro_rules! pass_on {
    ($(fn $name:ident(&mut self $(, $arg:ident: $type:ty)*) -> $out:ty;)+) => {$(
        fn $name(&mut self $(, $arg: $type)*) -> Result<$out, StoreError> {
            self.inner.$name($($arg),*)
        }
    )+};
}

impl WriteTxn for FaultyWrite<'_> {
    fn as_read(&self) -> &dyn ReadTxn {
        self.inner.as_read()
    }
    fn put_records(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        records: &[&Record],
    ) -> Result<(), StoreError> {
        self.inner.put_records(community, scope, records)?;
        self.store.at(Fault::PutRecords)
    }
    fn append(
        &mut self,
        community: CommunityKey,
        scope: ScopeNumber,
        entries: &[Entry],
    ) -> Result<u64, StoreError> {
        let first = self.inner.append(community, scope, entries)?;
        self.store.at(Fault::Append).map(|()| first)
    }
    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.store.at(Fault::BeforeCommit)?;
        self.inner.commit()?;
        self.store.at(Fault::AfterCommit)
    }
    pass_on! {
        fn ensure_scopes(&mut self, community: CommunityKey, scopes: &BTreeSet<Scope>) -> ();
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
        fn put_api_token(&mut self, row: &crate::store::TokenRow) -> ();
        fn put_audit(&mut self, community: CommunityKey, row: &crate::store::AuditRow) -> ();
        fn put_demo(&mut self, made_from: &str) -> ();
        fn put_import(&mut self, community: CommunityKey, import: &crate::store::ImportRow) -> ();
        fn put_imported(&mut self, community: CommunityKey, import: crate::store::ImportId, records: &[(RecordId, Stamp)]) -> ();
        fn put_meanings(&mut self, community: CommunityKey, kind: crate::import::ImportKind, meanings: &crate::import::Meanings) -> ();
        fn put_quarantined(&mut self, community: CommunityKey, row: &crate::store::QuarantineRow) -> ();
        fn decide(&mut self, community: CommunityKey, which: (DeviceId, chuanmen_core::merge::TransactionId), decision: crate::store::Decision) -> ();
    }
}

/// A town whose store can be told to fail.
fn town() -> (Town, Arc<Faulty>) {
    let town = Town::new();
    let database = town.folder.path().join("hub.db");
    let store = Arc::new(Faulty {
        inner: SqliteStore::open(&database, super::town::NOON).unwrap(),
        fault: AtomicU8::new(Fault::Nowhere as u8),
    });
    let hub = Hub::new(store.clone(), Arc::new(town.clock.clone()));
    let state = AppState::new(hub).unwrap();
    let hub = state.hub.clone();
    let app = router(state);
    (Town { app, hub, ..town }, store)
}

#[tokio::test]
async fn a_store_that_fails_before_the_commit_takes_nothing_and_the_phone_sends_again() {
    for fault in [
        Fault::Begin,
        Fault::PutRecords,
        Fault::Append,
        Fault::BeforeCommit,
    ] {
        let (town, store) = town();
        let mut alice = town.phone("member");
        let saved = alice.saves(grid(1), vec![visit(1)]);
        let before = town.fingerprint();
        store.set(fault);
        let refused = town
            .refused(alice.post(&alice.request(vec![saved.clone()])))
            .await;
        assert_eq!(refused, (503, "unavailable".into()), "{fault:?}");
        store.set(Fault::Nowhere);
        assert_eq!(town.fingerprint(), before, "{fault:?}");
        let response = town.sync(&alice, vec![saved]).await;
        assert!(matches!(
            response.answers[0],
            Answer::Accepted {
                seq: 1,
                duplicate: false,
                elsewhere: false,
                ..
            }
        ));
    }
}

#[tokio::test]
async fn an_answer_lost_after_the_commit_is_repeated_and_nothing_is_there_twice() {
    let (town, store) = town();
    let mut alice = town.phone("member");
    let saved = alice.saves(grid(1), vec![visit(1)]);
    store.set(Fault::AfterCommit);
    let refused = town
        .refused(alice.post(&alice.request(vec![saved.clone()])))
        .await;
    assert_eq!(refused.0, 503);
    store.set(Fault::Nowhere);
    let response = town.sync(&alice, vec![saved]).await;
    assert!(matches!(
        response.answers[0],
        Answer::Accepted {
            seq: 1,
            duplicate: true,
            elsewhere: false,
            ..
        }
    ));
    assert_eq!(town.stands(grid(1)).len(), 1);
}

#[tokio::test]
async fn a_failed_enrolment_leaves_the_code_as_it_was() {
    let (town, store) = town();
    let code = town
        .hub
        .enrolment_code("member", UnixMillis::DAY)
        .unwrap()
        .to_string();
    let request = || super::town::enrol(serde_json::json!({"code": code}));
    store.set(Fault::BeforeCommit);
    assert_eq!(town.refused(request()).await, (503, "unavailable".into()));
    store.set(Fault::Nowhere);
    assert_eq!(town.call(request()).await.status(), 200);
}

#[tokio::test]
async fn health_tells_when_the_data_cannot_be_reached() {
    let (town, store) = town();
    let phone = town.phone("member");
    assert_eq!(town.call(phone.get("/healthz")).await.status(), 200);
    store.set(Fault::Read);
    assert_eq!(
        town.refused(phone.get("/healthz")).await,
        (503, "unavailable".into())
    );
}

#[tokio::test]
async fn a_panic_is_an_error_like_any_other_and_the_hub_goes_on() {
    let (town, store) = town();
    let phone = town.phone("member");
    store.set(Fault::Panic);
    let (status, body): (_, serde_json::Value) = town.json(phone.get("/healthz")).await;
    assert_eq!(status, 500);
    assert_eq!(body["code"], "internal");
    assert!(!body.to_string().contains("赵秀兰"));
    store.set(Fault::Nowhere);
    assert_eq!(town.call(phone.get("/healthz")).await.status(), 200);
}
