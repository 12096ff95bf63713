//! What every engine must do, whatever it is made of. An engine runs it with
//! `conformance!(module, || a fresh store)`.

use std::collections::BTreeSet;
use std::ops::ControlFlow::{Break, Continue};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, AreaId, BlobHash, DeviceId, Event, HouseholdId, Kind, Party, Picture, PostingId,
    ResidentId, Role, Scope, WishId,
};
use chuanmen_core::merge::{
    EventId, FieldName, HybridClock, Patch, Record, RecordId, ReplicaId, Stamp, TransactionId,
    Value,
};
use chuanmen_core::protocol::{Moves, Refusal, RefusalCode, ScopeNumber, Transaction};
use uuid::Uuid;

use super::*;
use crate::import::{Field, ImportKind, Meanings};

const NOW: UnixMillis = UnixMillis(1_795_414_800_000);
const TOWN: AreaId = AreaId(Uuid::from_u128(100));

fn stamp(counter: u16) -> Stamp {
    Stamp::new(NOW, counter, ReplicaId(7))
}

fn grid() -> Scope {
    Scope::Grid(AreaId(Uuid::from_u128(101)))
}

fn record(low: u128, note: &str) -> Record {
    let set = [(FieldName::known("note"), note.into())].into();
    let patch = Patch::create(Kind::Need, RecordId(Uuid::from_u128(low)), set);
    Record::from_patch(&patch, stamp(0))
}

fn entry(low: u128) -> Entry {
    let event = Event {
        id: EventId(Uuid::from_u128(low + 1_000)),
        kind: Kind::Need,
        subject: RecordId(Uuid::from_u128(1)),
        step: "progress".into(),
        fields: [(FieldName::known("note"), "凤凰花 🌺".into())].into(),
    };
    let transaction = Transaction {
        id: TransactionId(Uuid::from_u128(low)),
        scope: grid(),
        author: AccountId(Uuid::from_u128(5)),
        stamp: stamp(1),
        patches: Vec::new(),
        events: vec![event],
    };
    Entry {
        body: serde_json::to_string(&transaction).unwrap(),
        transaction,
        moves: Moves::default(),
        at: NOW,
        hash: Digest::of("test", &low.to_be_bytes()),
        claimed: None,
    }
}

/// A community with one grid scope.
fn settle(store: &dyn Store) -> (CommunityKey, ScopeNumber) {
    let mut txn = store.write().unwrap();
    let clock = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
    let community = txn.add_community(TOWN, clock).unwrap();
    txn.ensure_scopes(community, &[grid()].into()).unwrap();
    let number = txn.as_read().scopes(community).unwrap()[0].number;
    txn.commit().unwrap();
    (community, number)
}

fn log(read: &dyn ReadTxn, community: CommunityKey, scope: ScopeNumber, after: u64) -> Vec<u64> {
    let mut seen = Vec::new();
    let mut take = |row: LogRow<'_>| {
        let transaction: Transaction = serde_json::from_str(row.body).unwrap();
        assert_eq!(transaction.scope, grid());
        seen.push(row.seq);
        Continue(())
    };
    read.log_after(community, scope, after, &mut take).unwrap();
    seen
}

pub(super) fn dropping_a_write_takes_it_back(store: &dyn Store) {
    let (community, scope) = settle(store);
    let mut txn = store.write().unwrap();
    txn.put_records(community, scope, &[&record(1, "甲")])
        .unwrap();
    txn.append(community, scope, &[entry(1)]).unwrap();
    drop(txn);
    let read = store.read().unwrap();
    assert_eq!(read.scopes(community).unwrap()[0].head, 0);
    assert!(log(&*read, community, scope, 0).is_empty());
    let ids = [RecordId(Uuid::from_u128(1))].into();
    assert!(read.records(community, scope, &ids).unwrap().is_empty());
}

pub(super) fn a_reader_sees_one_snapshot(store: &dyn Store) {
    let (community, scope) = settle(store);
    let before = store.read().unwrap();
    let mut txn = store.write().unwrap();
    txn.append(community, scope, &[entry(1)]).unwrap();
    let own = txn.as_read().scopes(community).unwrap()[0].head;
    assert_eq!(own, 1, "a writer sees its own writes");
    assert_eq!(store.read().unwrap().scopes(community).unwrap()[0].head, 0);
    txn.commit().unwrap();
    assert_eq!(before.scopes(community).unwrap()[0].head, 0);
    assert!(log(&*before, community, scope, 0).is_empty());
    let after = store.read().unwrap();
    assert_eq!(after.scopes(community).unwrap()[0].head, 1);
    assert_eq!(log(&*after, community, scope, 0), [1]);
}

