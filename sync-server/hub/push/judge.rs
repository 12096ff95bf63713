use std::collections::{BTreeMap, BTreeSet, HashMap};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Kind, MeetingState, MeetingStep, Scope};
use chuanmen_core::merge::{HybridClock, MergePlan, Record, RecordId, Stamp, TransactionId, plan};
use chuanmen_core::protocol::{Moves, Refusal, RefusalCode, ScopeNumber, Transaction};
#[cfg(feature = "simulation")]
use chuanmen_core::simulation::{Fault, planted};
use serde::Serialize;

use super::ruling::Ruling;
use super::{Arrival, Loaded, Sender};
use crate::store::{Digest, Entry, Gone, Outcome, RefusalRow};

/// What is to be written when all are judged.
pub(super) struct Verdict {
    /// Records as they will stand.
    pub(super) records: BTreeMap<ScopeNumber, Vec<Record>>,
    /// Transactions to append, in order.
    pub(super) entries: BTreeMap<ScopeNumber, Vec<Entry>>,
    /// Refusals to remember.
    pub(super) refusals: Vec<RefusalRow>,
    /// The clock, and where it stood before.
    pub(super) clock: HybridClock,
    pub(super) clock_before: Stamp,
    /// What may lie in another scope now.
    pub(super) moved: Option<Moved>,
    /// What followed a household elsewhere: from the scope it was sent to, into which.
    pub(super) followed: BTreeMap<(ScopeNumber, ScopeNumber), BTreeSet<RecordId>>,
    /// Every scope of the community.
    pub(super) names: BTreeMap<ScopeNumber, Scope>,
    /// Those refused in this push so far.
    pub(super) void: Vec<Transaction>,
}

/// Records whose place changed, and who did that last.
#[derive(Clone)]
pub(super) struct Moved {
    /// Households and organisations.
    pub(super) hosts: BTreeSet<(ScopeNumber, RecordId)>,
    /// Residents, needs and wishes that name another household than before.
    pub(super) others: BTreeSet<(ScopeNumber, RecordId)>,
    pub(super) areas: BTreeSet<RecordId>,
    pub(super) by: AccountId,
    pub(super) at: UnixMillis,
}

/// Judges transactions one after the other; each sees what those before it wrote.
pub(super) struct Judge<'s> {
    pub(super) sender: &'s Sender,
    pub(super) loaded: Loaded,
    clock_before: Stamp,
    /// Those judged in this push, for one that comes twice in it.
    here: HashMap<TransactionId, (Digest, Here)>,
    written: BTreeSet<(ScopeNumber, RecordId)>,
    pub(super) entries: BTreeMap<ScopeNumber, Vec<Entry>>,
    refusals: Vec<RefusalRow>,
    /// Those refused in this push: what comes after may build on them.
    void: Vec<Transaction>,
    moved: Option<Moved>,
    followed: BTreeMap<(ScopeNumber, ScopeNumber), BTreeSet<RecordId>>,
}

#[derive(Clone)]
enum Here {
    Accepted(ScopeNumber, usize),
    Refused(Refusal),
}

impl<'s> Judge<'s> {
    pub(super) fn new(sender: &'s Sender, loaded: Loaded, void: Vec<Transaction>) -> Self {
        Self {
            sender,
            clock_before: loaded.clock.last(),
            loaded,
            here: HashMap::new(),
            written: BTreeSet::new(),
            entries: BTreeMap::new(),
            refusals: Vec::new(),
            void,
            moved: None,
            followed: BTreeMap::new(),
        }
    }

    /// Decides about one transaction and, if it is good, merges it.
    pub(super) fn rule(&mut self, arrival: Arrival) -> Ruling {
        let Arrival {
            at,
            mut transaction,
        } = arrival;
        self.leave_void(&mut transaction);
        self.follow_restamps(&mut transaction);
        let known = transaction.clone();
        let ruling = self.judge(at, transaction);
        let is_void = match &ruling {
            Ruling::Refused(_) => true,
            Ruling::Repeated { outcome, .. } => matches!(outcome, Outcome::Refused(_)),
            Ruling::Accepted { .. } => false,
        };
        self.void.extend(is_void.then_some(known));
        ruling
    }

