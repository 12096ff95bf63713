//! How long each screen's question and a saved visit take on a supervisor's device: 10,000
//! households, 25,000 residents, 60,000 visits, in an encrypted file. Prints JSON lines.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement for people to run"
)]

use std::time::{Duration, Instant};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, AccountId, Area, AreaId, AreaLevel, CareTag, DeviceId, Event, EventOrder, Household,
    HouseholdId, Housing, Interval, Kind, Need, NeedId, Outcome, Place, Purpose, Relation,
    Resident, ResidentId, Role, Scope, StoredEvent, Urgency, Visit, VisitId, VisitRule,
};
use chuanmen_core::merge::{EventId, Patch, Record, RecordId, ReplicaId, Stamp};
use chuanmen_core::protocol::{
    Cursor, EnrolResponse, GrantedScope, Page, Position, ScopeNumber, SyncResponse,
};
use chuanmen_replica::api::{
    Ask, BoardQuery, CareList, CareQuery, Command, HouseholdQuery, NeedsQuery, PlacesQuery,
    PlanQuery, ReceiptQuery, RoundQuery, RoundStep, SearchQuery, Staircase, TodayQuery, VisitDraft,
    VisitFormQuery, WishesQuery,
};
use chuanmen_replica::storage::{DatabaseKey, Store};
use chuanmen_replica::{commands, queries};
use uuid::Uuid;

const NOW: UnixMillis = UnixMillis(1_795_406_400_000);
const HOUSEHOLDS: u128 = 10_000;
const RESIDENTS: u128 = 25_000;
const VISITS: u128 = 60_000;
const NEEDS: u128 = 3_000;
const BUILDINGS: u128 = 200;

const ME: AccountId = AccountId(Uuid::from_u128(1));
const COMMUNITY: AreaId = AreaId(Uuid::from_u128(2));
const GRID: AreaId = AreaId(Uuid::from_u128(3));
const COMPOUND: AreaId = AreaId(Uuid::from_u128(4));

/// The n-th id of a sort.
fn id(sort: u128, n: u128) -> Uuid {
    Uuid::from_u128((sort << 64) | (n + 1))
}

fn building(n: u128) -> AreaId {
    AreaId(id(1, n % BUILDINGS))
}

fn household(n: u128) -> HouseholdId {
    HouseholdId(id(2, n % HOUSEHOLDS))
}

/// A number below `below` that looks like chance and is the same each time.
fn chance(n: u128, below: u128) -> u128 {
    (n.wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407)
        >> 33)
        % below
}

fn small(n: u128) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn record(
    kind: Kind,
    id: Uuid,
    set: std::collections::BTreeMap<chuanmen_core::merge::FieldName, chuanmen_core::merge::Value>,
) -> Record {
    let stamp = Stamp::new(NOW.plus(-200 * UnixMillis::DAY), 0, ReplicaId::HUB);
    Record::from_patch(&Patch::create(kind, RecordId(id), set), stamp)
}

fn community() -> Vec<Record> {
    let area = |id, level, name: &str, parent, number| Area {
        id,
        level,
        name: name.to_owned(),
        parent,
        number,
    };
    let mut areas = vec![
        area(COMMUNITY, AreaLevel::Community, "花卉园社区", None, 1),
        area(GRID, AreaLevel::Grid, "第 1 网格", Some(COMMUNITY), 1),
        area(COMPOUND, AreaLevel::Compound, "花卉园小区", Some(GRID), 1),
    ];
    areas.extend((0..BUILDINGS).map(|n| {
        let name = format!("{} 栋", n + 1);
        area(
            building(n),
            AreaLevel::Building,
            &name,
            Some(COMPOUND),
            small(n + 1),
        )
    }));
    let mut records: Vec<_> = areas
        .iter()
        .map(|area| record(Kind::Area, area.id.0, area.fields()))
        .collect();
    let (code, name) = ("living_alone".to_owned(), "独居老人".to_owned());
    let tag = CareTag {
        code: code.clone(),
        name,
        weight: 3,
        order: 1,
        ..CareTag::default()
    };
    records.push(record(Kind::CareTag, id(9, 1), tag.fields()));
    let rule = VisitRule {
        tag: Some(code),
        every: Interval::Months(1),
    };
    records.push(record(Kind::VisitRule, id(9, 2), rule.fields()));
    records
}

fn home(n: u128) -> Record {
    let floor = small(n / BUILDINGS % 10) + 1;
    let home = Household {
        id: household(n),
        place: Place {
            building: building(n),
            unit: (n / BUILDINGS % 4 + 1).to_string(),
            floor,
            room: format!("{floor}{:02}", n / BUILDINGS / 10 + 1),
        },
        housing: if n.is_multiple_of(20) {
            Housing::Vacant
        } else {
            Housing::Own
        },
        note: String::new(),
    };
    record(Kind::Household, home.id.0, home.fields())
}

