//! A community of two grids to put things into.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::Offset;
use uuid::Uuid;

use crate::UnixMillis;
use crate::domain::*;
use crate::merge::{EventId, FieldName, Patch, Record, RecordId, ReplicaId, Stamp, Value};
use crate::report::{Facts, Overview, ReportName, Table};

pub(super) const NOVEMBER: Date = Date::constant(2026, 11, 1);
pub(super) const OCTOBER: Date = Date::constant(2026, 10, 1);

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An hour of a day in China.
pub(super) fn at(text: &str, hour: i8) -> UnixMillis {
    let moment = Offset::constant(8).to_timestamp(day(text).at(hour, 0, 0, 0));
    UnixMillis(moment.unwrap().as_millisecond())
}

/// 14:00 on a Monday.
pub(super) fn now() -> UnixMillis {
    at("2026-11-23", 14)
}

pub(super) const fn area(number: u128) -> AreaId {
    AreaId(Uuid::from_u128(0xA000 + number))
}

/// The n-th household.
pub(super) const fn home(number: u128) -> HouseholdId {
    HouseholdId(Uuid::from_u128(0xB000 + number))
}

pub(super) const ROUSHAN: AccountId = AccountId(Uuid::from_u128(0xC001));

pub(super) const GRID_1: AreaId = area(11);
pub(super) const GRID_2: AreaId = area(12);
const COMMUNITY: Scope = Scope::Community(area(1));

#[derive(Clone)]
pub(super) struct Village {
    pub(super) records: Vec<(Scope, Record)>,
    pub(super) events: Vec<(Scope, StoredEvent)>,
    next: u128,
}

impl Village {
    /// Grids 1 and 2, a building, catalogue with monthly visits for 独居老人 and 低保.
    pub(super) fn new() -> Self {
        let mut village = Self {
            records: Vec::new(),
            events: Vec::new(),
            next: 0xF000,
        };
        let area_of = |id, level, name: &str, parent, number| Area {
            id,
            level,
            name: name.into(),
            parent,
            number,
        };
        for area in [
            area_of(area(1), AreaLevel::Community, "花卉园社区", None, 1),
            area_of(GRID_2, AreaLevel::Grid, "第 2 网格", Some(area(1)), 2),
            area_of(GRID_1, AreaLevel::Grid, "第 1 网格", Some(area(1)), 1),
            area_of(area(21), AreaLevel::Compound, "榕树小区", Some(GRID_1), 1),
            area_of(area(31), AreaLevel::Building, "3 栋", Some(area(21)), 3),
        ] {
            village.put(COMMUNITY, Kind::Area, area.id, area.fields());
        }
        for (order, (code, name)) in
            (1..).zip([("living_alone", "独居老人"), ("low_income", "低保")])
        {
            let tag = CareTag {
                code: code.into(),
                name: name.into(),
                weight: 3,
                order,
                ..CareTag::default()
            };
            village.add(COMMUNITY, Kind::CareTag, tag.fields());
            let rule = VisitRule {
                tag: Some(code.into()),
                every: Interval::Months(1),
            };
            village.add(COMMUNITY, Kind::VisitRule, rule.fields());
        }
        for (order, (code, name, days)) in (1..).zip([
            ("public_facility", "公共设施", 7),
            ("sanitation", "环境卫生", 3),
        ]) {
            let category = NeedCategory {
                code: code.into(),
                name: name.into(),
                within: Deadline::Days(days),
                order,
                ..NeedCategory::default()
            };
            village.add(COMMUNITY, Kind::NeedCategory, category.fields());
        }
        let roushan = Account {
            id: ROUSHAN,
            name: "玉罕".into(),
            role: Role::GridMember,
        };
        village.put(COMMUNITY, Kind::Account, ROUSHAN, roushan.fields());
        village
    }

    pub(super) fn fresh(&mut self) -> RecordId {
        self.next += 1;
        RecordId(Uuid::from_u128(self.next))
    }

