//! A subdistrict of fifteen communities, put straight into a hub's store: 100,000 residents, 40,000
//! households, 1,000,000 visits, 200,000 needs; and a tenth of that. Nobody in it exists.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Area, AreaId, AreaLevel, CareTag, Event, Household, HouseholdId, Housing, Interval,
    Kind, Need, NeedCategory, NeedId, Outcome, Place, Purpose, Relation, Resident, Role, Scope,
    Urgency, Visit, VisitRule,
};
use chuanmen_core::merge::{
    EventId, FieldName, Patch, Record, RecordId, ReplicaId, Stamp, TransactionId, Value,
};
use chuanmen_core::protocol::{MovedEvent, Moves, ScopeNumber, Transaction};
use chuanmen_server::Clock;
use chuanmen_server::hub::{Hub, NewAccount, NewGrant};
use chuanmen_server::store::{CommunityKey, Digest, Entry, SqliteStore, WriteTxn};
use uuid::Uuid;

/// 2026-11-23 14:20 in China, always: the file is made once.
const NOW: UnixMillis = UnixMillis(1_795_414_800_000);
const COMMUNITIES: u32 = 15;
const GRIDS: u32 = 10;
/// Over how many days visits and needs are spread.
const DAYS: i64 = 730;
/// Whose reports are asked for, by login.
pub(crate) const SUPERVISOR: &str = "supervisor";

/// How much there is of each in one community.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) name: &'static str,
    households: u32,
    residents: u32,
    visits: u32,
    needs: u32,
}

pub(crate) const TENTH: Size = Size {
    name: "tenth",
    households: 267,
    residents: 667,
    visits: 6_667,
    needs: 1_334,
};
pub(crate) const WHOLE: Size = Size {
    name: "whole",
    households: 2_667,
    residents: 6_667,
    visits: 66_667,
    needs: 13_334,
};

/// A clock that stands still.
struct Still;

impl Clock for Still {
    fn now(&self) -> UnixMillis {
        NOW
    }
}

/// The hub of a town; made if it is not there yet.
pub(crate) fn hub(size: Size) -> Hub {
    let folder = PathBuf::from("target/bench-town");
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{}.db", size.name));
    if !file.exists() {
        let making = folder.join(format!("{}.part", size.name));
        for ending in ["part", "part-wal", "part-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("{}.{ending}", size.name)));
        }
        make(size, &making);
        std::fs::rename(&making, &file).expect("renamed");
    }
    open(&file)
}

fn open(file: &Path) -> Hub {
    let store = SqliteStore::open(file, NOW).expect("a store");
    Hub::new(Arc::new(store), Arc::new(Still))
}

fn make(size: Size, file: &Path) {
    let hub = open(file);
    for number in 0..COMMUNITIES {
        Maker {
            size,
            base: u128::from(number) << 64,
            next: 0x1_0000,
        }
        .community(&hub);
    }
    let community = AreaId(Uuid::from_u128(1));
    let account = NewAccount {
        id: None,
        login: SUPERVISOR.into(),
        password: None,
        name: "刘敏".into(),
        role: Role::CommunitySupervisor,
        grants: vec![NewGrant {
            id: None,
            role: Role::CommunitySupervisor,
            area: community,
        }],
    };
    hub.add_account(community, account).expect("an account");
    hub.store().close().expect("closed");
}

struct Maker {
    size: Size,
    base: u128,
    next: u128,
}

impl Maker {
    const fn id(&self, low: u128) -> Uuid {
        Uuid::from_u128(self.base | low)
    }

    fn fresh(&mut self) -> Uuid {
        self.next += 1;
        self.id(self.next)
    }

    fn grid(&self, number: u32) -> AreaId {
        AreaId(self.id(0x100 + u128::from(number % GRIDS)))
    }

    fn household(&self, number: u32) -> HouseholdId {
        HouseholdId(self.id(0x1000_0000 + u128::from(number)))
    }

