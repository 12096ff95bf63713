//! What was promised: every save that a phone acknowledged, everything the hub took, and what each
//! step in a life was seen to do.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Effect, EventOrder, Kind, Scope, StoredEvent, TimelineEntry, fold_need, fold_wish,
};
use chuanmen_core::merge::{EventId, HybridClock, RecordId, TransactionId};
use chuanmen_core::protocol::{
    Answer, LogEntry, Position, RefusalCode, ScopeNumber, SyncRequest, SyncResponse, Transaction,
};

use super::hub::HubHost;
use super::phone::Phone;
use super::town::Person;

/// A save that its author was told is kept.
pub(super) struct Kept {
    pub(super) phone: usize,
    pub(super) transaction: Transaction,
    /// Why nobody may expect it any more.
    pub(super) excused: Option<&'static str>,
}

/// Whose what no phone holds any more is.
const NOBODY: usize = usize::MAX;

#[derive(Default)]
pub(super) struct Ledger {
    pub(super) kept: BTreeMap<TransactionId, Kept>,
    /// The hub's log as it was seen to grow.
    pub(super) logs: BTreeMap<ScopeNumber, Vec<LogEntry>>,
    pub(super) numbers: BTreeMap<ScopeNumber, Scope>,
    taken: BTreeMap<TransactionId, (ScopeNumber, u64)>,
    effects: BTreeMap<EventId, Effect>,
    latest: i64,
    /// Phones and scopes whose bootstrap may hold parts of what the log has yet to bring whole.
    pub(super) loose: BTreeSet<(usize, ScopeNumber)>,
    pub(super) restored: bool,
    pub(super) epoch: u64,
}

type Verdict = Result<(), String>;

impl Ledger {
    /// Takes note of what a phone said is kept.
    pub(super) fn keep(&mut self, phone: usize, transaction: Transaction) {
        let kept = Kept {
            phone,
            transaction,
            excused: None,
        };
        self.kept.entry(kept.transaction.id).or_insert(kept);
    }

    /// Takes note that a save is not to be expected any more.
    pub(super) fn excuse(&mut self, id: TransactionId, why: &'static str) {
        if let Some(kept) = self.kept.get_mut(&id) {
            kept.excused = Some(why);
        }
    }

    /// A phone no longer has what it had: it cannot be asked for it. What the hub took, it keeps.
    pub(super) fn let_go_of(&mut self, phone: usize, why: &'static str) {
        for (id, kept) in &mut self.kept {
            if kept.phone == phone {
                kept.phone = NOBODY;
                if !self.taken.contains_key(id) {
                    kept.excused = Some(why);
                }
            }
        }
    }

    /// What a phone that went back to a backup has all the same.
    pub(super) fn find_again(&mut self, number: usize, phone: &Phone) {
        let outbox = phone.outbox().into_iter();
        let ids = outbox.map(|(transaction, _, _)| transaction.id);
        for id in ids.chain(phone.receipts()) {
            if let Some(kept) = self.kept.get_mut(&id) {
                kept.phone = number;
                kept.excused = None;
            }
        }
    }

    /// How many transactions the hub has taken.
    pub(super) fn count(&self) -> usize {
        self.taken.len()
    }

    pub(super) fn is_taken(&self, id: TransactionId) -> bool {
        self.taken.contains_key(&id)
    }

    /// The hub went back to a backup: only what is in it counts.
    pub(super) fn begin_anew(&mut self, hub: &HubHost) -> Verdict {
        self.logs.clear();
        self.taken.clear();
        self.effects.clear();
        self.restored = true;
        self.hub_wrote(hub)
    }

    /// Reads what the hub has taken since.
    pub(super) fn hub_wrote(&mut self, hub: &HubHost) -> Verdict {
        self.epoch = hub.epoch();
        self.latest = self.latest.max(hub.hub.now().0 + HybridClock::TOLERANCE);
        let mut subjects = BTreeSet::new();
        for (number, scope, head) in hub.scopes() {
            self.numbers.insert(number, scope);
            let known = self.logs.entry(number).or_default().len() as u64;
            if head < known {
                return Err(format!(
                    "the log of {scope} went from {known} back to {head}"
                ));
            }
            if head == known {
                continue;
            }
            for entry in hub.log(number, known) {
                self.take(number, scope, &entry)?;
                let events = &entry.transaction.events;
                subjects.extend(events.iter().map(|event| (number, event.subject)));
                let came = &entry.moves.came_events;
                subjects.extend(came.iter().map(|moved| (number, moved.event.subject)));
                self.logs.entry(number).or_default().push(entry);
            }
        }
        for (number, subject) in subjects {
            let events = self.events(number, subject);
            let Some(kind) = events.first().map(|event| event.event.kind.clone()) else {
                continue;
            };
            self.watch("the hub", fold(&kind, events))?;
        }
        Ok(())
    }

