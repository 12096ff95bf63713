//! What a transaction sees, what it leaves, and how its writes are numbered.

use chuanmen_core::merge::RecordId;
use uuid::Uuid;

use super::{entry, log, record, settle};
use crate::store::Store;

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
