use std::collections::{BTreeMap, BTreeSet, HashMap};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, Kind};
use chuanmen_core::merge::{HybridClock, Record, RecordId, Stamp, TransactionId, plan};
use chuanmen_core::protocol::{Answer, Refusal, RefusalCode, ScopeNumber, Transaction, validate};

use super::apply::Places;
use super::{Answered, Arrival, Loaded, Sender};
use crate::store::{Digest, Entry, Outcome, RefusalRow};

/// What was decided about one transaction.
pub(super) enum Ruling {
    /// It is the n-th that this push appends to a scope.
    Accepted {
        scope: ScopeNumber,
        nth: usize,
        at: UnixMillis,
        restamped: Option<Stamp>,
        duplicate: bool,
    },
    /// It came before, in another push.
    Repeated(Outcome),
    /// Nothing of it is taken.
    Refused(Refusal),
}

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
    sender: &'s Sender,
    loaded: Loaded,
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

    /// Checks a transaction against the rules and what is there.
    fn admit(&self, transaction: &Transaction, at: UnixMillis) -> Result<ScopeNumber, Refusal> {
        validate(transaction)?;
        self.check_author(transaction)?;
        let scope = self.check_access(transaction)?;
        let new = self.check_patches(scope, transaction)?;
        self.check_events(scope, transaction, &new)?;
        self.check_bases(transaction, at)?;
        Ok(scope)
    }

    fn check_author(&self, transaction: &Transaction) -> Result<(), Refusal> {
        let Sender::Device {
            account, replica, ..
        } = self.sender
        else {
            return Ok(());
        };
        if transaction.author != *account {
            return Err(Refusal::new(RefusalCode::ForeignAuthor, "author"));
        }
        if transaction.stamp.replica() != *replica {
            return Err(Refusal::new(RefusalCode::ForeignAuthor, "replica"));
        }
        Ok(())
    }

    fn check_access(&self, transaction: &Transaction) -> Result<ScopeNumber, Refusal> {
        let scope = &transaction.scope;
        let denied = || Refusal::new(RefusalCode::NotGranted, scope.to_string());
        if let Sender::Device { holdings, .. } = self.sender {
            let holding = holdings.get(scope).ok_or_else(denied)?;
            if holding.access < Access::Write {
                return Err(Refusal::new(RefusalCode::ReadOnly, scope.to_string()));
            }
            let owned = transaction
                .patches
                .iter()
                .find(|patch| is_the_hubs(&patch.kind));
            if let Some(patch) = owned {
                return Err(Refusal::new(RefusalCode::ReadOnly, patch.kind.as_str()));
            }
        }
        self.loaded.scopes.get(scope).copied().ok_or_else(denied)
    }

    /// Checks kinds, and returns those of the records that the transaction makes.
    fn check_patches(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
    ) -> Result<BTreeMap<RecordId, Kind>, Refusal> {
        let mut new = BTreeMap::new();
        for patch in &transaction.patches {
            let stored = self.loaded.records.get(&(scope, patch.id));
            match stored
                .map(|record| &record.kind)
                .or_else(|| new.get(&patch.id))
            {
                Some(kind) if *kind != patch.kind => {
                    let detail = format!("{} is a {kind}", patch.id);
                    return Err(Refusal::new(RefusalCode::WrongKind, detail));
                }
                Some(kind) if kind.is_immutable() => {
                    return Err(Refusal::new(RefusalCode::Immutable, patch.id.to_string()));
                }
                Some(_) => {}
                None => {
                    new.insert(patch.id, patch.kind.clone());
                }
            }
        }
        Ok(new)
    }

    fn check_events(
        &self,
        scope: ScopeNumber,
        transaction: &Transaction,
        new: &BTreeMap<RecordId, Kind>,
    ) -> Result<(), Refusal> {
        let mut ids = BTreeSet::new();
        for event in &transaction.events {
            if !ids.insert(event.id) || self.loaded.events.contains(&(scope, event.id)) {
                return Err(Refusal::new(
                    RefusalCode::IdReused,
                    format!("event {}", event.id),
                ));
            }
            let stored = self.loaded.records.get(&(scope, event.subject));
            let kind = stored.map(|record| &record.kind);
            match kind.or_else(|| new.get(&event.subject)) {
                None => {
                    let detail = event.subject.to_string();
                    return Err(Refusal::new(RefusalCode::UnknownSubject, detail));
                }
                Some(kind) if *kind != event.kind => {
                    let detail = format!("{} is a {kind}", event.subject);
                    return Err(Refusal::new(RefusalCode::WrongKind, detail));
                }
                Some(_) => {}
            }
            let allowed = match self.sender {
                Sender::Device { holdings, .. } => holdings
                    .get(&transaction.scope)
                    .is_some_and(|holding| holding.may_step(&event.kind, &event.step)),
                Sender::Hub => true,
            };
            if !allowed {
                let detail = format!("{} of a {}", event.step, event.kind);
                return Err(Refusal::new(RefusalCode::StepNotAllowed, detail));
            }
        }
        Ok(())
    }

    /// No stamp in the hub's future may leave it, as a base neither: all that a phone has seen
    /// came from the hub, or was replaced by it.
    fn check_bases(&self, transaction: &Transaction, at: UnixMillis) -> Result<(), Refusal> {
        let latest = latest_allowed(at, &self.loaded.clock);
        for patch in &transaction.patches {
            for (field, bases) in &patch.base {
                if bases.iter().any(|base| base.wall() > latest) {
                    return Err(Refusal::new(RefusalCode::BadBase, field.to_string()));
                }
            }
        }
        Ok(())
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

/// The latest time that a stamp in the hub can have at `at`.
fn latest_allowed(at: UnixMillis, clock: &HybridClock) -> UnixMillis {
    at.plus(HybridClock::TOLERANCE).max(clock.last().wall())
}

/// What the hub alone says: who is who, who answers for what, whose a replica is.
const fn is_the_hubs(kind: &Kind) -> bool {
    matches!(kind, Kind::Account | Kind::Device | Kind::Grant)
}

/// A transaction as we write it: what is hashed, so that a sender may order or space its JSON as it
/// likes, and what is passed on.
fn written(transaction: &Transaction) -> String {
    // Everything in a transaction has text for its keys: writing it as JSON does not fail.
    serde_json::to_string(transaction).unwrap_or_default()
}

impl Ruling {
    pub(super) fn answered(self, places: &Places, now: UnixMillis) -> Answered {
        let told = |at: UnixMillis| (at != now).then_some(at);
        match self {
            Self::Accepted {
                scope,
                nth,
                at,
                restamped,
                duplicate,
            } => {
                let seq = places.seq(scope, nth);
                Answered {
                    answer: Answer::Accepted {
                        seq,
                        at: told(at),
                        restamped,
                        duplicate,
                    },
                    place: Some((scope, seq)),
                }
            }
            Self::Repeated(Outcome::Accepted {
                scope,
                seq,
                at,
                restamped,
            }) => Answered {
                answer: Answer::Accepted {
                    seq,
                    at: told(at),
                    restamped,
                    duplicate: true,
                },
                place: Some((scope, seq)),
            },
            Self::Repeated(Outcome::Refused(Refusal { code, detail }))
            | Self::Refused(Refusal { code, detail }) => Answered {
                answer: Answer::Refused { code, detail },
                place: None,
            },
        }
    }
}