    fn community(&mut self, hub: &Hub) {
        let community = AreaId(self.id(1));
        let subdistrict = AreaId(Uuid::from_u128(u128::MAX));
        let area = |id, level, name: &str, parent, number| Area {
            id,
            level,
            name: name.into(),
            parent,
            number,
        };
        let mut areas = vec![
            area(subdistrict, AreaLevel::Subdistrict, "允景洪街道", None, 1),
            area(
                community,
                AreaLevel::Community,
                "花卉园社区",
                Some(subdistrict),
                1,
            ),
        ];
        for number in 0..GRIDS {
            let (grid, name) = (self.grid(number), format!("第 {} 网格", number + 1));
            areas.push(area(
                grid,
                AreaLevel::Grid,
                &name,
                Some(community),
                i64::from(number) + 1,
            ));
            let building = AreaId(self.id(0x200 + u128::from(number)));
            areas.push(area(building, AreaLevel::Building, "1 栋", Some(grid), 1));
        }
        hub.add_community(&areas).expect("a community");

        let mut txn = hub.store().write().expect("a write");
        let key = txn
            .as_read()
            .community(community)
            .expect("a read")
            .expect("it");
        let grids = (0..GRIDS).map(|number| Scope::Grid(self.grid(number)));
        txn.ensure_scopes(key, &grids.collect()).expect("scopes");
        let scopes = txn.as_read().scopes(key).expect("scopes");
        let number = |scope: Scope| {
            let found = scopes.iter().find(|row| row.scope == scope);
            found.expect("a scope").number
        };
        let catalogue = self.catalogue();
        put(
            &mut *txn,
            key,
            number(Scope::Community(community)),
            &catalogue,
        );
        for grid in 0..GRIDS {
            let scope = number(Scope::Grid(self.grid(grid)));
            let people = self.people(grid);
            put(&mut *txn, key, scope, &people);
            let visits = self.visits(grid);
            put(&mut *txn, key, scope, &visits);
            self.needs(&mut *txn, key, scope, grid);
        }
        txn.commit().expect("committed");
    }

    fn catalogue(&mut self) -> Vec<Record> {
        let mut all = Vec::new();
        for (order, code) in (1..).zip(["living_alone", "disabled", "low_income", "chronic"]) {
            let tag = CareTag {
                code: code.into(),
                name: code.into(),
                weight: 3,
                order,
            };
            all.push(record(Kind::CareTag, self.fresh(), tag.fields(), NOW));
            let rule = VisitRule {
                tag: Some(code.into()),
                every: Interval::Months(1),
            };
            all.push(record(Kind::VisitRule, self.fresh(), rule.fields(), NOW));
            let category = NeedCategory {
                code: format!("category_{order}"),
                name: format!("类别 {order}"),
                days: 7,
                order,
            };
            all.push(record(
                Kind::NeedCategory,
                self.fresh(),
                category.fields(),
                NOW,
            ));
        }
        all
    }

    fn people(&mut self, grid: u32) -> Vec<Record> {
        let mut all = Vec::new();
        for number in of_grid(self.size.households, grid) {
            let household = Household {
                id: self.household(number),
                place: Place {
                    building: AreaId(self.id(0x200 + u128::from(grid))),
                    unit: "2".into(),
                    floor: 5,
                    room: format!("{number}"),
                },
                housing: Housing::Own,
                note: String::new(),
            };
            all.push(record(
                Kind::Household,
                household.id.0,
                household.fields(),
                long_ago(),
            ));
        }
        for number in of_grid(self.size.residents, grid) {
            let id = self.fresh();
            let tag =
                ["living_alone", "disabled", "low_income", "chronic"][number as usize / 10 % 4];
            let of = number / GRIDS % (self.size.households / GRIDS) * GRIDS + grid;
            let resident = Resident {
                id: RecordId(id).into(),
                household: self.household(of),
                name: "玉罕".into(),
                sex: None,
                citizen_id: None,
                born: Some(jiff::civil::date(1950, 3, 4)),
                phone: "10012345678".into(),
                relation: Some(Relation::Head),
                ethnicity: "傣族".into(),
                party_member: false,
                family_doctor: number % 20 == 0,
                care_tags: (number / 10 % 4 == 0)
                    .then(|| tag.to_owned())
                    .into_iter()
                    .collect(),
                note: String::new(),
            };
            all.push(record(Kind::Resident, id, resident.fields(), long_ago()));
        }
        all
    }

