use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chuanmen_core::domain::Scope;
use chuanmen_core::merge::{EventId, HybridClock, Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::ScopeNumber;

use super::{Arrival, Sender};
use crate::store::{AnswerRow, CommunityKey, ReadTxn, StoreError, WriteTxn};

/// Everything that judging a run of transactions needs to know of the store.
pub(super) struct Loaded {
    /// The scopes they name that their sender may name.
    pub(super) scopes: BTreeMap<Scope, ScopeNumber>,
    /// The records they touch, as they stand.
    pub(super) records: HashMap<(ScopeNumber, RecordId), Record>,
    /// Ids of their events that are taken already.
    pub(super) events: HashSet<(ScopeNumber, EventId)>,
    /// What was answered to those of them that came before.
    pub(super) answers: HashMap<TransactionId, AnswerRow>,
    /// Stamps they are based on that the hub replaced.
    pub(super) restamps: BTreeMap<Stamp, Stamp>,
    /// The hub's clock in this community.
    pub(super) clock: HybridClock,
}

impl Loaded {
    pub(super) fn gather(
        txn: &mut dyn WriteTxn,
        community: CommunityKey,
        sender: &Sender,
        arrivals: &[Arrival],
    ) -> Result<Self, StoreError> {
        let wanted = named_scopes(sender, arrivals);
        txn.ensure_scopes(community, &wanted)?;
        let read = txn.as_read();
        let scopes = read.scopes(community)?.into_iter();
        let scopes: BTreeMap<_, _> = scopes
            .filter(|row| wanted.contains(&row.scope))
            .map(|row| (row.scope, row.number))
            .collect();
        let ids = arrivals.iter().map(|arrival| arrival.transaction.id);
        let answers = read.answers(community, &ids.collect())?.into_iter();
        let mut loaded = Self {
            records: HashMap::new(),
            events: HashSet::new(),
            answers: answers.map(|row| (row.id, row)).collect(),
            restamps: read.restamps(community, &own_bases(arrivals))?,
            clock: HybridClock::resume(read.clock(community)?, 0),
            scopes,
        };
        loaded.gather_contents(read, community, arrivals)?;
        Ok(loaded)
    }

    fn gather_contents(
        &mut self,
        read: &dyn ReadTxn,
        community: CommunityKey,
        arrivals: &[Arrival],
    ) -> Result<(), StoreError> {
        let mut ids: BTreeMap<ScopeNumber, (BTreeSet<RecordId>, BTreeSet<EventId>)> =
            BTreeMap::new();
        for Arrival { transaction, .. } in arrivals {
            let Some(number) = self.scopes.get(&transaction.scope) else {
                continue;
            };
            let (records, events) = ids.entry(*number).or_default();
            records.extend(transaction.patches.iter().map(|patch| patch.id));
            records.extend(transaction.events.iter().map(|event| event.subject));
            events.extend(transaction.events.iter().map(|event| event.id));
        }
        for (number, (records, events)) in ids {
            let found = read.records(community, number, &records)?.into_iter();
            self.records
                .extend(found.map(|record| ((number, record.id), record)));
            let known = read.events_known(community, number, &events)?.into_iter();
            self.events.extend(known.map(|id| (number, id)));
        }
        Ok(())
    }
}

/// A scope that the sender may not name is not looked at: nothing can leak from it.
fn named_scopes(sender: &Sender, arrivals: &[Arrival]) -> BTreeSet<Scope> {
    let named = arrivals.iter().map(|arrival| arrival.transaction.scope);
    named
        .filter(|scope| match sender {
            Sender::Device { holdings, .. } => holdings.get(scope).is_some(),
            Sender::Hub => true,
        })
        .collect()
}

/// The bases that name a write of the same replica: the hub may have given that another stamp,
/// and its sender may not know yet.
fn own_bases(arrivals: &[Arrival]) -> BTreeSet<Stamp> {
    let mut own = BTreeSet::new();
    for Arrival { transaction, .. } in arrivals {
        let bases = transaction
            .patches
            .iter()
            .flat_map(|patch| patch.base.values());
        own.extend(
            bases
                .flatten()
                .filter(|base| base.replica() == transaction.stamp.replica()),
        );
    }
    own
}