    pub(super) fn put(
        &mut self,
        scope: Scope,
        kind: Kind,
        id: impl Into<RecordId>,
        fields: std::collections::BTreeMap<crate::merge::FieldName, Value>,
    ) {
        let stamp = Stamp::new(now(), 0, ReplicaId(1));
        let patch = Patch::create(kind, id.into(), fields);
        self.records
            .push((scope, Record::from_patch(&patch, stamp)));
    }

    pub(super) fn add(
        &mut self,
        scope: Scope,
        kind: Kind,
        fields: std::collections::BTreeMap<crate::merge::FieldName, Value>,
    ) -> RecordId {
        let id = self.fresh();
        self.put(scope, kind, id, fields);
        id
    }

    /// Household `number` of a grid, with one resident `name` who has these tags.
    pub(super) fn household(&mut self, grid: AreaId, number: u128, name: &str, tags: &[&str]) {
        self.household_in(grid, number, name, tags, Housing::Own);
    }

    pub(super) fn household_in(
        &mut self,
        grid: AreaId,
        number: u128,
        name: &str,
        tags: &[&str],
        housing: Housing,
    ) {
        let household = Household {
            id: home(number),
            place: Place {
                building: area(31),
                unit: "2".into(),
                floor: 5,
                room: format!("5{number:02}"),
            },
            housing,
            note: String::new(),
        };
        let scope = Scope::Grid(grid);
        self.put(scope, Kind::Household, home(number), household.fields());
        self.resident(grid, number, name, Relation::Head, tags);
    }

    pub(super) fn resident(
        &mut self,
        grid: AreaId,
        number: u128,
        name: &str,
        relation: Relation,
        tags: &[&str],
    ) -> ResidentId {
        let id = self.fresh();
        let resident = Resident {
            id: id.into(),
            household: home(number),
            name: name.into(),
            sex: None,
            citizen_id: None,
            born: None,
            phone: String::new(),
            relation: Some(relation),
            ethnicity: "傣族".into(),
            party_member: false,
            family_doctor: false,
            care_tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            note: String::new(),
        };
        self.put(Scope::Grid(grid), Kind::Resident, id, resident.fields());
        id.into()
    }

    pub(super) fn visit(
        &mut self,
        grid: AreaId,
        number: u128,
        on: &str,
        outcome: Outcome,
    ) -> VisitId {
        self.visit_with(grid, number, on, |visit| visit.outcome = outcome)
    }

    pub(super) fn visit_with(
        &mut self,
        grid: AreaId,
        number: u128,
        on: &str,
        change: impl FnOnce(&mut Visit),
    ) -> VisitId {
        let id = self.fresh();
        let mut visit = Visit {
            id: id.into(),
            host: home(number).into(),
            visitor: ROUSHAN,
            started_at: at(on, 10),
            ended_at: at(on, 10),
            purpose: Purpose::Routine,
            outcome: Outcome::Met,
            unchanged: false,
            answers: Default::default(),
            note: String::new(),
            corrects: None,
            campaign: None,
            photos: Vec::new(),
            signature: None,
        };
        change(&mut visit);
        self.put(Scope::Grid(grid), Kind::Visit, id, visit.fields());
        visit.id
    }

    /// Takes a record away.
    pub(super) fn delete(&mut self, id: RecordId) {
        self.records.retain(|(_, record)| record.id != id);
    }

    /// A shop of a grid.
    pub(super) fn organisation(&mut self, grid: AreaId, name: &str) -> OrganisationId {
        let id = self.fresh();
        let fields = FieldsBuilder::new().set("name", name).build();
        self.put(Scope::Grid(grid), Kind::Organisation, id, fields);
        id.into()
    }

    /// A need of household 1 of a grid.
    pub(super) fn need(&mut self, grid: AreaId, category: &str, raised: &str) -> RecordId {
        self.need_with(grid, category, raised, |_| ())
    }

