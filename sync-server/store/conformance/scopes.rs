//! Scopes, and the communities that they are of.

use chuanmen_core::domain::{AreaId, Kind, Scope};
use chuanmen_core::merge::{FieldName, HybridClock, Patch, Record, RecordId, ReplicaId, Stamp};
use uuid::Uuid;

use super::{TOWN, entry, grid, log, record, settle, stamp};
use crate::store::Store;

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