pub(super) fn numbers_follow_each_other_without_a_gap(store: &dyn Store) {
    let (community, scope) = settle(store);
    for (round, expected) in [(0_u128, 1), (1, 4), (2, 7)] {
        let entries: Vec<_> = (1..=3).map(|n| entry(round * 3 + n)).collect();
        let mut txn = store.write().unwrap();
        assert_eq!(txn.append(community, scope, &entries).unwrap(), expected);
        txn.commit().unwrap();
    }
    let read = store.read().unwrap();
    assert_eq!(
        log(&*read, community, scope, 0),
        (1..=9).collect::<Vec<_>>()
    );
    assert_eq!(log(&*read, community, scope, 7), [8, 9]);
}

pub(super) fn writers_in_many_threads_lose_nothing(store: &dyn Store) {
    let (community, scope) = settle(store);
    std::thread::scope(|threads| {
        for thread in 0..4_u128 {
            threads.spawn(move || {
                for n in 1..=10 {
                    let mut txn = store.write().unwrap();
                    txn.append(community, scope, &[entry(thread * 100 + n)])
                        .unwrap();
                    txn.commit().unwrap();
                }
            });
        }
    });
    let read = store.read().unwrap();
    assert_eq!(
        log(&*read, community, scope, 0),
        (1..=40).collect::<Vec<_>>()
    );
}

pub(super) fn records_are_read_as_they_were_written(store: &dyn Store) {
    let (community, scope) = settle(store);
    let (first, second) = (record(1, "赵秀兰 👵🏼"), record(2, "𠮷田"));
    let mut txn = store.write().unwrap();
    txn.put_records(community, scope, &[&first, &second])
        .unwrap();
    let newer = record(1, "改过");
    txn.put_records(community, scope, &[&newer]).unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let ids: BTreeSet<_> = [1, 2, 3].map(|low| RecordId(Uuid::from_u128(low))).into();
    assert_eq!(
        read.records(community, scope, &ids).unwrap(),
        [newer, second]
    );
    let elsewhere = ScopeNumber(scope.0 + 1);
    assert!(read.records(community, elsewhere, &ids).unwrap().is_empty());
}

pub(super) fn scans_go_on_where_they_stopped(store: &dyn Store) {
    let (community, scope) = settle(store);
    let mut txn = store.write().unwrap();
    let records: Vec<_> = (1..=5).map(|low| record(low, "记")).collect();
    txn.put_records(community, scope, &records.iter().collect::<Vec<_>>())
        .unwrap();
    let entries: Vec<_> = (1..=5).map(entry).collect();
    txn.append(community, scope, &entries).unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();

    let mut after = None;
    for expected in 1..=5_u128 {
        let mut one = |row: ClockedRecord<'_>| {
            after = Some(row.id);
            Break(())
        };
        read.records_after(community, scope, after_of(expected), &mut one)
            .unwrap();
        assert_eq!(after, Some(RecordId(Uuid::from_u128(expected))));
        let left = read.count_records_after(community, scope, after).unwrap();
        assert_eq!(u128::from(left), 5 - expected);
    }
    let mut places = Vec::new();
    let mut take = |row: EventRow| {
        places.push((row.seq, row.place));
        Continue(())
    };
    read.events_after(community, scope, Some((2, 0)), 4, &mut take)
        .unwrap();
    assert_eq!(places, [(3, 0), (4, 0)]);
    assert_eq!(
        read.count_events_after(community, scope, None, 4).unwrap(),
        4
    );
}

fn after_of(expected: u128) -> Option<RecordId> {
    (expected > 1).then(|| RecordId(Uuid::from_u128(expected - 1)))
}

