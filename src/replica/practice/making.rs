use std::collections::BTreeMap;

use chuanmen_core::domain::{AccountId, Event, EventOrder, Kind, StoredEvent};
use chuanmen_core::merge::{
    EventId, FieldName, Patch, Record, RecordId, ReplicaId, Stamp, Value, plan,
};
use chuanmen_core::{UnixMillis, china_date};
use jiff::civil::Date;
use uuid::Uuid;

/// Records and steps in the making, numbered as they come: the same each time.
pub(super) struct Making {
    /// What the clock says.
    pub(super) now: UnixMillis,
    /// Records of the community.
    pub(super) community: Vec<Record>,
    /// Records of the grid.
    pub(super) grid: Vec<Record>,
    /// Steps of needs and wishes, in order.
    pub(super) steps: Vec<StoredEvent>,
    last_id: u128,
}

impl Making {
    pub(super) fn new(now: UnixMillis) -> Self {
        Self {
            now,
            community: Vec::new(),
            grid: Vec::new(),
            steps: Vec::new(),
            last_id: 0x1000,
        }
    }

    /// The day in China.
    pub(super) fn today(&self) -> Date {
        china_date(self.now)
    }

    /// So many days before now.
    pub(super) fn days_ago(&self, days: i64) -> UnixMillis {
        self.now.plus(-days * UnixMillis::DAY)
    }

    pub(super) fn id(&mut self) -> Uuid {
        self.last_id += 1;
        Uuid::from_u128(self.last_id)
    }

    /// A record that was always there.
    pub(super) fn record(
        &self,
        kind: Kind,
        id: Uuid,
        fields: BTreeMap<FieldName, Value>,
    ) -> Record {
        let stamp = Stamp::new(self.days_ago(400), 0, ReplicaId::HUB);
        Record::from_patch(&Patch::create(kind, RecordId(id), fields), stamp)
    }

    /// Puts a record into the grid.
    pub(super) fn put(&mut self, kind: Kind, id: Uuid, fields: BTreeMap<FieldName, Value>) {
        let record = self.record(kind, id, fields);
        self.grid.push(record);
    }

    /// Two people wrote this field of the record put last, and neither saw the other's value.
    pub(super) fn disagree(&mut self, field: &'static str, values: [(u64, i64, &str); 2]) {
        let Some(record) = self.grid.pop() else {
            return;
        };
        let seen = record.stamp(&FieldName::known(field));
        let mut stands = record;
        for (replica, days, value) in values {
            let set = BTreeMap::from([(FieldName::known(field), Value::from(value))]);
            let mut patch = Patch::create(stands.kind.clone(), stands.id, set);
            if let Some(seen) = seen {
                patch.base.insert(FieldName::known(field), vec![seen]);
            }
            let stamp = Stamp::new(self.days_ago(days), 0, ReplicaId(replica));
            stands = plan(Some(&stands), &patch, stamp).record;
        }
        self.grid.push(stands);
    }

    /// A step that the hub has, so many days ago.
    pub(super) fn step(
        &mut self,
        kind: Kind,
        subject: Uuid,
        step: &str,
        fields: BTreeMap<FieldName, Value>,
        by: (AccountId, i64),
    ) {
        let (author, days) = by;
        let at = self.days_ago(days);
        let event = Event {
            id: EventId(self.id()),
            kind,
            subject: RecordId(subject),
            step: step.into(),
            fields,
        };
        let seq = u64::try_from(self.steps.len()).unwrap_or_default() + 1;
        self.steps.push(StoredEvent {
            event,
            author,
            stamp: Stamp::new(at, 0, ReplicaId::HUB),
            order: EventOrder::Hub { seq, index: 0, at },
        });
    }
}