    fn take(&mut self, number: ScopeNumber, scope: Scope, entry: &LogEntry) -> Verdict {
        let LogEntry {
            seq, transaction, ..
        } = entry;
        let id = transaction.id;
        let next = self.logs[&number].len() as u64 + 1;
        if *seq != next {
            return Err(format!("{scope} has {seq} where {next} comes next"));
        }
        if transaction.scope != scope {
            return Err(format!("{id} of {} lies in {scope}", transaction.scope));
        }
        if let Some(before) = self.taken.insert(id, (number, *seq)) {
            return Err(format!("{id} is in the hub twice: {before:?} and {seq}"));
        }
        if transaction.stamp.wall().0 > self.latest {
            return Err(format!("{id} has a stamp from the hub's future"));
        }
        match self.kept.get(&id) {
            Some(kept) if !same(&kept.transaction, transaction) => {
                Err(format!("{id} is not in the hub as it was saved"))
            }
            _ => Ok(()),
        }
    }

    /// A life's events in the hub's order.
    pub(super) fn events(&self, number: ScopeNumber, subject: RecordId) -> Vec<StoredEvent> {
        let mut events = Vec::new();
        for entry in self.logs.get(&number).into_iter().flatten() {
            if entry.moves.left.contains(&subject) {
                events.clear();
            }
            for (index, event) in (0..).zip(&entry.transaction.events) {
                if event.subject == subject {
                    events.push(StoredEvent {
                        event: event.clone(),
                        author: entry.transaction.author,
                        stamp: entry.transaction.stamp,
                        order: EventOrder::Hub {
                            seq: entry.seq,
                            index,
                            at: entry.at,
                        },
                    });
                }
            }
            for (index, moved) in (0..).zip(&entry.moves.came_events) {
                if moved.event.subject == subject {
                    events.push(StoredEvent {
                        event: moved.event.clone(),
                        author: moved.author,
                        stamp: moved.stamp,
                        order: EventOrder::Hub {
                            seq: entry.seq,
                            index,
                            at: moved.at,
                        },
                    });
                }
            }
        }
        events
    }

    /// What an event that the hub has taken was once seen to do, it does for ever and everywhere.
    pub(super) fn watch(&mut self, who: &str, timeline: Vec<TimelineEntry>) -> Verdict {
        for line in timeline {
            let EventOrder::Hub { seq, .. } = line.event.order else {
                continue;
            };
            let id = line.event.event.id;
            let first = self
                .effects
                .entry(id)
                .or_insert_with(|| line.effect.clone());
            if *first != line.effect {
                let step = &line.event.event.step;
                return Err(format!(
                    "{who} sees {step} {id} ({seq}) as {:?}, it was {first:?}",
                    line.effect
                ));
            }
        }
        Ok(())
    }