/// A birth date of somebody up to a hundred years old.
fn born(n: u128) -> jiff::civil::Date {
    chuanmen_core::china_date(NOW.plus(-small(chance(n, 36_500)) * UnixMillis::DAY))
}

fn resident(n: u128) -> Record {
    let family = ["赵", "李", "张", "岩", "玉", "杨", "刀", "王"];
    let given = [
        "秀兰", "国华", "温罕", "思雨", "桂英", "丽萍", "文忠", "正荣", "立", "芳",
    ];
    let pick = |names: &[&'static str], n: u128| {
        usize::try_from(n)
            .ok()
            .and_then(|n| names.get(n % names.len()).copied())
            .unwrap_or("")
    };
    let tag = chance(n, 100) < 12;
    let who = Resident {
        id: ResidentId(id(3, n)),
        household: household(n),
        name: format!(
            "{}{}",
            pick(&family, chance(n, 97)),
            pick(&given, chance(n, 89))
        ),
        sex: None,
        citizen_id: None,
        born: Some(born(n)),
        phone: "13800692907".to_owned(),
        relation: Some(if n < HOUSEHOLDS {
            Relation::Head
        } else {
            Relation::Child
        }),
        ethnicity: "傣族".to_owned(),
        party_member: false,
        family_doctor: n.is_multiple_of(3),
        care_tags: tag.then(|| "living_alone".to_owned()).into_iter().collect(),
        note: String::new(),
    };
    record(Kind::Resident, who.id.0, who.fields())
}

