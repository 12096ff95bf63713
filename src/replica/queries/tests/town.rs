//! A small made-up community on one device, filled as the hub would fill it.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, Account, AccountId, Area, AreaId, AreaLevel, CareTag, ChecklistItem, Device, DeviceId,
    Event, EventOrder, Household, HouseholdId, Housing, Interval, Kind, NeedCategory,
    Outcome as VisitOutcome, Place, Purpose, Relation, Resident, ResidentId, Role, Scope,
    StoredEvent, Visit, VisitId, VisitRule,
};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, ReplicaId, Stamp, Value};
use chuanmen_core::protocol::{
    Answer, Cursor, EnrolResponse, GrantedScope, Page, Position, ScopeNumber, SyncResponse,
};
use uuid::Uuid;

use crate::api::{Ask, Command, Outcome, ReplicaError};
use crate::commands::{self, Handled};
use crate::queries;
use crate::storage::Store;

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
const COMPOUND: AreaId = AreaId(Uuid::from_u128(0xB3));
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
        let response = SyncResponse {
            granted: vec![
                grant(1, Scope::Community(COMMUNITY), Access::Read),
                grant(2, Scope::Grid(GRID), Access::Write),
            ],
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
        self.seq += 1;
        let page = Page {
            cursor: Cursor {
                scope: ScopeNumber(scope),
                position: Position::Log { seq: self.seq },
            },
            log: Vec::new(),
            records,
            events,
            remaining: 0,
        };
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

    /// A stamp of the colleague's device, `ago` ms before now.
    pub(crate) fn colleague_stamp(&self, ago: i64) -> Stamp {
        Stamp::new(self.wall.plus(-ago), 0, OTHER)
    }

    fn create(&mut self, scope: u32, kind: Kind, id: Uuid, fields: BTreeMap<FieldName, Value>) {
        let stamp = Stamp::new(NOON.plus(-400 * UnixMillis::DAY), 0, ReplicaId::HUB);
        let record = Record::from_patch(&Patch::create(kind, RecordId(id), fields), stamp);
        self.page(scope, vec![record], Vec::new());
    }

    fn add_areas(&mut self) {
        let area = |id, level, name: &str, parent, number| Area {
            id,
            level,
            name: name.into(),
            parent,
            number,
        };
        for area in [
            area(COMMUNITY, AreaLevel::Community, "花卉园社区", None, 1),
            area(GRID, AreaLevel::Grid, "第 3 网格", Some(COMMUNITY), 3),
            area(COMPOUND, AreaLevel::Compound, "花卉园小区", Some(GRID), 1),
            area(THREE, AreaLevel::Building, "3 栋", Some(COMPOUND), 3),
            area(FIVE, AreaLevel::Building, "5 栋", Some(COMPOUND), 5),
        ] {
            self.create(1, Kind::Area, area.id.0, area.fields());
        }
    }

    fn add_catalogue(&mut self) {
        for (code, name, weight) in [
            ("living_alone", "独居老人", 3),
            ("left_behind_child", "留守儿童", 5),
        ] {
            let tag = CareTag {
                code: code.into(),
                name: name.into(),
                weight,
                order: weight,
            };
            let id = self.fresh();
            self.create(1, Kind::CareTag, id, tag.fields());
            let rule = VisitRule {
                tag: Some(code.into()),
                every: Interval::Months(1),
            };
            let id = self.fresh();
            self.create(1, Kind::VisitRule, id, rule.fields());
        }
        for (code, name, tag) in [
            ("power_gas", "用电用气", None),
            ("mood", "精神状态", Some("living_alone")),
        ] {
            let item = ChecklistItem {
                code: code.into(),
                name: name.into(),
                normal: "正常".into(),
                attention: "要留意".into(),
                tags: tag.into_iter().map(str::to_owned).collect(),
                order: 1,
            };
            let id = self.fresh();
            self.create(1, Kind::ChecklistItem, id, item.fields());
        }
        let category = NeedCategory {
            code: "public_facility".into(),
            name: "公共设施".into(),
            days: 5,
            order: 1,
        };
        let id = self.fresh();
        self.create(1, Kind::NeedCategory, id, category.fields());
    }

    fn add_people(&mut self) {
        let yan = Account {
            id: YAN,
            name: "岩温罕".into(),
            role: Role::CommunitySupervisor,
        };
        self.create(1, Kind::Account, YAN.0, yan.fields());
        let id = DeviceId(self.fresh());
        let device = Device {
            id,
            account: YAN,
            replica: OTHER,
            name: String::new(),
        };
        self.create(1, Kind::Device, id.0, device.fields());
    }

    /// A household as the hub has it.
    pub(crate) fn household(
        &mut self,
        building: AreaId,
        unit: &str,
        floor: i64,
        room: &str,
    ) -> HouseholdId {
        self.household_of(building, unit, floor, room, Housing::Own)
    }

    /// A household of any housing.
    pub(crate) fn household_of(
        &mut self,
        building: AreaId,
        unit: &str,
        floor: i64,
        room: &str,
        housing: Housing,
    ) -> HouseholdId {
        let id = HouseholdId(self.fresh());
        let place = Place {
            building,
            unit: unit.into(),
            floor,
            room: room.into(),
        };
        let household = Household {
            id,
            place,
            housing,
            note: String::new(),
        };
        self.create(2, Kind::Household, id.0, household.fields());
        id
    }

    /// Somebody who lives there.
    pub(crate) fn resident(
        &mut self,
        household: HouseholdId,
        name: &str,
        relation: Relation,
        tags: &[&str],
    ) -> ResidentId {
        let id = ResidentId(self.fresh());
        let resident = Resident {
            id,
            household,
            name: name.into(),
            sex: None,
            citizen_id: None,
            born: None,
            phone: "13800692907".into(),
            relation: Some(relation),
            ethnicity: String::new(),
            party_member: false,
            family_doctor: false,
            care_tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            note: String::new(),
        };
        self.create(2, Kind::Resident, id.0, resident.fields());
        id
    }

    /// A colleague's visit so many days ago.
    pub(crate) fn visited(
        &mut self,
        household: HouseholdId,
        outcome: VisitOutcome,
        days_ago: i64,
    ) -> VisitId {
        self.visited_with(household, outcome, days_ago, None, &[])
    }

    /// The same, with what it corrects and its answers.
    pub(crate) fn visited_with(
        &mut self,
        household: HouseholdId,
        outcome: VisitOutcome,
        days_ago: i64,
        corrects: Option<VisitId>,
        answers: &[(&str, &str)],
    ) -> VisitId {
        let id = VisitId(self.fresh());
        let at = self.wall.plus(-days_ago * UnixMillis::DAY);
        let own = |(item, answer): &(&str, &str)| ((*item).to_owned(), (*answer).to_owned());
        let visit = Visit {
            id,
            household,
            visitor: YAN,
            started_at: at,
            ended_at: at,
            purpose: Purpose::Routine,
            outcome,
            unchanged: false,
            answers: answers.iter().map(own).collect(),
            note: String::new(),
            corrects,
        };
        self.create(2, Kind::Visit, id.0, visit.fields());
        id
    }

    /// What a colleague wrote into a record of the grid, without having seen anything of it since
    /// `base`.
    pub(crate) fn colleague_writes(
        &mut self,
        kind: Kind,
        id: RecordId,
        field: &'static str,
        value: Value,
        ago: i64,
    ) {
        let stamp = self.colleague_stamp(ago);
        let set = BTreeMap::from([(FieldName::known(field), value)]);
        let record = Record::from_patch(&Patch::create(kind, id, set), stamp);
        self.page(2, vec![record], Vec::new());
    }

    /// A colleague's step that the hub has.
    pub(crate) fn colleague_steps(
        &mut self,
        kind: Kind,
        subject: RecordId,
        step: &str,
        fields: BTreeMap<FieldName, Value>,
    ) {
        let (id, stamp, at) = (self.fresh(), self.colleague_stamp(0), self.wall);
        let event = Event {
            id: chuanmen_core::merge::EventId(id),
            kind,
            subject,
            step: step.into(),
            fields,
        };
        let order = EventOrder::Hub {
            seq: self.seq + 1,
            index: 0,
            at,
        };
        self.page(
            2,
            Vec::new(),
            vec![StoredEvent {
                event,
                author: YAN,
                stamp,
                order,
            }],
        );
    }

    /// Sends all there is, and the hub takes it.
    pub(crate) fn deliver(&mut self) -> usize {
        self.answer_all(|seq| Answer::Accepted {
            seq,
            at: None,
            restamped: None,
            duplicate: false,
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
