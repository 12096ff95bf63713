use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{FieldName, HybridClock, Patch, Record, TransactionId};
use chuanmen_core::protocol::{Cursor, Position, SyncRequest, SyncResponse, Transaction, VERSION};
use chuanmen_server::hub::Session;
use rand::Rng;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use uuid::Builder;

/// Somebody's phone, as far as its requests go.
pub(crate) struct Phone {
    pub(crate) session: Session,
    clock: HybridClock,
    epoch: u64,
    cursors: Vec<(Cursor, Option<Scope>)>,
    residents: Vec<(Scope, Record)>,
    /// Saved, and not yet sent.
    pub(crate) outbox: Vec<Transaction>,
}

impl Phone {
    pub(crate) fn new(session: Session) -> Self {
        Self {
            session,
            clock: HybridClock::new(session.replica),
            epoch: 0,
            cursors: Vec::new(),
            residents: Vec::new(),
            outbox: Vec::new(),
        }
    }

    /// What it says now; its outbox goes with it.
    pub(crate) fn request(&mut self, take: u32) -> SyncRequest {
        SyncRequest {
            v: VERSION,
            app: "0.1.0".to_owned(),
            replica: self.session.replica,
            epoch: self.epoch,
            cursors: self.cursors.iter().map(|(cursor, _)| *cursor).collect(),
            push: std::mem::take(&mut self.outbox),
            take,
        }
    }

    /// Takes note of an answer.
    pub(crate) fn learn(&mut self, response: SyncResponse) {
        if self.epoch != response.epoch {
            self.epoch = response.epoch;
            self.cursors.clear();
        }
        for granted in response.granted {
            let cursor = Cursor {
                scope: granted.number,
                position: Position::Log { seq: 0 },
            };
            self.cursors.push((cursor, granted.scope));
        }
        for page in response.pages {
            let mut own = self.cursors.iter_mut();
            let Some(own) = own.find(|(own, _)| own.scope == page.cursor.scope) else {
                continue;
            };
            own.0 = page.cursor;
            if let Some(scope) = own.1 {
                let residents = page.records.into_iter();
                let residents = residents.filter(|record| record.kind == Kind::Resident);
                self.residents
                    .extend(residents.map(|record| (scope, record)));
            }
        }
    }

    /// Saves what somebody did, under this phone's own stamp.
    pub(crate) fn save(&mut self, mut transaction: Transaction, at: UnixMillis) {
        transaction.stamp = self.clock.tick(at);
        self.outbox.push(transaction);
    }

    /// Saves an edit: something of one resident becomes what it is of another.
    pub(crate) fn edit(&mut self, at: UnixMillis, chance: &mut ChaCha8Rng) {
        let residents = &self.residents;
        let (Some((scope, one)), Some((_, other))) =
            (residents.choose(chance), residents.choose(chance))
        else {
            return;
        };
        let fields: Vec<_> = other.fields.iter().collect();
        let Some((field, value)) = fields.choose(chance).copied() else {
            return;
        };
        let base = |field: &FieldName| (field.clone(), one.leaves(field));
        let seen = one.fields.contains_key(field);
        let patch = Patch {
            kind: one.kind.clone(),
            id: one.id,
            set: [(field.clone(), value.clone())].into(),
            base: seen.then(|| base(field)).into_iter().collect(),
        };
        let mut random = [0; 10];
        chance.fill_bytes(&mut random);
        let millis = u64::try_from(at.0).unwrap_or_default();
        let id = Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
        let transaction = Transaction {
            id: TransactionId(id),
            scope: *scope,
            author: self.session.account,
            stamp: one.latest(),
            patches: vec![patch],
            events: Vec::new(),
        };
        self.save(transaction, at);
    }
}
