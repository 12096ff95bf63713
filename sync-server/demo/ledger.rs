use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Event, Kind, Scope};
use chuanmen_core::merge::{
    FieldName, HybridClock, Patch, RecordId, ReplicaId, TransactionId, Value,
};
use chuanmen_core::protocol::Transaction;

use super::chance::Chance;

/// Operations of one transaction of the first load: well below the protocol's limit, and small
/// enough for a page.
const LOAD_OPERATIONS: usize = 180;

/// What was written, when, where and by whom; a transaction but for its id and stamp.
#[derive(Debug)]
struct Entry {
    at: UnixMillis,
    scope: Scope,
    author: AccountId,
    patches: Vec<Patch>,
    events: Vec<Event>,
}

/// Collects what happens, in any order, and turns it into transactions in the order of time.
#[derive(Debug, Default)]
pub(super) struct Ledger(Vec<Entry>);

impl Ledger {
    /// One user action that makes records.
    pub(super) fn records(
        &mut self,
        at: UnixMillis,
        scope: Scope,
        author: AccountId,
        patches: Vec<Patch>,
    ) {
        self.0.push(Entry {
            at,
            scope,
            author,
            patches,
            events: Vec::new(),
        });
    }

    /// One step in a life.
    pub(super) fn step(&mut self, at: UnixMillis, scope: Scope, author: AccountId, event: Event) {
        self.0.push(Entry {
            at,
            scope,
            author,
            patches: Vec::new(),
            events: vec![event],
        });
    }

    /// Needs that came to an end, one way or another.
    pub(super) fn ended(&self) -> BTreeSet<RecordId> {
        let events = self.0.iter().flat_map(|entry| &entry.events);
        let last = events.filter(|event| {
            let ends = ["resolve", "withdraw", "merge"];
            event.kind == Kind::Need && ends.contains(&&*event.step)
        });
        last.map(|event| event.subject).collect()
    }

    /// Many records at once, in transactions of a decent size. The records of one group are not
    /// parted: somebody's household comes with those who live there.
    pub(super) fn load(
        &mut self,
        at: UnixMillis,
        scope: Scope,
        author: AccountId,
        groups: impl IntoIterator<Item = Vec<Patch>>,
    ) {
        let mut batch = Vec::new();
        for group in groups {
            if batch.len() + group.len() > LOAD_OPERATIONS && !batch.is_empty() {
                self.records(at, scope, author, std::mem::take(&mut batch));
            }
            batch.extend(group);
        }
        if !batch.is_empty() {
            self.records(at, scope, author, batch);
        }
    }

    /// Everything in the order of time, stamped by one clock, as the hub's own writes.
    pub(super) fn into_transactions(
        mut self,
        chance: &mut Chance,
    ) -> Vec<(UnixMillis, Transaction)> {
        self.0.sort_by_key(|entry| entry.at);
        let mut clock = HybridClock::new(ReplicaId::HUB);
        let stamped = self.0.into_iter().map(|entry| {
            let transaction = Transaction {
                id: TransactionId(chance.id(entry.at)),
                scope: entry.scope,
                author: entry.author,
                stamp: clock.tick(entry.at),
                patches: entry.patches,
                events: entry.events,
            };
            (entry.at, transaction)
        });
        stamped.collect()
    }
}

/// A patch that makes a record.
pub(super) fn made(
    kind: Kind,
    id: impl Into<RecordId>,
    fields: BTreeMap<FieldName, Value>,
) -> Patch {
    Patch::create(kind, id.into(), fields)
}
