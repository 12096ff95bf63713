use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AreaId, EventOrder, Scope, StoredEvent};
use chuanmen_core::merge::{HybridClock, Record, RecordId, ReplicaId, Stamp, TransactionId, plan};
use chuanmen_core::protocol::{
    Answer, Cursor, ErrorCode, GrantedScope, LogEntry, Moves, Page, Position, RefusalCode,
    ScopeNumber, SyncRequest, SyncResponse, Transaction, VERSION,
};

use crate::sync::TransportError;

/// The least that keeps the protocol, in memory: two scopes, one log each. The real one is played
/// with in the end-to-end tests; this one can be told to misbehave.
pub(crate) struct TestHub {
    pub(crate) epoch: u64,
    pub(crate) time: UnixMillis,
    pub(crate) scopes: Vec<Scope>,
    log: BTreeMap<Scope, Vec<LogEntry>>,
    records: BTreeMap<(Scope, RecordId), Record>,
    known: BTreeMap<TransactionId, (Transaction, Answer)>,
    replaced: BTreeMap<Stamp, Stamp>,
    /// What it refused.
    void: Vec<Transaction>,
    clock: HybridClock,
    /// A request that carries it cannot be read.
    pub(crate) unreadable: BTreeSet<TransactionId>,
    /// Every request fails so.
    pub(crate) failing: Option<ErrorCode>,
    /// Entries on one page.
    pub(crate) page: usize,
    /// Transactions of each request, as they came.
    pub(crate) runs: Vec<usize>,
}

/// A name that the hub refuses.
pub(crate) const REFUSED: &str = "不行";

impl TestHub {
    pub(crate) fn new(time: UnixMillis) -> Self {
        Self {
            epoch: 1,
            time,
            scopes: [1, 2]
                .map(|n| Scope::Grid(AreaId(Uuid::from_u128(n))))
                .to_vec(),
            log: BTreeMap::new(),
            records: BTreeMap::new(),
            known: BTreeMap::new(),
            replaced: BTreeMap::new(),
            void: Vec::new(),
            clock: HybridClock::new(ReplicaId::HUB),
            unreadable: BTreeSet::new(),
            failing: None,
            page: 3,
            runs: Vec::new(),
        }
    }

    pub(crate) fn sync(&mut self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        self.time = self.time.plus(1);
        self.runs.push(request.push.len());
        let fail = |code| {
            Err(TransportError::Hub {
                code,
                message: String::new(),
            })
        };
        if let Some(code) = self.failing.clone() {
            return fail(code);
        }
        if request.v != VERSION {
            return fail(ErrorCode::UnsupportedVersion);
        }
        if request
            .push
            .iter()
            .any(|one| self.unreadable.contains(&one.id))
        {
            return fail(ErrorCode::BadRequest);
        }
        let answers: Vec<_> = request.push.iter().map(|one| self.take(one)).collect();
        let answered: BTreeSet<_> = request.push.iter().map(|one| one.id).collect();
        let mut response = SyncResponse {
            time: self.time,
            epoch: self.epoch,
            answers,
            granted: Vec::new(),
            withdrawn: Vec::new(),
            pages: Vec::new(),
            more: false,
        };
        for (number, scope) in (1..).map(ScopeNumber).zip(&self.scopes) {
            let held = request.cursors.iter().find(|cursor| cursor.scope == number);
            let position = match held.filter(|_| request.epoch == self.epoch) {
                Some(cursor) => cursor.position,
                None => {
                    let scope = Some(*scope);
                    response.granted.push(GrantedScope {
                        number,
                        scope,
                        access: Access::Write,
                    });
                    Position::Log { seq: 0 }
                }
            };
            let (page, more) = self.page_of(number, *scope, position, &answered);
            response.more |= more;
            response.pages.extend(page);
        }
        Ok(response)
    }

