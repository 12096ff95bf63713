//! Lists that were imported, and what they added.

use chuanmen_core::domain::{AccountId, AreaId};
use chuanmen_core::merge::{HybridClock, RecordId, ReplicaId, Stamp};
use uuid::Uuid;

use super::{NOW, settle, stamp};
use crate::import::{Field, ImportKind, Meanings};
use crate::store::{ImportId, ImportRow, ImportState, Store};

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
