//! Visits and needs.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, HouseholdId, Kind, Need, NeedId, Outcome, Purpose, Urgency, Visit,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, ReplicaId, Stamp, Value};
use uuid::{Builder, Uuid};

use crate::size::{self, GRIDS, MONTHS};

/// Ids like those that phones make: by time, and different by chance.
pub(crate) struct Ids {
    community: u32,
    made: u64,
}

impl Ids {
    pub(crate) const fn of(community: u32) -> Self {
        Self { community, made: 0 }
    }

    pub(crate) fn fresh(&mut self, at: UnixMillis) -> Uuid {
        self.made += 1;
        let mut chance = [0; 10];
        let scattered = self.made.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        chance[..2].copy_from_slice(&self.community.to_be_bytes()[2..]);
        chance[2..].copy_from_slice(&scattered.to_be_bytes());
        let millis = u64::try_from(at.0).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
    }
}

/// One part of twenty-four of the last so many days.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    part: u32,
    days: i64,
    now: UnixMillis,
}

impl Span {
    pub(crate) fn of(part: u32, days: i64) -> Self {
        let now = size::now();
        Self { part, days, now }
    }

    /// Of `count` things, those of a grid that fall in it, each with its number and moment.
    fn of_grid(self, count: u32, grid: u32) -> impl Iterator<Item = (u32, UnixMillis)> {
        let (from, to) = (count * self.part / MONTHS, count * (self.part + 1) / MONTHS);
        let all = from..to;
        let here = all.filter(move |number| number % GRIDS == grid);
        here.map(move |number| (number, self.moment(number, count)))
    }

    fn moment(self, number: u32, count: u32) -> UnixMillis {
        let left = i64::from(count - number);
        let back = self.days * UnixMillis::DAY * left / i64::from(count);
        self.now.plus(-back)
    }
}

/// A household of a community's grid; there are `count` in the community.
pub(crate) fn household((community, grid, count): (u32, u32, u32), number: u32) -> HouseholdId {
    let of = number / GRIDS % (count / GRIDS) * GRIDS + grid;
    let low = 0x1000_0000 + u128::from(of);
    HouseholdId(Uuid::from_u128(size::base(community) | low))
}

/// Who records all of it.
pub(crate) fn somebody(community: u32) -> AccountId {
    AccountId(Uuid::from_u128(size::base(community) | 2))
}

pub(crate) fn visits(ids: &mut Ids, homes: (u32, u32, u32), count: u32, span: Span) -> Vec<Record> {
    let made = span.of_grid(count, homes.1).map(|(number, at)| {
        let id = ids.fresh(at);
        let answers = ["gas", "fire", "medicine", "mood"];
        let visit = Visit {
            id: RecordId(id).into(),
            host: household(homes, number).into(),
            visitor: somebody(homes.0),
            started_at: at,
            ended_at: at,
            purpose: Purpose::Care,
            outcome: match number / GRIDS % 9 {
                0 => Outcome::NobodyHome,
                _ => Outcome::Met,
            },
            unchanged: false,
            answers: answers.map(|code| (code.into(), "ok".into())).into(),
            note: format!("第 {number} 次：老人在家，血压偏高，按时服药"),
            corrects: None,
            campaign: None,
            photos: Vec::new(),
            signature: None,
        };
        record(Kind::Visit, id, visit.fields(), at)
    });
    made.collect()
}

pub(crate) fn needs(ids: &mut Ids, homes: (u32, u32, u32), count: u32, span: Span) -> Vec<Record> {
    let made = span.of_grid(count, homes.1).map(|(number, at)| {
        let id = ids.fresh(at);
        let need = Need {
            id: NeedId(id),
            household: Some(household(homes, number)),
            organisation: None,
            area: None,
            category: format!("category_{}", number / GRIDS % 4 + 1),
            text: format!("第 {number} 件：楼道灯不亮，晚上老人上下楼看不见"),
            urgency: Urgency::Normal,
            due_on: None,
            raised_by: Some(somebody(homes.0)),
            raised_at: at,
            awaits_resource: (number / GRIDS).is_multiple_of(40),
        };
        record(Kind::Need, id, need.fields(), at)
    });
    made.collect()
}

/// A record as it was made.
pub(crate) fn record(
    kind: Kind,
    id: Uuid,
    fields: std::collections::BTreeMap<FieldName, Value>,
    at: UnixMillis,
) -> Record {
    Record::from_patch(&Patch::create(kind, RecordId(id), fields), stamp(at))
}

/// A moment of somebody's clock.
pub(crate) fn stamp(at: UnixMillis) -> Stamp {
    Stamp::new(at, 0, ReplicaId(1))
}