pub(super) fn answers_are_remembered(store: &dyn Store) {
    let (community, scope) = settle(store);
    let claimed = Stamp::new(NOW.plus(UnixMillis::DAY), 3, ReplicaId(7));
    let restamped = Entry {
        claimed: Some(claimed),
        ..entry(1)
    };
    let refusal = RefusalRow {
        id: TransactionId(Uuid::from_u128(2)),
        hash: Digest::of("test", b"2"),
        at: NOW,
        refusal: Refusal::new(RefusalCode::ReadOnly, "scope"),
    };
    let mut txn = store.write().unwrap();
    txn.put_refusals(community, std::slice::from_ref(&refusal))
        .unwrap();
    txn.append(community, scope, std::slice::from_ref(&restamped))
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let ids = [1, 2, 3].map(|low| TransactionId(Uuid::from_u128(low)));
    let answers = read.answers(community, &ids.into()).unwrap();
    let accepted = Outcome::Accepted {
        scope,
        seq: 1,
        at: NOW,
        restamped: Some(restamped.transaction.stamp),
    };
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (answers[0].hash, &answers[0].outcome),
        (restamped.hash, &accepted)
    );
    assert_eq!(answers[1].outcome, Outcome::Refused(refusal.refusal));
    let restamps = read
        .restamps(community, &[claimed, stamp(0)].into())
        .unwrap();
    assert_eq!(restamps, [(claimed, restamped.transaction.stamp)].into());
    let events = [1_001, 1_002].map(|low| EventId(Uuid::from_u128(low)));
    let known = read.events_known(community, scope, &events.into()).unwrap();
    assert_eq!(known, [events[0]].into());
}

pub(super) fn people_and_codes_are_kept(store: &dyn Store) {
    let (community, _) = settle(store);
    let account = AccountRow {
        community,
        id: AccountId(Uuid::from_u128(5)),
        login: "wangge1".into(),
        password: None,
        name: "杨春梅".into(),
        role: Role::Other("night_watch".into()),
    };
    let grant = GrantRow {
        id: RecordId(Uuid::from_u128(6)),
        account: account.id,
        role: Role::Party,
        area: TOWN,
        party: Some(Party::PropertyCompany),
    };
    let device = DeviceRow {
        community,
        id: DeviceId(Uuid::from_u128(8)),
        account: account.id,
        replica: ReplicaId(u64::MAX),
        name: "华为 畅享 60".into(),
        token: Digest::of("test", b"token"),
        enrolled_at: NOW,
        revoked_at: None,
        contact: None,
    };
    let contact = Contact {
        at: NOW.plus(3),
        app: "0.1.0".into(),
    };
    let code = EnrolmentRow {
        community,
        code: Digest::of("test", b"code"),
        account: account.id,
        expires_at: NOW.plus(7),
        used_at: None,
    };
    let mut txn = store.write().unwrap();
    txn.put_account(&account).unwrap();
    txn.put_grant(community, &grant).unwrap();
    txn.put_device(&device).unwrap();
    txn.put_enrolment(&code).unwrap();
    let spare = EnrolmentRow {
        code: Digest::of("test", b"spare"),
        ..code.clone()
    };
    txn.put_enrolment(&spare).unwrap();
    txn.commit().unwrap();

    let mut txn = store.write().unwrap();
    txn.use_enrolment(code.code, NOW).unwrap();
    txn.withdraw_enrolments(community, account.id).unwrap();
    txn.put_contact(community, device.id, &contact).unwrap();
    assert!(txn.revoke_device(device.id, NOW).unwrap());
    assert!(!txn.revoke_device(device.id, NOW).unwrap());
    txn.commit().unwrap();

    let read = store.read().unwrap();
    assert_eq!(
        read.account(community, account.id).unwrap(),
        Some(account.clone())
    );
    assert_eq!(
        read.account_by_login("wangge1").unwrap(),
        Some(account.clone())
    );
    assert_eq!(read.account_by_login("wangge").unwrap(), None);
    let all = read.accounts(community).unwrap();
    assert_eq!(all, std::slice::from_ref(&account));
    assert_eq!(read.grants(community, account.id).unwrap(), [grant]);
    let answers = (account.id, Party::PropertyCompany, TOWN);
    assert_eq!(read.parties(community).unwrap(), [answers].into());
    let revoked = DeviceRow {
        revoked_at: Some(NOW),
        contact: Some(contact),
        ..device.clone()
    };
    assert_eq!(
        read.device_by_token(device.token).unwrap(),
        Some(revoked.clone())
    );
    assert_eq!(read.devices(community).unwrap(), [revoked]);
    assert_eq!(read.count_devices().unwrap(), 0);
    let used = EnrolmentRow {
        used_at: Some(NOW),
        ..code.clone()
    };
    assert_eq!(read.enrolment(code.code).unwrap(), Some(used));
    assert_eq!(read.enrolment(spare.code).unwrap(), None);
}

