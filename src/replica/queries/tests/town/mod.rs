//! A small made-up community on one device, filled as the hub would fill it.

mod colleague;
mod doors;
mod organisations;
pub(crate) mod question;
mod setting;
mod square;

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, AreaId, DeviceId, Kind, Role, Scope, StoredEvent};
use chuanmen_core::merge::{
    FieldName, Patch, Record, RecordId, ReplicaId, Stamp, TransactionId, Value,
};
use chuanmen_core::protocol::{
    Answer, Cursor, EnrolResponse, GrantedScope, LogEntry, Moves, Page, Position, ScopeNumber,
    SyncResponse, Transaction,
};
use uuid::Uuid;

use crate::api::{Ask, Command, Outcome, ReplicaError};
use crate::commands::{self, Handled};
use crate::queries;
use crate::storage::Store;

pub(crate) use square::RADIO;

/// 2026-11-23, 12:00 in China; a Monday.
pub(crate) const NOON: UnixMillis = UnixMillis(1_795_406_400_000);
/// The replica of this device.
const OWN: ReplicaId = ReplicaId(1);
/// The replica of a colleague's device.
const OTHER: ReplicaId = ReplicaId(2);

/// 周丽萍, whose device this is.
pub(crate) const ZHOU: AccountId = AccountId(Uuid::from_u128(0xA1));
/// 岩温罕, a colleague.
pub(crate) const YAN: AccountId = AccountId(Uuid::from_u128(0xA2));
/// 花卉园社区
pub(crate) const COMMUNITY: AreaId = AreaId(Uuid::from_u128(0xB1));
/// 第 3 网格
pub(crate) const GRID: AreaId = AreaId(Uuid::from_u128(0xB2));
pub(crate) const COMPOUND: AreaId = AreaId(Uuid::from_u128(0xB3));
/// 3 栋
pub(crate) const THREE: AreaId = AreaId(Uuid::from_u128(0xB4));
/// 5 栋
pub(crate) const FIVE: AreaId = AreaId(Uuid::from_u128(0xB5));

/// The community and its one device.
pub(crate) struct Town {
    pub(crate) store: Store,
    /// What the device's clock says.
    pub(crate) wall: UnixMillis,
    seq: u64,
    next_id: u128,
}

impl Town {
    /// Zhou's device, enrolled, with catalogue and areas, and no household yet.
    pub(crate) fn of(role: Role) -> Self {
        let sets = if role == Role::CommunitySupervisor {
            Access::Write
        } else {
            Access::Read
        };
        let mut store = Store::in_memory().unwrap();
        let enrolled = EnrolResponse {
            token: "token".into(),
            device: DeviceId(Uuid::from_u128(0xD1)),
            replica: OWN,
            account: ZHOU,
            name: "周丽萍".into(),
            role,
            community: COMMUNITY,
            time: NOON,
            epoch: 1,
        };
        store
            .set_session(&enrolled, "https://hub.example", NOON)
            .unwrap();
        let grant = |number, scope, access| GrantedScope {
            number: ScopeNumber(number),
            scope: Some(scope),
            access,
        };
        let mut town = Self {
            store,
            wall: NOON,
            seq: 0,
            next_id: 0x1000,
        };
        // What is measured is not an informant's to know.
        let health = town.store.session().map(|me| me.role.clone()) != Some(Role::Informant);
        let mut granted = vec![
            grant(1, Scope::Community(COMMUNITY), sets),
            grant(2, Scope::Grid(GRID), Access::Write),
            grant(3, Scope::Account(ZHOU), Access::Write),
        ];
        granted.extend(health.then(|| grant(9, Scope::Health(GRID), Access::Write)));
        let response = SyncResponse {
            granted,
            ..town.response()
        };
        town.store.apply(&[], &response, NOON).unwrap();
        town.add_areas();
        town.add_catalogue();
        town.add_people();
        town
    }

    /// A grid member's.
    pub(crate) fn new() -> Self {
        Self::of(Role::GridMember)
    }

    fn response(&self) -> SyncResponse {
        SyncResponse {
            time: self.wall,
            epoch: 1,
            answers: Vec::new(),
            granted: Vec::new(),
            withdrawn: Vec::new(),
            pages: Vec::new(),
            more: false,
        }
    }

    fn page(&mut self, scope: u32, records: Vec<Record>, events: Vec<StoredEvent>) {
        let page = Page {
            records,
            events,
            ..self.next(scope)
        };
        self.pull(page);
    }

    /// What somebody's phone wrote, as the grid's log tells it.
    fn told(&mut self, author: AccountId, stamp: Stamp, patch: Patch) {
        self.told_in((2, Scope::Grid(GRID)), author, stamp, patch);
    }