    fn page_of(
        &self,
        scope: ScopeNumber,
        name: Scope,
        position: Position,
        answered: &BTreeSet<TransactionId>,
    ) -> (Option<Page>, bool) {
        let Position::Log { seq } = position else {
            unreachable!("this hub gives no snapshots");
        };
        let log = self.log.get(&name).map(Vec::as_slice).unwrap_or_default();
        let from = usize::try_from(seq).unwrap();
        let to = (from + self.page).min(log.len());
        if from == to {
            return (None, false);
        }
        let unseen = log[from..to]
            .iter()
            .filter(|entry| !answered.contains(&entry.transaction.id));
        let page = Page {
            anew: false,
            cursor: Cursor {
                scope,
                position: Position::Log {
                    seq: u64::try_from(to).unwrap(),
                },
            },
            log: unseen.cloned().collect(),
            records: Vec::new(),
            events: Vec::new(),
            remaining: u64::try_from(log.len() - to).unwrap(),
        };
        (Some(page), to < log.len())
    }

    fn take(&mut self, sent: &Transaction) -> Answer {
        let mut transaction = sent.clone();
        for patch in &mut transaction.patches {
            for void in self.void.iter().rev() {
                for refused in &void.patches {
                    patch.rebase_off(refused, void.stamp);
                }
            }
        }
        for base in transaction
            .patches
            .iter_mut()
            .flat_map(|p| p.base.values_mut())
            .flatten()
        {
            *base = *self.replaced.get(base).unwrap_or(base);
        }
        if let Some((first, answer)) = self.known.get(&transaction.id) {
            if *first != transaction {
                return refuse(RefusalCode::IdReused);
            }
            let mut answer = answer.clone();
            if let Answer::Accepted { duplicate, .. } = &mut answer {
                *duplicate = true;
            }
            return answer;
        }
        let content = transaction.clone();
        let answer = self.judge(transaction);
        if matches!(answer, Answer::Refused { .. }) {
            self.void.push(content.clone());
        }
        self.known.insert(content.id, (content, answer.clone()));
        answer
    }

    fn judge(&mut self, mut transaction: Transaction) -> Answer {
        let names = transaction
            .patches
            .iter()
            .filter_map(|patch| patch.set.get("name"));
        if names
            .filter_map(|name| name.as_text())
            .any(|name| name == REFUSED)
        {
            return refuse(RefusalCode::NotGranted);
        }
        let claimed = transaction.stamp;
        if claimed.wall() > self.time.plus(HybridClock::TOLERANCE) {
            transaction.stamp = self.clock.tick(self.time);
            self.replaced.insert(claimed, transaction.stamp);
        }
        self.clock.see(transaction.stamp);
        for patch in &transaction.patches {
            let key = (transaction.scope, patch.id);
            let merged = plan(self.records.get(&key), patch, transaction.stamp).record;
            self.records.insert(key, merged);
        }
        let restamped = (claimed != transaction.stamp).then_some(transaction.stamp);
        let log = self.log.entry(transaction.scope).or_default();
        let (seq, at) = (u64::try_from(log.len() + 1).unwrap(), self.time);
        log.push(LogEntry {
            seq,
            at,
            transaction,
            moves: Moves::default(),
        });
        Answer::Accepted {
            seq,
            at: Some(at),
            restamped,
            duplicate: false,
            elsewhere: false,
        }
    }

    pub(crate) fn record(&self, id: RecordId) -> Option<&Record> {
        self.records
            .iter()
            .find(|((_, key), _)| *key == id)
            .map(|(_, record)| record)
    }

    pub(crate) fn transactions(&self) -> Vec<TransactionId> {
        self.log
            .values()
            .flatten()
            .map(|entry| entry.transaction.id)
            .collect()
    }

    /// Every step about a record, as every replica should hold them.
    pub(crate) fn events(&self, subject: RecordId) -> Vec<StoredEvent> {
        let mut events = Vec::new();
        for entry in self.log.values().flatten() {
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
        }
        events
    }

    /// A backup from before anything was delivered.
    pub(crate) fn restore_empty(&mut self) {
        let mut fresh = Self::new(self.time);
        fresh.epoch = self.epoch + 1;
        *self = fresh;
    }
}

fn refuse(code: RefusalCode) -> Answer {
    Answer::Refused {
        code,
        detail: String::new(),
    }
}