pub(super) fn a_scope_is_numbered_once(store: &dyn Store) {
    let (community, scope) = settle(store);
    let board = Scope::Board(TOWN);
    let mut txn = store.write().unwrap();
    txn.ensure_scopes(community, &[grid(), board].into())
        .unwrap();
    txn.ensure_scopes(community, &[grid(), board].into())
        .unwrap();
    txn.commit().unwrap();
    let scopes = store.read().unwrap().scopes(community).unwrap();
    assert_eq!(scopes.len(), 2);
    assert_eq!((scopes[0].number, scopes[0].scope), (scope, grid()));
    assert_ne!(scopes[1].number, scope);
}

pub(super) fn communities_do_not_see_each_other(store: &dyn Store) {
    let (community, scope) = settle(store);
    let mut txn = store.write().unwrap();
    let clock = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
    let other = txn
        .add_community(AreaId(Uuid::from_u128(200)), clock)
        .unwrap();
    txn.ensure_scopes(other, &[grid()].into()).unwrap();
    txn.put_records(community, scope, &[&record(1, "甲")])
        .unwrap();
    txn.append(community, scope, &[entry(1)]).unwrap();
    txn.put_clock(community, stamp(9)).unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let number = read.scopes(other).unwrap()[0].number;
    let ids = [RecordId(Uuid::from_u128(1))].into();
    assert!(read.records(other, number, &ids).unwrap().is_empty());
    assert!(log(&*read, other, number, 0).is_empty());
    assert!(
        read.answers(other, &[entry(1).transaction.id].into())
            .unwrap()
            .is_empty()
    );
    assert_eq!(read.clock(other).unwrap(), clock);
    assert_eq!(read.clock(community).unwrap(), stamp(9));
    assert_eq!(
        read.facts(other, &[grid()].into()).unwrap().records.len(),
        0
    );
    let facts = read.facts(community, &[grid()].into()).unwrap();
    assert_eq!((facts.records.len(), facts.events.len()), (1, 1));
}

pub(super) fn grids_are_the_areas_of_that_level(store: &dyn Store) {
    let (community, _) = settle(store);
    let area = |low: u128, level: &'static str, deleted: bool| {
        let set = [
            (FieldName::known("level"), level.into()),
            (FieldName::known("deleted"), deleted.into()),
        ];
        let patch = Patch::create(Kind::Area, RecordId(Uuid::from_u128(low)), set.into());
        Record::from_patch(&patch, stamp(0))
    };
    let areas = [
        area(101, "grid", false),
        area(102, "building", false),
        area(103, "grid", true),
    ];
    let mut txn = store.write().unwrap();
    let home = Scope::Community(TOWN);
    txn.ensure_scopes(community, &[home].into()).unwrap();
    let scopes = txn.as_read().scopes(community).unwrap();
    let home = scopes.iter().find(|row| row.scope == home).unwrap().number;
    txn.put_records(community, home, &areas.iter().collect::<Vec<_>>())
        .unwrap();
    txn.commit().unwrap();
    let grids = store.read().unwrap().grids(community).unwrap();
    assert_eq!(grids, [AreaId(Uuid::from_u128(101))].into());
}