    fn judge(&mut self, at: UnixMillis, transaction: Transaction) -> Ruling {
        let body = written(&transaction, &Moves::default());
        let hash = Digest::of("transaction", body.as_bytes());
        if let Some(ruling) = self.repeat(&transaction, hash) {
            return ruling;
        }
        let id = transaction.id;
        match self.admit(&transaction, at) {
            Ok(scope) => self.merge(scope, transaction, body, at, hash),
            Err(refusal) => {
                // A nil id is nobody's: remembering it would answer the next one wrongly. What a
                // need or wish lacks may still arrive, from a phone that has not synced since the
                // hub was restored from a backup.
                if !id.0.is_nil() && refusal.code != RefusalCode::UnknownSubject {
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
        Verdict {
            records,
            entries: self.entries,
            refusals: self.refusals,
            clock: self.loaded.clock,
            clock_before: self.clock_before,
            moved: self.moved,
            followed: self.followed,
            names: self.loaded.names,
            void: self.void,
        }
    }

    /// The answer, if the transaction came before. One that was refused stays refused, for the
    /// same reason.
    fn repeat(&mut self, transaction: &Transaction, hash: Digest) -> Option<Ruling> {
        let id = transaction.id;
        #[cfg(feature = "simulation")]
        if planted(&Fault::NoIdempotence) {
            return None;
        }
        let refuse = || {
            let refusal = Refusal::new(RefusalCode::IdReused, "sent before with other content");
            Some(Ruling::Refused(refusal))
        };
        if let Some(row) = self.loaded.answers.get(&id) {
            let mut outcome = row.outcome.clone();
            let mut elsewhere = false;
            if let Outcome::Accepted {
                scope, restamped, ..
            } = &mut outcome
            {
                elsewhere = self.is_elsewhere(transaction, *scope) || self.has_left(transaction);
                if row.hash != hash {
                    let Some(taken) = self.taken(transaction) else {
                        return refuse();
                    };
                    *restamped = Some(taken);
                    self.loaded.restamps.insert(transaction.stamp, taken);
                }
            }
            return Some(Ruling::Repeated { outcome, elsewhere });
        }
        let (known, here) = self.here.get(&id)?;
        if *known != hash {
            return refuse();
        }
        Some(match here.clone() {
            Here::Accepted(scope, nth) => self.accepted(transaction, scope, nth)?,
            Here::Refused(refusal) => Ruling::Refused(refusal),
        })
    }

    /// The stamp under which the log has the same writes and steps: a device that enrolled anew
    /// before it was answered sends them again under its new name.
    fn taken(&self, transaction: &Transaction) -> Option<Stamp> {
        let taken = self.loaded.taken.get(&transaction.id)?;
        let mut writes = taken.patches.iter().zip(&transaction.patches);
        let same = taken.author == transaction.author
            && taken.events == transaction.events
            && taken.patches.len() == transaction.patches.len()
            && writes.all(|(a, b)| (&a.kind, a.id, &a.set) == (&b.kind, b.id, &b.set));
        same.then_some(taken.stamp)
    }

    /// The answer to a transaction that comes twice in one push.
    fn accepted(
        &self,
        transaction: &Transaction,
        scope: ScopeNumber,
        nth: usize,
    ) -> Option<Ruling> {
        let entry = self.entries.get(&scope)?.get(nth)?;
        Some(Ruling::Accepted {
            scope,
            nth,
            at: entry.at,
            restamped: entry.claimed.map(|_| entry.transaction.stamp),
            duplicate: true,
            elsewhere: self.is_elsewhere(transaction, scope),
        })
    }

    /// Whether `scope` is another one than the transaction names.
    fn is_elsewhere(&self, transaction: &Transaction, scope: ScopeNumber) -> bool {
        self.loaded.names.get(&scope) != Some(&transaction.scope)
    }

    /// Whether all that a transaction writes to is no longer in the scope that it names.
    fn has_left(&self, transaction: &Transaction) -> bool {
        matches!(self.route(transaction), Ok(Some(_)))
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

    /// What builds on a write that was refused is based on what that one was based on.
    fn leave_void(&self, transaction: &mut Transaction) {
        for patch in &mut transaction.patches {
            for void in self.void.iter().rev() {
                for refused in &void.patches {
                    patch.rebase_off(refused, void.stamp);
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
        let elsewhere = self.is_elsewhere(&transaction, scope);
        if elsewhere {
            self.note_followers(&transaction, scope);
        }
        if let Some(name) = self.loaded.names.get(&scope) {
            transaction.scope = *name;
        }
        for patch in &transaction.patches {
            let key = (scope, patch.id);
            let before = self.loaded.records.get(&key);
            let plan = plan(before, patch, transaction.stamp);
            let was_there = before.is_some();
            self.note_move(scope, was_there, &plan, transaction.author, at);
            self.loaded.records.insert(key, plan.record);
            self.written.insert(key);
        }
        let events = transaction.events.iter().map(|event| (scope, event.id));
        self.loaded.events.extend(events);
        self.note_meetings(scope, &transaction);
        self.note_needs(scope, &transaction, at);
        self.take_asked(&transaction, at);
        let (id, restamped) = (transaction.id, claimed.map(|_| transaction.stamp));
        let body = if restamped.is_some() || elsewhere {
            written(&transaction, &Moves::default())
        } else {
            body
        };
        let entries = self.entries.entry(scope).or_default();
        let nth = entries.len();
        entries.push(Entry {
            transaction,
            body,
            moves: Moves::default(),
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
            elsewhere,
        }
    }

    /// Notes how far the meetings are that a transaction takes steps about.
    fn note_meetings(&mut self, scope: ScopeNumber, transaction: &Transaction) {
        let events = transaction.events.iter();
        for event in events.filter(|event| event.kind == Kind::Meeting) {
            let meetings = &mut self.loaded.meetings;
            let state = meetings.entry((scope, event.subject));
            let state = state.or_insert(MeetingState::Planned);
            if let Some(after) = state.after(&MeetingStep::from(&*event.step)) {
                *state = after;
            }
        }
    }

    /// Notes that what a transaction makes is found where its host went: what its author does
    /// about it later is still sent to the scope it left.
    fn note_followers(&mut self, transaction: &Transaction, scope: ScopeNumber) {
        let Some(home) = self.loaded.scopes.get(&transaction.scope).copied() else {
            return;
        };
        for patch in &transaction.patches {
            self.loaded.gone.insert((home, patch.id), Gone::To(scope));
            let followed = self.followed.entry((home, scope)).or_default();
            followed.insert(patch.id);
        }
        self.note_health_of_followers(transaction, scope);
    }

    /// What is measured of somebody who followed their household is found with their health there.
    fn note_health_of_followers(&mut self, transaction: &Transaction, scope: ScopeNumber) {
        let number = |scope: Option<Scope>| {
            let mut names = self.loaded.names.iter();
            names.find_map(|(number, name)| (Some(*name) == scope).then_some(*number))
        };
        let there = self.loaded.names.get(&scope).and_then(Scope::health);
        let (Some(from), Some(to)) = (number(transaction.scope.health()), number(there)) else {
            return;
        };
        let patches = transaction.patches.iter();
        for patch in patches.filter(|patch| patch.kind == Kind::Resident) {
            self.loaded.gone.insert((from, patch.id), Gone::To(to));
            self.followed
                .entry((from, to))
                .or_default()
                .insert(patch.id);
        }
    }

    /// Notes a household or an organisation that says it is elsewhere now, somebody who lives in
    /// another household, and an area that lies elsewhere.
    fn note_move(
        &mut self,
        scope: ScopeNumber,
        was_there: bool,
        plan: &MergePlan,
        by: AccountId,
        at: UnixMillis,
    ) {
        let record = &plan.record;
        let changed = |field: &str| plan.changed.iter().any(|name| name.as_str() == field);
        let is_host = matches!(record.kind, Kind::Household | Kind::Organisation);
        let host = is_host && changed("place");
        let area = record.kind == Kind::Area && was_there && changed("parent");
        let other = matches!(record.kind, Kind::Resident | Kind::Need | Kind::Wish)
            && was_there
            && changed("household");
        if !host && !area && !other {
            return;
        }
        let moved = self.moved.get_or_insert_with(|| Moved {
            hosts: BTreeSet::new(),
            others: BTreeSet::new(),
            areas: BTreeSet::new(),
            by,
            at,
        });
        (moved.by, moved.at) = (by, at);
        if host {
            moved.hosts.insert((scope, record.id));
        } else if other {
            moved.others.insert((scope, record.id));
        } else {
            moved.areas.insert(record.id);
        }
    }

    /// Puts the hub's own stamp in place of one too far ahead of its clock, and returns that one.
    fn restamp(&mut self, transaction: &mut Transaction, at: UnixMillis) -> Option<Stamp> {
        let ahead = transaction.stamp.wall() > at.plus(HybridClock::TOLERANCE);
        #[cfg(feature = "simulation")]
        let ahead = ahead && !planted(&Fault::NoRestamp);
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
pub(super) fn written(transaction: &Transaction, moves: &Moves) -> String {
    #[derive(Serialize)]
    struct Body<'a> {
        #[serde(flatten)]
        transaction: &'a Transaction,
        #[serde(flatten)]
        moves: &'a Moves,
    }
    // Everything in a transaction has text for its keys: writing it as JSON does not fail.
    let written = if moves.is_empty() {
        serde_json::to_string(transaction)
    } else {
        serde_json::to_string(&Body { transaction, moves })
    };
    written.unwrap_or_default()
}
