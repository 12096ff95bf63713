//! What every engine must do, whatever it is made of. An engine has a file here that names these
//! tests to `conformance!`, with how a fresh store of it is made.

mod answers;
mod blobs;
mod imports;
mod people;
mod postings;
mod quarantine;
mod records;
mod scopes;
mod transactions;

use std::ops::ControlFlow::Continue;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Event, Kind, Scope};
use chuanmen_core::merge::{
    EventId, FieldName, HybridClock, Patch, Record, RecordId, ReplicaId, Stamp, TransactionId,
};
use chuanmen_core::protocol::{Moves, ScopeNumber, Transaction};
use uuid::Uuid;

use self::answers::answers_are_remembered;
use self::blobs::{
    a_sweep_takes_old_blobs_that_nothing_names, blobs_are_named_by_the_records_that_stand,
    blobs_grow_by_parts_of_each_device_and_are_kept_whole,
};
use self::imports::an_import_is_remembered_with_what_it_added;
use self::people::people_and_codes_are_kept;
use self::postings::a_posting_is_found_by_whatever_it_is_about;
use self::quarantine::what_was_left_behind_waits_until_it_is_decided_on;
use self::records::{records_are_read_as_they_were_written, scans_go_on_where_they_stopped};
use self::scopes::{
    a_scope_is_numbered_once, communities_do_not_see_each_other, grids_are_the_areas_of_that_level,
};
use self::transactions::{
    a_reader_sees_one_snapshot, dropping_a_write_takes_it_back,
    numbers_follow_each_other_without_a_gap, writers_in_many_threads_lose_nothing,
};
use crate::store::{CommunityKey, Digest, Entry, LogRow, ReadTxn, Store};

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

// The engines stand below the macro that they use.
mod sqlite;