pub(super) fn what_was_left_behind_waits_until_it_is_decided_on(store: &dyn Store) {
    let (community, _) = settle(store);
    let (device, hash) = (DeviceId(Uuid::from_u128(60)), BlobHash::of(b"photo"));
    let row = |low: u128| QuarantineRow {
        id: TransactionId(Uuid::from_u128(low)),
        device,
        arrived_at: NOW,
        body: format!("{{\"low\":{low}}}"),
        blobs: [hash].into(),
    };
    let mut txn = store.write().unwrap();
    for low in [2, 1, 2] {
        txn.put_quarantined(community, &row(low)).unwrap();
    }
    txn.put_blob(community, hash, b"photo", NOW).unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.quarantine(community).unwrap(), [row(2), row(1)]);
    assert_eq!(read.count_quarantined(community, device).unwrap(), 2);
    drop(read);

    let sweep = |store: &dyn Store| {
        let mut txn = store.write().unwrap();
        let swept = txn.sweep_blobs(community, NOW.plus(1)).unwrap();
        txn.commit().unwrap();
        swept
    };
    for (low, left, swept) in [(2, vec![row(1)], 0), (1, vec![], 1)] {
        let decision = Decision {
            verdict: Verdict::Dropped,
            by: AccountId(Uuid::from_u128(5)),
            at: NOW,
        };
        let mut txn = store.write().unwrap();
        txn.decide(community, (device, row(low).id), decision)
            .unwrap();
        // The device that never heard the answer sends it again.
        txn.put_quarantined(community, &row(low)).unwrap();
        txn.commit().unwrap();
        let read = store.read().unwrap();
        assert_eq!(read.quarantine(community).unwrap(), left);
        let named = read.is_left_behind(community, device, hash).unwrap();
        assert_eq!(named, !left.is_empty());
        drop(read);
        assert_eq!(sweep(store), swept);
    }
}

pub(super) fn an_import_is_remembered_with_what_it_added(store: &dyn Store) {
    let (community, _) = settle(store);
    let import = ImportRow {
        id: ImportId(Uuid::from_u128(70)),
        kind: ImportKind::Residents,
        file: "花卉园.xlsx".into(),
        author: Some(AccountId(Uuid::from_u128(5))),
        at: NOW,
        rows: 3,
        added: 0,
        state: ImportState::Running,
    };
    let later = ImportRow {
        id: ImportId(Uuid::from_u128(71)),
        kind: ImportKind::Areas,
        author: None,
        at: NOW.plus(1),
        state: ImportState::Done,
        ..import.clone()
    };
    let meanings: Meanings = [("门", Some(Field::Room)), ("车牌", None)]
        .map(|(heading, field)| (heading.to_owned(), field))
        .into();
    let records = [1, 2].map(|low| (RecordId(Uuid::from_u128(low)), stamp(1)));
    let mut txn = store.write().unwrap();
    let clock = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
    let other = txn
        .add_community(AreaId(Uuid::from_u128(200)), clock)
        .unwrap();
    txn.put_import(community, &import).unwrap();
    txn.put_import(community, &later).unwrap();
    txn.put_imported(community, import.id, &records).unwrap();
    txn.put_meanings(community, ImportKind::Residents, &meanings)
        .unwrap();
    txn.commit().unwrap();

    let done = ImportRow {
        added: 2,
        state: ImportState::Cancelled,
        ..import
    };
    let changed = Meanings::from([("门".to_owned(), None)]);
    let mut txn = store.write().unwrap();
    txn.put_import(community, &done).unwrap();
    txn.put_meanings(community, ImportKind::Residents, &changed)
        .unwrap();
    txn.commit().unwrap();

    let read = store.read().unwrap();
    assert_eq!(
        read.imports(community).unwrap(),
        [later.clone(), done.clone()]
    );
    assert_eq!(read.imported(community, done.id).unwrap(), records.into());
    assert!(read.imported(community, later.id).unwrap().is_empty());
    let known = read.meanings(community, ImportKind::Residents).unwrap();
    assert_eq!(
        known,
        [("门", None), ("车牌", None)]
            .map(|(h, f)| (h.to_owned(), f))
            .into()
    );
    assert!(
        read.meanings(community, ImportKind::Areas)
            .unwrap()
            .is_empty()
    );
    assert!(read.imports(other).unwrap().is_empty());
    assert!(read.imported(other, done.id).unwrap().is_empty());
}

/// A visit that names photos, each with a thumbnail of its own.
fn photographed(low: u128, photos: &[&[u8]]) -> Record {
    let field = |photo: &&[u8]| {
        let name = FieldName::member(Picture::PHOTO, &BlobHash::of(photo).to_string());
        let thumb = (FieldName::known("thumb"), thumb(photo).to_string().into());
        (name.unwrap(), Value::Group([thumb].into()))
    };
    let set = photos.iter().map(field).collect();
    let patch = Patch::create(Kind::Visit, RecordId(Uuid::from_u128(low)), set);
    Record::from_patch(&patch, stamp(0))
}

