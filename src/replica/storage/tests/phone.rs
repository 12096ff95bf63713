use std::collections::BTreeMap;

use uuid::Uuid;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, AccountId, AreaId, DeviceId, Event, Fields, Kind, Role, Scope,
};
use chuanmen_core::merge::{
    EventId, FieldName, Patch, Record, RecordId, ReplicaId, TransactionId, Value,
};
use chuanmen_core::protocol::{Answer, EnrolResponse, GrantedScope, ScopeNumber, SyncResponse};

use crate::api::Summary;
use crate::storage::{Applied, Outgoing, Save, StorageError, Store};

/// Half past eleven in Jinghong on 24 November 2025.
pub(crate) const NOON: UnixMillis = UnixMillis(1_764_000_000_000);

/// A store with a session and one grid, and a hub's answers put into its mouth.
pub(crate) struct Phone {
    pub(crate) store: Store,
    pub(crate) grid: Scope,
    pub(crate) wall: UnixMillis,
}

pub(crate) fn enrolled(account: u128, replica: u64) -> EnrolResponse {
    EnrolResponse {
        token: "token".to_owned(),
        device: DeviceId(Uuid::from_u128(0xd000 + u128::from(replica))),
        replica: ReplicaId(replica),
        account: AccountId(Uuid::from_u128(account)),
        name: "玉光".to_owned(),
        role: Role::GridMember,
        community: AreaId(Uuid::from_u128(0xc)),
        time: NOON,
        epoch: 1,
    }
}

pub(crate) fn response(time: UnixMillis) -> SyncResponse {
    SyncResponse {
        time,
        epoch: 1,
        answers: Vec::new(),
        granted: Vec::new(),
        withdrawn: Vec::new(),
        pages: Vec::new(),
        more: false,
    }
}

impl Phone {
    pub(crate) fn new() -> Self {
        Self::over(Store::in_memory().unwrap())
    }

    pub(crate) fn over(mut store: Store) -> Self {
        let grid = Scope::Grid(AreaId(Uuid::from_u128(0x9)));
        store
            .set_session(&enrolled(0xa, 7), "https://hub.example/", NOON)
            .unwrap();
        let granted = GrantedScope {
            number: ScopeNumber(1),
            scope: Some(grid),
            access: Access::Write,
        };
        let first = SyncResponse {
            granted: vec![granted],
            ..response(NOON)
        };
        store.apply(&[], &first, NOON).unwrap();
        Self {
            store,
            grid,
            wall: NOON,
        }
    }

    pub(crate) fn try_save(
        &mut self,
        patches: Vec<Patch>,
        events: Vec<Event>,
    ) -> Result<TransactionId, StorageError> {
        self.wall = self.wall.plus(1_000);
        let save = Save {
            scope: self.grid,
            patches,
            events,
            summary: Summary::default(),
            draft: None,
        };
        self.store.save(save, self.wall)
    }

    pub(crate) fn save(&mut self, patches: Vec<Patch>) -> TransactionId {
        self.try_save(patches, Vec::new()).unwrap()
    }

    /// Writes a resident's name as this phone sees them.
    pub(crate) fn rename(&mut self, id: RecordId, name: &str) -> TransactionId {
        let record = self.shown(id).unwrap();
        self.save(vec![edit(&record, "name", name)])
    }

    pub(crate) fn shown(&self, id: RecordId) -> Option<Record> {
        self.store.record(self.grid, id).unwrap()
    }

    pub(crate) fn outgoing(&mut self) -> Vec<Outgoing> {
        self.store
            .outgoing((usize::MAX, usize::MAX), true, self.wall)
            .unwrap()
    }

    /// Sends everything and has the hub answer each in turn.
    pub(crate) fn deliver(&mut self, answers: Vec<Answer>) -> Applied {
        let sent = self.outgoing();
        assert_eq!(sent.len(), answers.len());
        let time = self.wall;
        let answered = SyncResponse {
            answers,
            ..response(time)
        };
        self.store.apply(&sent, &answered, self.wall).unwrap()
    }

    pub(crate) fn pending(&self, id: RecordId) -> i64 {
        self.number("SELECT pending FROM record WHERE id = ?1", id)
    }

    pub(crate) fn mirrors(&self, id: RecordId) -> i64 {
        self.number(
            "SELECT count(*) FROM mirror JOIN record ON record.key = mirror.record WHERE id = ?1",
            id,
        )
    }

    fn number(&self, sql: &str, id: RecordId) -> i64 {
        let connection = self.store.connection();
        connection
            .query_row(sql, [id.to_string()], |row| row.get(0))
            .unwrap()
    }
}

pub(crate) fn accepted(seq: u64) -> Answer {
    Answer::Accepted {
        seq,
        at: None,
        restamped: None,
        duplicate: false,
        elsewhere: false,
    }
}

pub(crate) fn id(number: u128) -> RecordId {
    RecordId(Uuid::from_u128(number))
}

pub(crate) fn resident(number: u128, name: &str) -> Patch {
    let set = BTreeMap::from([(FieldName::known("name"), Value::from(name))]);
    Patch::create(Kind::Resident, id(number), set)
}

pub(crate) fn edit(record: &Record, field: &'static str, value: &str) -> Patch {
    Patch::edit(
        record,
        BTreeMap::from([(FieldName::known(field), Value::from(value))]),
    )
}

pub(crate) fn name_of(record: &Record) -> &str {
    Fields(&record.fields).text("name").unwrap()
}

pub(crate) fn step(number: u128, subject: RecordId, step: &str) -> Event {
    Event {
        id: EventId(Uuid::from_u128(number)),
        kind: Kind::Wish,
        subject,
        step: step.into(),
        fields: BTreeMap::new(),
    }
}
