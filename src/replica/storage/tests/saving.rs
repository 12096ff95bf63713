use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AreaId, EventOrder, HouseholdId, Kind, Scope};
use chuanmen_core::merge::{FieldName, HybridClock, Patch, Value};
use uuid::Uuid;

use super::phone::{NOON, Phone, accepted, edit, id, name_of, resident, step};
use crate::api::{Summary, VisitDraft};
use crate::storage::DraftKey;
use crate::storage::{DatabaseKey, Save, StorageError, Store, Undone};

#[test]
fn a_save_survives_the_process() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("replica.db");
    let key = DatabaseKey::random().unwrap();
    let mut phone = Phone::over(Store::open_path(&path, &key).unwrap());
    phone.save(vec![resident(1, "岩罕")]);
    let last = phone.outgoing()[0].transaction.stamp;
    drop(phone);
    let mut store = Store::open_path(&path, &key).unwrap();
    assert_eq!(store.unsent().unwrap(), 1);
    assert_eq!(store.epoch(), 1);
    assert!(store.now(UnixMillis(0)) >= HybridClock::EARLIEST);
    // A clock set back to before the save cannot make its stamp again.
    let grid = Scope::Grid(AreaId(Uuid::from_u128(9)));
    let record = store.record(grid, id(1)).unwrap().unwrap();
    let save = Save {
        scope: grid,
        patches: vec![edit(&record, "name", "岩温")],
        events: Vec::new(),
        summary: Summary::default(),
        draft: None,
    };
    store.save(save, NOON.plus(-UnixMillis::DAY)).unwrap();
    let record = store.record(grid, id(1)).unwrap().unwrap();
    assert_eq!(name_of(&record), "岩温");
    assert!(record.latest() > last);
}

#[test]
fn a_save_shows_at_once_and_waits() {
    let mut phone = Phone::new();
    phone
        .try_save(vec![resident(1, "岩罕")], Vec::new())
        .unwrap();
    phone.rename(id(1), "岩温");
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
    assert_eq!((phone.pending(id(1)), phone.mirrors(id(1))), (2, 0));
    assert_eq!(phone.store.sync_view(phone.wall).unwrap().waiting, 2);
}

#[test]
fn what_the_hub_would_never_take_is_refused_at_once() {
    let mut phone = Phone::new();
    let nul = phone.try_save(vec![resident(1, "岩\0罕")], Vec::new());
    assert!(matches!(nul, Err(StorageError::Refused(_))));
    let nothing = phone.try_save(Vec::new(), Vec::new());
    assert!(matches!(nothing, Err(StorageError::Refused(_))));
    phone.grid = Scope::Grid(AreaId(Uuid::from_u128(0xbad)));
    let foreign = phone.try_save(vec![resident(1, "岩罕")], Vec::new());
    assert!(matches!(foreign, Err(StorageError::UnknownScope(_))));
    assert_eq!(phone.store.unsent().unwrap(), 0);
}

#[test]
fn a_fresh_save_can_be_undone_and_its_form_comes_back() {
    let mut phone = Phone::new();
    let household = HouseholdId(Uuid::from_u128(5));
    let form = VisitDraft {
        note: "门口有煤气味".to_owned(),
        ..VisitDraft::default()
    };
    phone
        .store
        .keep_draft(DraftKey::New(household), &form, phone.wall)
        .unwrap();
    let save = Save {
        scope: phone.grid,
        patches: vec![resident(1, "岩罕")],
        events: vec![],
        summary: Summary::default(),
        draft: Some(DraftKey::New(household)),
    };
    let saved = phone.store.save(save, phone.wall).unwrap();
    assert!(
        phone
            .store
            .draft::<VisitDraft>(DraftKey::New(household))
            .unwrap()
            .is_none()
    );
    assert_eq!(phone.store.undo(saved).unwrap(), Undone::Yes);
    assert!(phone.shown(id(1)).is_none());
    assert_eq!(phone.store.unsent().unwrap(), 0);
    assert_eq!(
        phone
            .store
            .draft::<VisitDraft>(DraftKey::New(household))
            .unwrap()
            .unwrap(),
        form
    );
}

#[test]
fn undoing_an_edit_goes_back_to_what_was_there() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let before = phone.shown(id(1)).unwrap();
    let first = phone.rename(id(1), "岩温");
    let second = phone.rename(id(1), "岩叫");
    assert_eq!(
        phone.store.undo(first).unwrap(),
        Undone::TooLate,
        "the second builds on it"
    );
    assert_eq!(phone.store.undo(second).unwrap(), Undone::Yes);
    assert_eq!(name_of(&phone.shown(id(1)).unwrap()), "岩温");
    assert_eq!(phone.store.undo(first).unwrap(), Undone::Yes);
    assert_eq!(phone.shown(id(1)).unwrap(), before);
    assert_eq!((phone.pending(id(1)), phone.mirrors(id(1))), (0, 0));
}

