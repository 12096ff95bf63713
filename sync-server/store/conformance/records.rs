//! Records and events are read as they were written, in one go or in several.

use std::collections::BTreeSet;
use std::ops::ControlFlow::{Break, Continue};

use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;
use uuid::Uuid;

use super::{entry, record, settle};
use crate::store::{ClockedRecord, EventRow, Store};

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