fn thumb(photo: &[u8]) -> BlobHash {
    BlobHash::of(&[photo, b"small"].concat())
}

pub(super) fn blobs_are_named_by_the_records_that_stand(store: &dyn Store) {
    let (community, scope) = settle(store);
    let elsewhere = Scope::Grid(AreaId(Uuid::from_u128(102)));
    let mut txn = store.write().unwrap();
    txn.ensure_scopes(community, &[elsewhere].into()).unwrap();
    let scopes = txn.as_read().scopes(community).unwrap();
    let other = scopes.iter().find(|row| row.scope == elsewhere).unwrap();
    let other = other.number;
    let (a, b) = (
        photographed(1, &[b"a", b"both"]),
        photographed(2, &[b"both"]),
    );
    txn.put_records(community, scope, &[&a, &b, &record(3, "没有照片")])
        .unwrap();
    txn.commit().unwrap();

    let named = |hash| store.read().unwrap().blob_scopes(community, hash).unwrap();
    for photo in [&b"a"[..], b"both"] {
        assert_eq!(named(BlobHash::of(photo)), [scope].into());
        assert_eq!(named(thumb(photo)), [scope].into());
    }
    assert!(named(BlobHash::of(b"nobody's")).is_empty());

    let mut txn = store.write().unwrap();
    let gone = [RecordId(Uuid::from_u128(1))].into();
    txn.take_out(community, scope, &gone, Gone::To(other))
        .unwrap();
    txn.put_records(community, other, &[&a]).unwrap();
    txn.commit().unwrap();
    assert_eq!(named(BlobHash::of(b"a")), [other].into());
    assert_eq!(named(BlobHash::of(b"both")), [scope, other].into());

    let mut txn = store.write().unwrap();
    txn.take_out(community, other, &gone, Gone::Erased).unwrap();
    txn.commit().unwrap();
    assert!(named(BlobHash::of(b"a")).is_empty());
    assert_eq!(named(thumb(b"both")), [scope].into());
}

pub(super) fn blobs_grow_by_parts_of_each_device_and_are_kept_whole(store: &dyn Store) {
    let (community, _) = settle(store);
    let (alice, bob) = (DeviceId(Uuid::from_u128(8)), DeviceId(Uuid::from_u128(9)));
    let photo = BlobHash::of(b"\0photo");
    let mut txn = store.write().unwrap();
    txn.put_blob_part(community, photo, alice, b"\0ph", NOW)
        .unwrap();
    txn.put_blob_part(community, photo, bob, b"nonsense", NOW)
        .unwrap();
    txn.put_blob_part(community, photo, alice, b"\0pho", NOW)
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.blob_part(community, photo, alice).unwrap(), b"\0pho");
    assert_eq!(read.blob_part(community, photo, bob).unwrap(), b"nonsense");
    assert_eq!(read.blob(community, photo).unwrap(), None);
    assert_eq!(read.blob_length(community, photo).unwrap(), None);
    drop(read);

    let mut txn = store.write().unwrap();
    txn.put_blob_part(community, photo, bob, b"", NOW).unwrap();
    let none = txn.as_read().blob_part(community, photo, bob).unwrap();
    assert!(none.is_empty());
    txn.put_blob(community, photo, b"\0photo", NOW).unwrap();
    txn.put_blob(community, photo, b"\0photo", NOW.plus(1))
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.blob(community, photo).unwrap().unwrap(), b"\0photo");
    assert_eq!(read.blob_length(community, photo).unwrap(), Some(6));
    assert!(read.blob_part(community, photo, alice).unwrap().is_empty());
    let elsewhere = CommunityKey(community.0 + 1);
    assert_eq!(read.blob(elsewhere, photo).unwrap(), None);
}