    fn told_in(
        &mut self,
        (number, scope): (u32, Scope),
        author: AccountId,
        stamp: Stamp,
        patch: Patch,
    ) {
        let page = self.next(number);
        let transaction = Transaction {
            id: TransactionId(self.fresh()),
            scope,
            author,
            stamp,
            patches: vec![patch],
            events: Vec::new(),
        };
        let entry = LogEntry {
            seq: self.seq,
            at: self.wall,
            transaction,
            moves: Moves::default(),
        };
        self.pull(Page {
            log: vec![entry],
            ..page
        });
    }

    /// The next page of a scope, still empty.
    fn next(&mut self, scope: u32) -> Page {
        self.seq += 1;
        Page {
            anew: false,
            cursor: Cursor {
                scope: ScopeNumber(scope),
                position: Position::Log { seq: self.seq },
            },
            log: Vec::new(),
            records: Vec::new(),
            events: Vec::new(),
            remaining: 0,
        }
    }

    fn pull(&mut self, page: Page) {
        let response = SyncResponse {
            pages: vec![page],
            ..self.response()
        };
        self.store.apply(&[], &response, self.wall).unwrap();
    }

    fn fresh(&mut self) -> Uuid {
        self.next_id += 1;
        Uuid::from_u128(self.next_id)
    }

    fn create(&mut self, scope: u32, kind: Kind, id: Uuid, fields: BTreeMap<FieldName, Value>) {
        let stamp = Stamp::new(NOON.plus(-400 * UnixMillis::DAY), 0, ReplicaId::HUB);
        let record = Record::from_patch(&Patch::create(kind, RecordId(id), fields), stamp);
        self.page(scope, vec![record], Vec::new());
    }

    /// Sends all there is, and the hub takes it.
    pub(crate) fn deliver(&mut self) -> usize {
        self.answer_all(|seq| Answer::Accepted {
            seq,
            at: None,
            restamped: None,
            duplicate: false,
            elsewhere: false,
        })
    }

    /// Sends all there is, and the hub answers each so.
    pub(crate) fn answer_all(&mut self, answer: impl Fn(u64) -> Answer) -> usize {
        let sent = self
            .store
            .outgoing((1 << 20, 100), true, self.wall)
            .unwrap();
        let answers = sent
            .iter()
            .map(|_| {
                self.seq += 1;
                answer(self.seq)
            })
            .collect();
        let response = SyncResponse {
            answers,
            ..self.response()
        };
        self.store.apply(&sent, &response, self.wall).unwrap();
        sent.len()
    }

    /// Records leave the grid, as they do when they are erased.
    pub(crate) fn forgets(&mut self, records: &[RecordId]) {
        let page = self.next(2);
        let transaction = Transaction {
            id: TransactionId(self.fresh()),
            scope: Scope::Grid(GRID),
            author: YAN,
            stamp: self.colleague_stamp(0),
            patches: Vec::new(),
            events: Vec::new(),
        };
        let moves = Moves {
            left: records.to_vec(),
            ..Moves::default()
        };
        let entry = LogEntry {
            seq: self.seq,
            at: self.wall,
            transaction,
            moves,
        };
        self.pull(Page {
            log: vec![entry],
            ..page
        });
    }

    /// From now on this device only reads a grid.
    pub(crate) fn only_read(&mut self, grid: AreaId) {
        let granted = GrantedScope {
            number: ScopeNumber(2),
            scope: Some(Scope::Grid(grid)),
            access: Access::Read,
        };
        let response = SyncResponse {
            granted: vec![granted],
            ..self.response()
        };
        self.store.apply(&[], &response, self.wall).unwrap();
    }

    /// Some days go by.
    pub(crate) fn days_later(&mut self, days: i64) {
        self.wall = self.wall.plus(days * UnixMillis::DAY);
    }

    /// Asks.
    pub(crate) fn ask<Q: Ask>(&self, question: Q) -> Q::View {
        self.try_ask(question).unwrap()
    }

    /// Asks what may not be there.
    pub(crate) fn try_ask<Q: Ask>(&self, question: Q) -> Result<Q::View, ReplicaError> {
        let answer = queries::answer(&self.store, question.into_query(), self.wall)?;
        Ok(Q::from_answer(answer).unwrap())
    }

    /// Commands what may be refused.
    pub(crate) fn attempt(&mut self, command: Command) -> Result<Outcome, ReplicaError> {
        match commands::handle(&mut self.store, command, self.wall)? {
            Handled::Here(outcome) => Ok(outcome),
            Handled::NotLocal(command) => panic!("{command:?} is not local"),
        }
    }

    /// Commands.
    pub(crate) fn act(&mut self, command: Command) -> Outcome {
        self.attempt(command).unwrap()
    }
}