fn visit(n: u128) -> Record {
    let at = NOW.plus(-small(chance(n, 120 * 24 * 60)) * UnixMillis::MINUTE);
    let items = ["power_gas", "health", "mood", "food", "medicine", "stairs"];
    let visit = Visit {
        id: VisitId(id(4, n)),
        host: household(chance(n, HOUSEHOLDS)).into(),
        visitor: ME,
        started_at: at,
        ended_at: at,
        purpose: Purpose::Routine,
        outcome: if n.is_multiple_of(4) {
            Outcome::NobodyHome
        } else {
            Outcome::Met
        },
        unchanged: n.is_multiple_of(2),
        answers: items
            .map(|item| (item.to_owned(), "normal".to_owned()))
            .into(),
        note: "轮椅刹车松，已帮修好；老人说夜里睡不好，约了周四的医生。".to_owned(),
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    record(Kind::Visit, visit.id.0, visit.fields())
}

fn need(n: u128) -> Record {
    let at = NOW.plus(-small(chance(n, 90)) * UnixMillis::DAY);
    let need = Need {
        id: NeedId(id(5, n)),
        household: Some(household(chance(n, HOUSEHOLDS))),
        organisation: None,
        area: None,
        category: "public_facility".to_owned(),
        text: "4 楼楼道灯不亮，老人上下楼看不清".to_owned(),
        urgency: Urgency::Normal,
        due_on: Some(chuanmen_core::china_date(at.plus(7 * UnixMillis::DAY))),
        raised_by: Some(ME),
        raised_at: at,
        awaits_resource: false,
    };
    record(Kind::Need, need.id.0, need.fields())
}

fn steps(n: u128) -> impl Iterator<Item = StoredEvent> {
    let all = ["accept", "dispatch", "start", "resolve", "confirm"];
    let taken = usize::try_from(chance(n, 6)).unwrap_or_default();
    (0..)
        .zip(all.into_iter().take(taken))
        .map(move |(index, step)| StoredEvent {
            event: Event {
                id: EventId(id(6, n * 8 + u128::from(index))),
                kind: Kind::Need,
                subject: RecordId(id(5, n)),
                step: step.into(),
                fields: std::collections::BTreeMap::new(),
            },
            author: ME,
            stamp: Stamp::new(NOW.plus(-UnixMillis::DAY), index, ReplicaId(2)),
            order: EventOrder::Hub {
                seq: u64::try_from(n).unwrap_or(0) + 1,
                index,
                at: NOW,
            },
        })
}

fn fill(store: &mut Store) {
    let enrolled = EnrolResponse {
        token: "token".to_owned(),
        device: DeviceId(id(8, 1)),
        replica: ReplicaId(1),
        account: ME,
        name: "刘敏".to_owned(),
        role: Role::CommunitySupervisor,
        community: COMMUNITY,
        time: NOW,
        epoch: 1,
    };
    store
        .set_session(&enrolled, "https://hub.example", NOW)
        .expect("session");
    let scope = |number, scope| GrantedScope {
        number: ScopeNumber(number),
        scope: Some(scope),
        access: Access::Write,
    };
    let page = |number, records, events| Page {
        anew: false,
        cursor: Cursor {
            scope: ScopeNumber(number),
            position: Position::Log { seq: 1 },
        },
        log: Vec::new(),
        records,
        events,
        remaining: 0,
    };
    let grid = (0..HOUSEHOLDS).map(home);
    let grid = grid
        .chain((0..RESIDENTS).map(resident))
        .chain((0..VISITS).map(visit));
    let grid = grid.chain((0..NEEDS).map(need)).collect();
    let events = (0..NEEDS).flat_map(steps).collect();
    let response = SyncResponse {
        time: NOW,
        epoch: 1,
        answers: Vec::new(),
        granted: vec![
            scope(1, Scope::Community(COMMUNITY)),
            scope(2, Scope::Grid(GRID)),
        ],
        withdrawn: Vec::new(),
        pages: vec![page(1, community(), Vec::new()), page(2, grid, events)],
        more: false,
    };
    let begun = Instant::now();
    store.apply(&[], &response, NOW).expect("applied");
    tell("apply_all", begun.elapsed());
}

fn tell(figure: &str, took: Duration) {
    println!(
        "{{\"figure\":\"{figure}_ms\",\"value\":{:.1}}}",
        took.as_secs_f64() * 1000.0
    );
}

/// The best of five.
fn time(figure: &str, mut run: impl FnMut()) {
    let once = |()| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    tell(
        figure,
        [(); 5].map(once).into_iter().min().unwrap_or_default(),
    );
}

fn ask<Q: Ask + Clone>(store: &Store, figure: &str, question: &Q) {
    time(figure, || {
        let query = question.clone().into_query();
        queries::answer(store, query, NOW).expect("answered");
    });
}

fn main() {
    let folder = std::env::temp_dir().join(format!("chuanmen-screens-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    let key = DatabaseKey::random().expect("key");
    let mut store = Store::open_path(&folder.join("replica.db"), &key).expect("store");
    fill(&mut store);
    let household = household(4_321);
    ask(&store, "today", &TodayQuery {});
    ask(&store, "places", &PlacesQuery {});
    ask(
        &store,
        "board",
        &BoardQuery {
            building: building(7),
        },
    );
    ask(&store, "household", &HouseholdQuery { household });
    ask(&store, "visit_form", &VisitFormQuery { household });
    ask(&store, "needs", &NeedsQuery {});
    ask(&store, "wishes", &WishesQuery {});
    ask(&store, "receipt", &ReceiptQuery {});
    ask(
        &store,
        "search_name",
        &SearchQuery {
            text: "秀兰".to_owned(),
        },
    );
    ask(
        &store,
        "search_initials",
        &SearchQuery {
            text: "zxl".to_owned(),
        },
    );
    ask(
        &store,
        "search_phone",
        &SearchQuery {
            text: "2907".to_owned(),
        },
    );
    ask(
        &store,
        "search_room",
        &SearchQuery {
            text: "3-2-50".to_owned(),
        },
    );
    ask(
        &store,
        "search_surname",
        &SearchQuery {
            text: "yangw".to_owned(),
        },
    );
    ask(&store, "round_plan", &PlanQuery {});
    let unseen = CareList::Unseen;
    ask(&store, "care_unseen", &CareQuery { list: unseen });
    let staircases = (0..8).map(|n| Staircase {
        building: building(n),
        unit: "1".to_owned(),
    });
    let step = RoundStep::Plan {
        staircases: staircases.collect(),
        all: true,
    };
    commands::handle(&mut store, Command::Round(step), NOW).expect("planned");
    ask(&store, "round", &RoundQuery {});
    ask(&store, "today_with_round", &TodayQuery {});
    time("record_visit", || {
        let visit = VisitDraft {
            outcome: Some(Outcome::Met),
            unchanged: true,
            ..VisitDraft::default()
        };
        let command = Command::RecordVisit { household, visit };
        commands::handle(&mut store, command, NOW).expect("saved");
    });
    drop(store);
    // From nothing to what Today draws, as an app that starts does it.
    let path = folder.join("replica.db");
    time("cold_start_to_today", || {
        let store = Store::open_path(&path, &key).expect("store");
        let query = TodayQuery {}.into_query();
        queries::answer(&store, query, NOW).expect("answered");
    });
    std::fs::remove_dir_all(&folder).expect("cleaned up");
}