pub(super) fn a_sweep_takes_old_blobs_that_nothing_names(store: &dyn Store) {
    let (community, scope) = settle(store);
    let device = DeviceId(Uuid::from_u128(8));
    let mut txn = store.write().unwrap();
    txn.put_records(community, scope, &[&photographed(1, &[b"named"])])
        .unwrap();
    for photo in [&b"named"[..], b"nameless"] {
        txn.put_blob(community, BlobHash::of(photo), photo, NOW)
            .unwrap();
    }
    let (begun, late) = (BlobHash::of(b"begun"), BlobHash::of(b"late"));
    txn.put_blob_part(community, begun, device, b"be", NOW)
        .unwrap();
    txn.put_blob(community, late, b"late", NOW.plus(9)).unwrap();
    assert_eq!(txn.sweep_blobs(community, NOW).unwrap(), 0);
    assert_eq!(txn.sweep_blobs(community, NOW.plus(1)).unwrap(), 2);
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let here = |photo: &[u8]| read.blob(community, BlobHash::of(photo)).unwrap().is_some();
    assert!(here(b"named") && here(b"late") && !here(b"nameless"));
    assert!(read.blob_part(community, begun, device).unwrap().is_empty());
}

pub(super) fn a_posting_is_found_by_whatever_it_is_about(store: &dyn Store) {
    let (community, scope) = settle(store);
    let id = |low| Uuid::from_u128(low);
    let row = |low: u128, expires_at| PostingRow {
        id: PostingId(id(low)),
        scope,
        wish: WishId(id(low + 1)),
        household: HouseholdId(id(500)),
        resident: (low == 10).then_some(ResidentId(id(600))),
        expires_at,
    };
    let mut txn = store.write().unwrap();
    txn.put_posting(community, &row(10, None)).unwrap();
    txn.put_posting(community, &row(20, Some(NOW))).unwrap();
    txn.put_posting(community, &row(10, Some(NOW.plus(1))))
        .unwrap();
    let found = |read: &dyn ReadTxn, about: &[u128]| -> Vec<u128> {
        let about = about.iter().map(|low| RecordId(id(*low))).collect();
        let rows = read.postings(community, &about).unwrap();
        rows.iter().map(|row| row.id.0.as_u128()).collect()
    };
    let read = txn.as_read();
    for (about, ids) in [
        (10, vec![10]),
        (21, vec![20]),
        (500, vec![10, 20]),
        (600, vec![10]),
        (700, vec![]),
    ] {
        assert_eq!(found(read, &[about]), ids, "{about}");
    }
    assert_eq!(found(read, &[10, 11, 500]), [10, 20], "each once");
    let over = read.claims_over(community, NOW).unwrap();
    assert_eq!(over, [row(20, Some(NOW))]);
    txn.remove_postings(community, &[PostingId(id(20))].into())
        .unwrap();
    txn.commit().unwrap();
    assert_eq!(found(&*store.read().unwrap(), &[500]), [10]);
}

/// Runs the suite on an engine; `$fresh` gives a store and whatever keeps it alive.
macro_rules! conformance {
    ($fresh:expr; $($test:ident),+ $(,)?) => {$(
        #[test]
        fn $test() {
            let (store, _alive) = $fresh;
            super::$test(&store);
        }
    )+};
}

mod sqlite {
    use super::super::SqliteStore;
    use super::NOW;

    fn fresh() -> (SqliteStore, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (
            SqliteStore::open(&folder.path().join("hub.db"), NOW).unwrap(),
            folder,
        )
    }

    conformance! {
        fresh();
        dropping_a_write_takes_it_back,
        a_reader_sees_one_snapshot,
        numbers_follow_each_other_without_a_gap,
        writers_in_many_threads_lose_nothing,
        records_are_read_as_they_were_written,
        scans_go_on_where_they_stopped,
        answers_are_remembered,
        people_and_codes_are_kept,
        a_scope_is_numbered_once,
        communities_do_not_see_each_other,
        grids_are_the_areas_of_that_level,
    an_import_is_remembered_with_what_it_added,
    what_was_left_behind_waits_until_it_is_decided_on,
    a_posting_is_found_by_whatever_it_is_about, a_sweep_takes_old_blobs_that_nothing_names, blobs_are_named_by_the_records_that_stand, blobs_grow_by_parts_of_each_device_and_are_kept_whole,
    }

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hub.db");
        let newer = rusqlite::Connection::open(&path).unwrap();
        newer.execute_batch("PRAGMA user_version = 99").unwrap();
        let error = SqliteStore::open(&path, NOW).unwrap_err();
        assert!(matches!(
            error,
            crate::store::StoreError::FromNewerVersion { found: 99, .. }
        ));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_store, folder) = fresh();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
        }
    }
}
