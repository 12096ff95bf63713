use std::collections::{BTreeMap, BTreeSet, HashMap};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{HybridClock, Record, RecordId, Stamp, TransactionId, plan};
use chuanmen_core::protocol::{Refusal, RefusalCode, ScopeNumber, Transaction};

use super::ruling::Ruling;
use super::{Arrival, Loaded, Sender};
use crate::store::{Digest, Entry, RefusalRow};

/// What is to be written when all are judged.
pub(super) struct Verdict {
    /// Records as they will stand.
    pub(super) records: BTreeMap<ScopeNumber, Vec<Record>>,
    /// Transactions to append, in order.
    pub(super) entries: BTreeMap<ScopeNumber, Vec<Entry>>,
    /// Refusals to remember.
    pub(super) refusals: Vec<RefusalRow>,
    /// The clock, if it moved.
    pub(super) clock: Option<Stamp>,
}

/// Judges transactions one after the other; each sees what those before it wrote.
pub(super) struct Judge<'s> {
    pub(super) sender: &'s Sender,
    pub(super) loaded: Loaded,
    clock_before: Stamp,
    /// Those judged in this push, for one that comes twice in it.
    here: HashMap<TransactionId, (Digest, Here)>,
    written: BTreeSet<(ScopeNumber, RecordId)>,
    entries: BTreeMap<ScopeNumber, Vec<Entry>>,
    refusals: Vec<RefusalRow>,
}

#[derive(Clone)]
enum Here {
    Accepted(ScopeNumber, usize),
    Refused(Refusal),
}

impl<'s> Judge<'s> {
    pub(super) fn new(sender: &'s Sender, loaded: Loaded) -> Self {
        Self {
            sender,
            clock_before: loaded.clock.last(),
            loaded,
            here: HashMap::new(),
            written: BTreeSet::new(),
            entries: BTreeMap::new(),
            refusals: Vec::new(),
        }
    }

    /// Decides about one transaction and, if it is good, merges it.
    pub(super) fn rule(&mut self, arrival: Arrival) -> Ruling {
        let Arrival {
            at,
            mut transaction,
        } = arrival;
        self.follow_restamps(&mut transaction);
        let body = written(&transaction);
        let hash = Digest::of("transaction", body.as_bytes());
        if let Some(ruling) = self.repeat(transaction.id, hash) {
            return ruling;
        }
        let id = transaction.id;
        match self.admit(&transaction, at) {
            Ok(scope) => self.merge(scope, transaction, body, at, hash),
            Err(refusal) => {
                // A nil id is nobody's: remembering it would answer the next one wrongly.
                if !id.0.is_nil() {
                    self.here.insert(id, (hash, Here::Refused(refusal.clone())));
                    self.refusals.push(RefusalRow {
                        id,
                        hash,
                        at,
                        refusal: refusal.clone(),
                    });
                }
                Ruling::Refused(refusal)
            }
        }
    }

    /// Everything to be written.
    pub(super) fn finish(mut self) -> Verdict {
        let mut records: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for key in &self.written {
            let record = self.loaded.records.remove(key);
            records.entry(key.0).or_default().extend(record);
        }
        let clock = self.loaded.clock.last();
        Verdict {
            records,
            entries: self.entries,
            refusals: self.refusals,
            clock: (clock != self.clock_before).then_some(clock),
        }
    }

    /// The answer, if the transaction came before.
    fn repeat(&self, id: TransactionId, hash: Digest) -> Option<Ruling> {
        let reused = |known: Digest| known != hash;
        let refuse = || {
            let refusal = Refusal::new(RefusalCode::IdReused, "sent before with other content");
            Some(Ruling::Refused(refusal))
        };
        if let Some(row) = self.loaded.answers.get(&id) {
            return if reused(row.hash) {
                refuse()
            } else {
                Some(Ruling::Repeated(row.outcome.clone()))
            };
        }
        let (known, here) = self.here.get(&id)?;
        if reused(*known) {
            return refuse();
        }
        Some(match here.clone() {
            Here::Accepted(scope, nth) => self.accepted(scope, nth, true)?,
            Here::Refused(refusal) => Ruling::Refused(refusal),
        })
    }

    fn accepted(&self, scope: ScopeNumber, nth: usize, duplicate: bool) -> Option<Ruling> {
        let entry = self.entries.get(&scope)?.get(nth)?;
        Some(Ruling::Accepted {
            scope,
            nth,
            at: entry.at,
            restamped: entry.claimed.map(|_| entry.transaction.stamp),
            duplicate,
        })
    }

    /// A later edit by a phone whose earlier one was restamped names the stamp it claimed then,
    /// until it has learned the hub's. Both must be one content, or a lost answer would make the
    /// same transaction look like another.
    fn follow_restamps(&self, transaction: &mut Transaction) {
        if self.loaded.restamps.is_empty() {
            return;
        }
        for patch in &mut transaction.patches {
            for base in patch.base.values_mut().flatten() {
                if let Some(restamped) = self.loaded.restamps.get(base) {
                    *base = *restamped;
                }
            }
        }
    }

    /// Merges an admitted transaction into the records as they stand.
    fn merge(
        &mut self,
        scope: ScopeNumber,
        mut transaction: Transaction,
        body: String,
        at: UnixMillis,
        hash: Digest,
    ) -> Ruling {
        let claimed = self.restamp(&mut transaction, at);
        for patch in &transaction.patches {
            let key = (scope, patch.id);
            let plan = plan(self.loaded.records.get(&key), patch, transaction.stamp);
            self.loaded.records.insert(key, plan.record);
            self.written.insert(key);
        }
        let events = transaction.events.iter().map(|event| (scope, event.id));
        self.loaded.events.extend(events);
        let (id, restamped) = (transaction.id, claimed.map(|_| transaction.stamp));
        let body = match claimed {
            Some(_) => written(&transaction),
            None => body,
        };
        let entries = self.entries.entry(scope).or_default();
        let nth = entries.len();
        entries.push(Entry {
            transaction,
            body,
            at,
            hash,
            claimed,
        });
        self.here.insert(id, (hash, Here::Accepted(scope, nth)));
        Ruling::Accepted {
            scope,
            nth,
            at,
            restamped,
            duplicate: false,
        }
    }

    /// Puts the hub's own stamp in place of one too far ahead of its clock, and returns that one.
    fn restamp(&mut self, transaction: &mut Transaction, at: UnixMillis) -> Option<Stamp> {
        let ahead = transaction.stamp.wall() > at.plus(HybridClock::TOLERANCE);
        let claimed = ahead.then_some(transaction.stamp);
        if let Some(claimed) = claimed {
            transaction.stamp = self.loaded.clock.tick(at);
            self.loaded.restamps.insert(claimed, transaction.stamp);
        }
        self.loaded.clock.see(transaction.stamp);
        claimed
    }
}

/// A transaction as we write it: what is hashed, so that a sender may order or space its JSON as it
/// likes, and what is passed on.
fn written(transaction: &Transaction) -> String {
    // Everything in a transaction has text for its keys: writing it as JSON does not fail.
    serde_json::to_string(transaction).unwrap_or_default()
}