    /// Looks at what the hub answers, whether or not that arrives.
    pub(super) fn answered(
        &mut self,
        phone: usize,
        person: Person,
        granted: bool,
        request: &SyncRequest,
        response: &SyncResponse,
        hub: &HubHost,
    ) -> Verdict {
        if request.push.len() != response.answers.len() {
            return Err("not every transaction was answered".to_owned());
        }
        for (sent, answer) in request.push.iter().zip(&response.answers) {
            if let Answer::Accepted { seq, .. } = answer {
                let at = self.taken.get(&sent.id);
                if at.is_none_or(|(_, known)| known != seq) {
                    return Err(format!("{} is accepted as {seq}, but is {at:?}", sent.id));
                }
            }
        }
        let may = if granted {
            person.scopes()
        } else {
            BTreeSet::new()
        };
        let given = response.granted.iter().filter_map(|given| given.scope);
        let paged = response.pages.iter().map(|page| page.cursor.scope);
        let paged = paged.filter_map(|number| self.numbers.get(&number).copied());
        if let Some(scope) = given.chain(paged).find(|scope| !may.contains(scope)) {
            return Err(format!("{} is given {scope}", person.login));
        }
        let same_epoch = request.epoch == hub.epoch();
        for page in &response.pages {
            if !page.records.is_empty() {
                self.loose.insert((phone, page.cursor.scope));
            }
            let Position::Log { seq: to } = page.cursor.position else {
                continue;
            };
            let before = request.cursors.iter().filter(|_| same_epoch);
            let mut before = before.filter(|cursor| cursor.scope == page.cursor.scope);
            let from = match before.next().map(|cursor| cursor.position) {
                Some(Position::Log { seq }) if seq > 0 && page.records.is_empty() => seq,
                _ => continue,
            };
            self.whole(page.cursor.scope, (from, to), &page.log, response, request)?;
        }
        Ok(())
    }

    /// Whether a page holds every transaction between two cursors, whole.
    fn whole(
        &self,
        number: ScopeNumber,
        (from, to): (u64, u64),
        page: &[LogEntry],
        response: &SyncResponse,
        request: &SyncRequest,
    ) -> Verdict {
        let log = self.logs.get(&number).map_or(&[][..], Vec::as_slice);
        for entry in page {
            let known = log.iter().find(|known| known.seq == entry.seq);
            if known.map(lasting) != Some(lasting(entry)) {
                return Err(format!("{} was given out in part", entry.transaction.id));
            }
        }
        for entry in log
            .iter()
            .filter(|entry| entry.seq > from && entry.seq <= to)
        {
            let given = page.iter().any(|one| one.seq == entry.seq);
            let mut answers = request.push.iter().zip(&response.answers);
            let id = entry.transaction.id;
            let own = answers
                .any(|(sent, answer)| sent.id == id && matches!(answer, Answer::Accepted { .. }));
            if !given && !own {
                return Err(format!(
                    "the cursor passes {} and {id} is not given",
                    entry.seq
                ));
            }
        }
        Ok(())
    }

    /// The reasons for which a save may be refused here.
    pub(super) fn may_refuse(code: &RefusalCode) -> bool {
        matches!(
            code,
            RefusalCode::NotGranted
                | RefusalCode::ReadOnly
                | RefusalCode::StepNotAllowed
                | RefusalCode::Moved
        )
    }

    /// A phone has caught up with everything.
    pub(super) fn caught_up(&mut self, phone: usize) {
        self.loose.retain(|(loose, _)| *loose != phone);
    }

    /// Whether a phone may be in the middle of a scope's bootstrap.
    pub(super) fn is_loose_in(&self, phone: usize, scope: Scope) -> bool {
        let mut loose = self.loose.iter();
        loose.any(|(who, number)| *who == phone && self.numbers.get(number) == Some(&scope))
    }

    /// A phone may be in the middle of a bootstrap.
    pub(super) fn is_loose(&mut self, phone: usize) {
        let all = self.numbers.keys().map(|number| (phone, *number));
        self.loose.extend(all);
    }
}

/// What an entry says for ever: name and address of a wish go out of the log when its claim ends.
fn lasting(entry: &LogEntry) -> LogEntry {
    let mut entry = entry.clone();
    entry.moves.came.retain(|record| record.kind != Kind::Claim);
    entry
}

/// A life's timeline, whatever it is the life of.
pub(super) fn fold(kind: &Kind, events: Vec<StoredEvent>) -> Vec<TimelineEntry> {
    match kind {
        Kind::Need => fold_need(events).timeline,
        _ => fold_wish(events, UnixMillis(0)).timeline,
    }
}

/// Whether both say the same, whatever their stamps: the hub may have given another.
fn same(one: &Transaction, other: &Transaction) -> bool {
    let said = |transaction: &Transaction| {
        let patches = transaction.patches.iter();
        let patches: Vec<_> = patches
            .map(|patch| (patch.kind.clone(), patch.id, patch.set.clone()))
            .collect();
        (transaction.author, patches, transaction.events.clone())
    };
    said(one) == said(other)
}
