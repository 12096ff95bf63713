//! Any sequence of saves, undos, syncs and losses, on two phones whose clocks may be wrong: what
//! each shows is the hub's copy with its pending saves on top, and in the end all are the same.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Event, Kind, Scope};
use chuanmen_core::merge::{EventId, FieldName, Patch, Record, RecordId, TransactionId, plan};
use chuanmen_core::protocol::Transaction;

use super::hub::{REFUSED, TestHub};
use super::line::Fate;
use super::phone::Phone;
use crate::storage::{NOON, edit, id};

#[derive(Debug, Clone)]
enum Act {
    /// Writes a field of a record, making the record if it is not there.
    Write {
        record: u128,
        field: &'static str,
        value: &'static str,
    },
    /// Deletes or restores.
    Delete { record: u128, deleted: bool },
    /// Takes a step about a record.
    Step { record: u128, step: &'static str },
    /// Takes back the last save, if it still can be.
    Undo,
    /// Synchronises, with the line as it is.
    Sync { all: bool, fates: Vec<Fate> },
    /// Time passes; the wall clock may jump.
    Wait { millis: i64 },
    /// Sends what was refused again.
    Resend,
}

fn act() -> impl Strategy<Value = Act> {
    let record = 1..4_u128;
    let field = prop::sample::select(vec!["name", "note", "phone"]);
    let value = prop::sample::select(vec!["岩罕", "玉光", "🏠", "", REFUSED]);
    let fate = prop::sample::select(vec![Fate::Good, Fate::Lost, Fate::Unanswered]);
    let day = UnixMillis::DAY;
    prop_oneof![
        6 => (record.clone(), field, value)
            .prop_map(|(record, field, value)| Act::Write { record, field, value }),
        1 => (record.clone(), any::<bool>()).prop_map(|(record, deleted)| Act::Delete { record, deleted }),
        2 => (record, prop::sample::select(vec!["claim", "fulfil"]))
            .prop_map(|(record, step)| Act::Step { record, step }),
        1 => Just(Act::Undo),
        3 => (any::<bool>(), prop::collection::vec(fate, 0..3))
            .prop_map(|(all, fates)| Act::Sync { all, fates }),
        2 => prop::sample::select(vec![1, 9_000, 60_000, 3 * day, -3 * day])
            .prop_map(|millis| Act::Wait { millis }),
        1 => Just(Act::Resend),
    ]
}

fn do_one(phone: &Phone, grid: Scope, act: &Act, last: &mut Option<TransactionId>) {
    match act {
        Act::Write {
            record,
            field,
            value,
        } => {
            let patch = match phone.shown(id(*record)) {
                Some(shown) => edit(&shown, field, value),
                None => {
                    let set = [(FieldName::known(field), (*value).into())];
                    Patch::create(Kind::Resident, id(*record), set.into())
                }
            };
            if !patch.is_empty() {
                *last = Some(phone.save(grid, vec![patch], vec![]));
            }
        }
        Act::Delete { record, deleted } => {
            if let Some(shown) = phone.shown(id(*record)) {
                let set = [(FieldName::known(Record::DELETED), (*deleted).into())];
                let patch = Patch::edit(&shown, set.into());
                if !patch.is_empty() {
                    *last = Some(phone.save(grid, vec![patch], vec![]));
                }
            }
        }
        Act::Step { record, step } => {
            if phone.shown(id(*record)).is_some() {
                let wall = phone.clock.wall.get();
                let step = Event {
                    id: EventId(phone.store.borrow().fresh_id(wall)),
                    kind: Kind::Wish,
                    subject: id(*record),
                    step: (*step).into(),
                    fields: BTreeMap::new(),
                };
                *last = Some(phone.save(grid, vec![], vec![step]));
            }
        }
        Act::Undo => {
            if let Some(last) = last.take() {
                phone.store.borrow_mut().undo(last).unwrap();
            }
        }
        Act::Sync { all, fates } => {
            phone.line.will(fates);
            let _ = phone.run(*all);
            phone.line.fates.borrow_mut().clear();
        }
        Act::Wait { millis } => phone.clock.advance(*millis),
        Act::Resend => {
            let refused = refused(phone);
            if let Some(refused) = refused.first() {
                phone
                    .store
                    .borrow_mut()
                    .resend(*refused, phone.clock.wall.get())
                    .unwrap();
            }
        }
    }
}

fn refused(phone: &Phone) -> Vec<TransactionId> {
    let store = phone.store.borrow();
    let mut select = store
        .connection()
        .prepare("SELECT id FROM outbox WHERE state = 'refused' ORDER BY n")
        .unwrap();
    let ids = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
    ids.map(|id| id.unwrap().parse().unwrap()).collect()
}

fn pending(phone: &Phone) -> Vec<Transaction> {
    let store = phone.store.borrow();
    let mut select = store
        .connection()
        .prepare("SELECT body FROM outbox WHERE state <> 'refused' ORDER BY n")
        .unwrap();
    let bodies = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
    bodies
        .map(|body| serde_json::from_str(&body.unwrap()).unwrap())
        .collect()
}

/// The hub's copy that a phone keeps of a record.
fn kept(phone: &Phone, id: RecordId) -> Option<Record> {
    let store = phone.store.borrow();
    let shown = store.find(id).unwrap()?.1;
    let row = store.connection().query_row(
        "SELECT pending, mirror.fields, mirror.clocks FROM record
         LEFT JOIN mirror ON mirror.record = record.key WHERE id = ?1",
        [id.to_string()],
        |row| {
            let parts: (i64, Option<String>, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(parts)
        },
    );
    match row.unwrap() {
        (0, None, None) => Some(shown),
        (0, ..) => panic!("a mirror of a record with nothing pending"),
        (_, Some(fields), Some(clocks)) => Some(Record {
            fields: serde_json::from_str(&fields).unwrap(),
            clocks: serde_json::from_str(&clocks).unwrap(),
            ..shown
        }),
        _ => None,
    }
}

fn on_top(base: Option<Record>, id: RecordId, pending: &[Transaction]) -> Option<Record> {
    let patches = pending
        .iter()
        .flat_map(|one| one.patches.iter().map(|patch| (patch, one.stamp)));
    patches
        .filter(|(patch, _)| patch.id == id)
        .fold(base, |record, (patch, stamp)| {
            Some(plan(record.as_ref(), patch, stamp).record)
        })
}

proptest! {
    #[test]
    fn what_shows_is_the_hubs_copy_with_pending_saves_on_top(
        acts in prop::collection::vec((0..2_usize, act()), 1..40)
    ) {
        let hub = Rc::new(RefCell::new(TestHub::new(NOON)));
        let grid = hub.borrow().scopes[0];
        let phones = [Phone::new(&hub, 1), Phone::new(&hub, 2)];
        for phone in &phones {
            phone.sync().unwrap();
        }
        let mut last = [None, None];
        for (who, act) in &acts {
            let phone = &phones[*who];
            do_one(phone, grid, act, &mut last[*who]);
            let pending = pending(phone);
            for number in 1..4 {
                let shown = phone.shown(id(number));
                prop_assert_eq!(&shown, &on_top(kept(phone, id(number)), id(number), &pending));
            }
        }
        for _ in 0..3 {
            for phone in &phones {
                phone.sync().unwrap();
            }
        }
        let hub = hub.borrow();
        for phone in &phones {
            prop_assert_eq!(phone.waiting(), 0);
            for number in 1..4 {
                let shown = phone.shown(id(number));
                prop_assert_eq!(shown.as_ref(), hub.record(id(number)));
                let told = phone.store.borrow().events(id(number)).unwrap();
                prop_assert_eq!(told, hub.events(id(number)));
            }
        }
        let mut once = hub.transactions();
        let all = once.len();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), all);
    }
}