    pub(super) fn need_with(
        &mut self,
        grid: AreaId,
        category: &str,
        raised: &str,
        change: impl FnOnce(&mut Need),
    ) -> RecordId {
        let id = self.fresh();
        let mut need = Need {
            id: id.into(),
            household: Some(home(1)),
            organisation: None,
            area: None,
            category: category.into(),
            text: "楼道灯不亮".into(),
            urgency: Urgency::Normal,
            due_on: None,
            raised_by: Some(ROUSHAN),
            raised_at: at(raised, 9),
            awaits_resource: false,
        };
        change(&mut need);
        self.put(Scope::Grid(grid), Kind::Need, id, need.fields());
        id
    }

    pub(super) fn wish(&mut self, grid: AreaId, resident: Option<ResidentId>) -> RecordId {
        let id = self.fresh();
        let wish = Wish {
            id: id.into(),
            resident,
            household: home(1),
            kind: WishKind::Goods,
            text: "一副老花镜".into(),
            needed_by: None,
            raised_by: Some(ROUSHAN),
            raised_at: at("2026-09-01", 9),
        };
        self.put(Scope::Grid(grid), Kind::Wish, id, wish.fields());
        id
    }

    pub(super) fn step(&mut self, subject: RecordId, on: &str, step: &str) {
        self.step_with(subject, on, step, FieldsBuilder::new());
    }

    pub(super) fn step_with(
        &mut self,
        subject: RecordId,
        on: &str,
        step: &str,
        fields: FieldsBuilder,
    ) {
        let id = EventId(self.fresh().0);
        let of = self.records.iter().find(|(_, record)| record.id == subject);
        let (scope, kind) = of
            .map(|(scope, record)| (*scope, record.kind.clone()))
            .unwrap();
        let moment = at(on, 12);
        let event = StoredEvent {
            event: Event {
                id,
                kind,
                subject,
                step: step.into(),
                fields: fields.build(),
            },
            author: ROUSHAN,
            stamp: Stamp::new(moment, 0, ReplicaId(1)),
            order: EventOrder::Hub {
                seq: u64::try_from(self.events.len()).unwrap(),
                index: 0,
                at: moment,
            },
        };
        self.events.push((scope, event));
    }

    pub(super) fn dispatch(&mut self, need: RecordId, on: &str, party: &Party) {
        let fields = FieldsBuilder::new().set("party", party.as_str());
        self.step_with(need, on, "dispatch", fields);
    }

    fn edit_home(&mut self, number: u128, set: BTreeMap<FieldName, Value>) {
        let id = home(number).into();
        let found = self.records.iter_mut().find(|(_, record)| record.id == id);
        found.unwrap().1.fields.extend(set);
    }

    /// Changes somebody found by name.
    pub(super) fn edit_resident(&mut self, name: &str, set: FieldsBuilder) {
        let called = |record: &Record| Fields(&record.fields).text("name") == Some(name);
        let mut found = self.records.iter_mut();
        let found = found.find(|(_, record)| record.kind == Kind::Resident && called(record));
        found.unwrap().1.fields.extend(set.build());
    }

    /// A household is taken away.
    pub(super) fn take_away(&mut self, number: u128) {
        let gone = (FieldName::known(Record::DELETED), true.into());
        self.edit_home(number, [gone].into());
    }

    /// A household that was entered twice becomes another.
    pub(super) fn becomes(&mut self, number: u128, kept: u128) {
        let into = FieldName::known(Household::MERGED_INTO);
        self.edit_home(number, [(into, home(kept).into())].into());
        self.take_away(number);
    }

    pub(super) fn facts(&self) -> Facts {
        Facts::new(self.records.clone(), self.events.clone())
    }

    pub(super) fn november(&self) -> Overview {
        self.facts().overview(None, NOVEMBER, now())
    }

    pub(super) fn table(&self, name: &ReportName) -> Table {
        self.facts().table(name, None, NOVEMBER, now()).unwrap()
    }
}