#[test]
fn what_was_sent_cannot_be_undone() {
    let mut phone = Phone::new();
    let saved = phone.save(vec![resident(1, "岩罕")]);
    phone.outgoing();
    assert_eq!(phone.store.undo(saved).unwrap(), Undone::TooLate);
}

#[test]
fn a_fresh_save_is_held_back_for_ten_seconds_unless_asked_for() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    let room = (usize::MAX, usize::MAX);
    let soon = phone.wall.plus(9_000);
    assert!(phone.store.outgoing(room, false, soon).unwrap().is_empty());
    assert!(!phone.store.has_outgoing(false, soon).unwrap());
    assert!(phone.store.has_outgoing(true, soon).unwrap());
    // A clock that went back meanwhile does not hold it for ever.
    assert!(
        phone
            .store
            .has_outgoing(false, soon.plus(-UnixMillis::DAY))
            .unwrap()
    );
    let later = phone.wall.plus(10_000);
    assert_eq!(phone.store.outgoing(room, false, later).unwrap().len(), 1);
    // Sent once, it is not held any more, whatever the clock says.
    assert!(phone.store.has_outgoing(false, soon).unwrap());
}

#[test]
fn a_run_is_cut_by_bytes_and_never_empty() {
    let mut phone = Phone::new();
    for number in 1..=5 {
        phone.save(vec![resident(number, &"字".repeat(500))]);
    }
    let mut run = |bytes, count| {
        phone
            .store
            .outgoing((bytes, count), true, phone.wall)
            .unwrap()
            .len()
    };
    assert_eq!(run(1, 10), 1);
    assert_eq!(run(4_000, 10), 2);
    assert_eq!(run(1_000_000, 3), 3);
    assert_eq!(run(1_000_000, 10), 5);
}

#[test]
fn a_pending_step_comes_last_in_the_order_of_saving() {
    let mut phone = Phone::new();
    let wish = Patch::create(
        Kind::Wish,
        id(1),
        [(FieldName::known("text"), Value::from("一双棉鞋"))].into(),
    );
    phone.save(vec![wish]);
    phone
        .try_save(vec![], vec![step(11, id(1), "verify")])
        .unwrap();
    phone
        .try_save(vec![], vec![step(10, id(1), "publish")])
        .unwrap();
    let events = phone.store.events(id(1)).unwrap();
    let steps: Vec<_> = events.iter().map(|event| &*event.event.step).collect();
    assert_eq!(steps, ["verify", "publish"]);
    assert!(matches!(events[0].order, EventOrder::Pending { .. }));

    phone.deliver(vec![accepted(1), accepted(2), accepted(3)]);
    let events = phone.store.events(id(1)).unwrap();
    assert!(matches!(
        events[1].order,
        EventOrder::Hub {
            seq: 3,
            index: 0,
            ..
        }
    ));
}

#[test]
fn another_persons_device_keeps_nothing_of_the_last_ones() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.deliver(vec![accepted(1)]);
    let other = super::phone::enrolled(0xb, 8);
    phone
        .store
        .set_session(&other, "https://hub.example", phone.wall)
        .unwrap();
    assert!(phone.shown(id(1)).is_none());
    assert!(phone.store.scopes().unwrap().is_empty());
    assert_eq!(
        (
            phone.store.epoch(),
            phone.store.sync_view(phone.wall).unwrap().delivered
        ),
        (0, 0)
    );
}

#[test]
fn what_waits_goes_under_the_new_replica_id_of_the_same_person() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.rename(id(1), "岩温");
    let again = super::phone::enrolled(0xa, 8);
    phone
        .store
        .set_session(&again, "https://hub.example", phone.wall)
        .unwrap();
    let sent = phone.outgoing();
    assert!(
        sent.iter()
            .all(|one| one.transaction.stamp.replica().0 == 8)
    );
    let base = &sent[1].transaction.patches[0].base[&FieldName::known("name")];
    assert_eq!(*base, [sent[0].transaction.stamp]);
    let shown = phone.shown(id(1)).unwrap();
    assert_eq!((name_of(&shown), shown.conflicts().count()), ("岩温", 0));
    assert_eq!(shown.latest(), sent[1].transaction.stamp);
}

#[test]
fn a_full_disk_is_said_at_the_moment_of_saving_and_nothing_is_half_saved() {
    let mut phone = Phone::new();
    phone.save(vec![resident(1, "岩罕")]);
    phone.outgoing();
    let limit = |phone: &Phone, pages: u64| {
        let pragma = format!("PRAGMA max_page_count = {pages}");
        phone
            .store
            .connection()
            .query_row(&pragma, [], |_| Ok(()))
            .unwrap();
    };
    limit(&phone, 1);
    let long = "字".repeat(20_000);
    let error = phone
        .try_save(vec![resident(2, &long)], vec![])
        .unwrap_err();
    assert!(matches!(error, StorageError::DiskFull), "{error}");
    assert!(phone.shown(id(2)).is_none());
    assert_eq!(phone.store.unsent().unwrap(), 1);

    limit(&phone, 1_000_000);
    phone.save(vec![resident(2, &long)]);
    assert!(phone.shown(id(2)).is_some());
}