    fn visits(&mut self, grid: u32) -> Vec<Record> {
        let mut all = Vec::new();
        for number in of_grid(self.size.visits, grid) {
            let id = self.fresh();
            let at = spread(number, self.size.visits);
            let of = number / GRIDS % (self.size.households / GRIDS) * GRIDS + grid;
            let answers =
                ["gas", "fire", "medicine", "mood"].map(|code| (code.into(), "ok".into()));
            let visit = Visit {
                id: RecordId(id).into(),
                host: self.household(of).into(),
                visitor: AccountId(self.id(2)),
                started_at: at,
                ended_at: at,
                purpose: Purpose::Care,
                outcome: if number / 10 % 9 == 0 {
                    Outcome::NobodyHome
                } else {
                    Outcome::Met
                },
                unchanged: false,
                answers: answers.into(),
                note: "老人在家，血压偏高，按时服药".into(),
                corrects: None,
                campaign: None,
                photos: Vec::new(),
                signature: None,
            };
            all.push(record(Kind::Visit, id, visit.fields(), at));
        }
        all
    }

    /// A twentieth stay open; of the others each was dispatched, resolved and confirmed.
    fn needs(&mut self, txn: &mut dyn WriteTxn, key: CommunityKey, scope: ScopeNumber, grid: u32) {
        let mut records = Vec::new();
        let mut entries = Vec::new();
        for number in of_grid(self.size.needs, grid) {
            let id = self.fresh();
            let at = spread(number, self.size.needs);
            let of = number / GRIDS % (self.size.households / GRIDS) * GRIDS + grid;
            let need = Need {
                id: NeedId(id),
                household: Some(self.household(of)),
                organisation: None,
                area: None,
                category: format!("category_{}", number / 10 % 4 + 1),
                text: "3 栋 2 单元楼道灯不亮，晚上老人上下楼看不见".into(),
                urgency: Urgency::Normal,
                due_on: None,
                raised_by: None,
                raised_at: at,
            };
            records.push(record(Kind::Need, id, need.fields(), at));
            let steps: &[(&str, i64)] = match number / 10 % 20 {
                0 => &[("accept", 1), ("dispatch", 2)],
                _ => &[
                    ("accept", 1),
                    ("dispatch", 2),
                    ("start", 3),
                    ("resolve", 6),
                    ("confirm", 8),
                ],
            };
            let events = steps.iter().map(|(step, days)| {
                let at = at.plus(days * UnixMillis::DAY);
                let fields = [
                    (FieldName::known("party"), Value::from("property")),
                    (FieldName::known("satisfaction"), Value::from(4)),
                ];
                MovedEvent {
                    event: Event {
                        id: EventId(self.fresh()),
                        kind: Kind::Need,
                        subject: RecordId(id),
                        step: (*step).into(),
                        fields: fields.into(),
                    },
                    author: AccountId(self.id(2)),
                    stamp: stamp(at),
                    at,
                }
            });
            let events = events.collect::<Vec<_>>();
            entries.push(self.entry(events));
        }
        put(txn, key, scope, &records);
        txn.append(key, scope, &entries).expect("appended");
    }

    fn entry(&mut self, came_events: Vec<MovedEvent>) -> Entry {
        let transaction = Transaction {
            id: TransactionId(self.fresh()),
            scope: Scope::Grid(self.grid(0)),
            author: AccountId(self.id(2)),
            stamp: stamp(NOW),
            patches: Vec::new(),
            events: Vec::new(),
        };
        Entry {
            body: "{}".into(),
            transaction,
            moves: Moves {
                came_events,
                ..Moves::default()
            },
            at: NOW,
            hash: Digest::of("bench", b""),
            claimed: None,
        }
    }
}

/// The numbers of what lies in a grid.
fn of_grid(count: u32, grid: u32) -> impl Iterator<Item = u32> {
    (grid..count).step_by(GRIDS as usize)
}

/// The moment of one of `count` things.
fn spread(number: u32, count: u32) -> UnixMillis {
    NOW.plus(-(DAYS * UnixMillis::DAY) * i64::from(count - number) / i64::from(count))
}

fn long_ago() -> UnixMillis {
    NOW.plus(-(DAYS * UnixMillis::DAY))
}

fn stamp(at: UnixMillis) -> Stamp {
    Stamp::new(at, 0, ReplicaId(1))
}

fn record(
    kind: Kind,
    id: Uuid,
    fields: std::collections::BTreeMap<FieldName, Value>,
    at: UnixMillis,
) -> Record {
    Record::from_patch(&Patch::create(kind, RecordId(id), fields), stamp(at))
}

fn put(txn: &mut dyn WriteTxn, key: CommunityKey, scope: ScopeNumber, records: &[Record]) {
    let records: Vec<_> = records.iter().collect();
    txn.put_records(key, scope, &records).expect("put");
}
