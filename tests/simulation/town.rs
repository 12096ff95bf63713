//! A community of two grids before the first step: built once through the real hub, then copied
//! for each seed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Area, AreaId, AreaLevel, CareTag, ChecklistItem, Deadline, Event, Household,
    HouseholdId, Housing, Kind, NeedCategory, Place, Relation, Resident, ResidentId, Role, Scope,
    Wish, WishId, WishKind,
};
use chuanmen_core::merge::{
    EventId, FieldName, HybridClock, Patch, RecordId, Stamp, TransactionId, Value,
};
use chuanmen_core::protocol::{Answer, SyncRequest, Transaction, VERSION};
use chuanmen_replica::storage::{DatabaseKey, Store};
use chuanmen_server::auth::Token;
use chuanmen_server::hub::{Hub, NewAccount, NewGrant};
use chuanmen_server::store::SqliteStore;
use uuid::Uuid;

use super::clock::Time;
use super::disk::Image;

/// Whose phone it is, and what they answer for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Person {
    pub(super) login: &'static str,
    pub(super) post: Post,
    /// 0: the community; else the number of a grid.
    pub(super) area: u128,
    number: u128,
}

/// What somebody works as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Post {
    Supervisor,
    Member,
    Informant,
}

const fn person(login: &'static str, post: Post, area: u128, number: u128) -> Person {
    Person {
        login,
        post,
        area,
        number,
    }
}

/// Two who share a grid, one of the other, and one who sees all.
pub(super) const PEOPLE: [Person; 4] = [
    person("alice", Post::Member, 1, 1),
    person("bob", Post::Informant, 1, 2),
    person("dora", Post::Supervisor, 0, 3),
    person("carol", Post::Member, 2, 4),
];

impl Person {
    pub(super) fn account(self) -> AccountId {
        AccountId(id(0xa0 + self.number))
    }

    fn role_word(self) -> Role {
        match self.post {
            Post::Supervisor => Role::CommunitySupervisor,
            Post::Member => Role::GridMember,
            Post::Informant => Role::Informant,
        }
    }

    pub(super) fn grant(self) -> NewGrant {
        NewGrant {
            id: Some(RecordId(id(0xb0 + self.number))),
            role: self.role_word(),
            area: match self.area {
                0 => COMMUNITY,
                number => grid(number),
            },
            party: None,
        }
    }

    /// What a device of theirs may hold while they have their grant.
    pub(super) fn scopes(self) -> BTreeSet<Scope> {
        let shared = [Scope::Community(COMMUNITY), Scope::Board(COMMUNITY)];
        let grids = match self.area {
            0 => vec![Scope::Grid(grid(1)), Scope::Grid(grid(2))],
            number => vec![Scope::Grid(grid(number))],
        };
        // An informant's phone holds nobody's health.
        let health = grids.iter().filter_map(Scope::health);
        let health: Vec<_> = health.filter(|_| self.post != Post::Informant).collect();
        let own = Scope::Account(self.account());
        let desk = (self.post == Post::Supervisor).then_some(Scope::Desk(COMMUNITY));
        let scopes = shared.into_iter().chain(grids).chain(health).chain([own]);
        scopes.chain(desk).collect()
    }
}

/// An id that a test can name.
pub(super) const fn id(low: u128) -> Uuid {
    Uuid::from_u128(0x0192_f0c1_7b1a_7000_8000_0000_0000_0000 | low)
}

pub(super) const COMMUNITY: AreaId = AreaId(id(0x100));

pub(super) const fn grid(number: u128) -> AreaId {
    AreaId(id(0x100 + number))
}

pub(super) const fn compound(grid: u128) -> AreaId {
    AreaId(id(0x110 + grid))
}

pub(super) const fn building(grid: u128) -> AreaId {
    AreaId(id(0x120 + grid))
}

/// The town as files: the hub's database, and that of a phone nobody has enrolled.
pub(super) struct Town {
    pub(super) hub: Image,
    pub(super) phone: Image,
}

/// Every database of the simulation has this key.
pub(super) const fn key() -> DatabaseKey {
    DatabaseKey::new([7; DatabaseKey::BYTES])
}

impl Town {
    /// Builds it in `folder`. Within a simulation, so that it is the same each time.
    pub(super) fn build(folder: &Path) -> Self {
        let phone = folder.join("phone.db");
        drop(Store::open_path(&phone, &key()).expect("a fresh database"));
        let hub = folder.join("hub.db");
        settle(&hub);
        Self {
            hub: Image::of(&hub),
            phone: Image::of(&phone),
        }
    }
}

fn settle(path: &Path) {
    let time = Time::noon();
    let store = Arc::new(SqliteStore::open(path, time.now()).expect("a fresh hub"));
    let hub = Hub::new(store, Arc::new(time.clone()));
    hub.add_community(&areas()).expect("the community");
    for person in PEOPLE {
        let account = NewAccount {
            id: Some(person.account()),
            login: person.login.into(),
            password: None,
            name: person.login.into(),
            role: person.role_word(),
            grants: vec![person.grant()],
        };
        hub.add_account(COMMUNITY, account).expect("an account");
    }
    let code = hub.enrolment_code("dora", UnixMillis::DAY).expect("a code");
    let founder = hub
        .enrol_by_code(&code.to_string(), "台式机")
        .expect("a device");
    let token = Token::from_header(&format!("Bearer {}", founder.token)).expect("a token");
    let session = hub.authenticate(&token).expect("a session");
    let mut clock = HybridClock::new(founder.replica);
    time.pass(1_000);
    let push = founding(founder.account, &mut || clock.tick(time.now()));
    let count = push.len();
    let request = SyncRequest {
        v: VERSION,
        app: String::new(),
        replica: founder.replica,
        epoch: founder.epoch,
        cursors: Vec::new(),
        push,
        take: 0,
    };
    let reply = hub.sync(&session, request).expect("the founding");
    let taken = |answer: &&Answer| matches!(answer, Answer::Accepted { .. });
    let answers = reply.answers();
    assert_eq!(answers.iter().filter(taken).count(), count, "{answers:?}");
    hub.store().close().expect("closed");
}

fn areas() -> Vec<Area> {
    let area = |id, level, parent, number| Area {
        id,
        level,
        name: format!("第 {number} 号"),
        parent,
        number,
    };
    let mut areas = vec![area(COMMUNITY, AreaLevel::Community, None, 1)];
    for number in [1, 2] {
        let n = i64::try_from(number).expect("small");
        areas.push(area(grid(number), AreaLevel::Grid, Some(COMMUNITY), n));
        let compound = compound(number);
        areas.push(area(compound, AreaLevel::Compound, Some(grid(number)), n));
        areas.push(area(
            building(number),
            AreaLevel::Building,
            Some(compound),
            n,
        ));
    }
    areas
}

fn catalogue() -> Vec<(Kind, BTreeMap<FieldName, Value>)> {
    let tag = CareTag {
        code: "living_alone".into(),
        name: "独居老人".into(),
        weight: 3,
        order: 1,
        ..CareTag::default()
    };
    let category = NeedCategory {
        code: "public_facility".into(),
        name: "公共设施".into(),
        within: Deadline::Days(5),
        order: 1,
        ..NeedCategory::default()
    };
    let item = ChecklistItem::words("power_gas", "用电用气", "正常", "要留意");
    vec![
        (Kind::CareTag, tag.fields()),
        (Kind::NeedCategory, category.fields()),
        (Kind::ChecklistItem, item.fields()),
    ]
}

fn founding(author: AccountId, stamp: &mut dyn FnMut() -> Stamp) -> Vec<Transaction> {
    let mut number = 0x1000;
    let mut fresh = || {
        number += 1;
        id(number)
    };
    let mut all = Vec::new();
    let community = Scope::Community(COMMUNITY);
    let patches = catalogue().into_iter();
    let patches: Vec<_> = patches
        .map(|(kind, set)| Patch::create(kind, RecordId(fresh()), set))
        .collect();
    let mut write = |scope, patches, events, fresh: &mut dyn FnMut() -> Uuid| {
        all.push(Transaction {
            id: TransactionId(fresh()),
            scope,
            author,
            stamp: stamp(),
            patches,
            events,
        });
    };
    write(community, patches, Vec::new(), &mut fresh);
    for number in [1, 2] {
        for home in 0..2 {
            let household = HouseholdId(id(0x200 + number * 16 + home));
            let wish = WishId(id(0x400 + number * 16 + home));
            let patches = door(number, home, household, wish, author);
            let steps = ["verify", "publish"].map(|step| Event {
                id: EventId(fresh()),
                kind: Kind::Wish,
                subject: wish.into(),
                step: step.into(),
                fields: BTreeMap::new(),
            });
            let scope = Scope::Grid(grid(number));
            write(scope, patches, steps.into(), &mut fresh);
        }
    }
    all
}

/// A household, somebody in it, and a wish of theirs.
fn door(
    number: u128,
    home: u128,
    household: HouseholdId,
    wish: WishId,
    author: AccountId,
) -> Vec<Patch> {
    let place = Place {
        building: building(number),
        unit: "1".into(),
        floor: 5,
        room: format!("50{home}"),
    };
    let household_fields = Household {
        id: household,
        place,
        housing: Housing::Own,
        note: String::new(),
    };
    let resident = Resident {
        id: ResidentId(id(0x300 + number * 16 + home)),
        household,
        name: "岩罕".into(),
        sex: None,
        citizen_id: None,
        born: None,
        phone: "13812340000".into(),
        relation: Some(Relation::Head),
        ethnicity: String::new(),
        party_member: false,
        family_doctor: false,
        care_tags: BTreeSet::new(),
        note: String::new(),
    };
    let wish = Wish {
        id: wish,
        resident: Some(resident.id),
        household,
        kind: WishKind::Goods,
        text: "一副老花镜".into(),
        needed_by: None,
        raised_by: Some(author),
        raised_at: super::clock::NOON,
    };
    vec![
        Patch::create(Kind::Household, household.into(), household_fields.fields()),
        Patch::create(Kind::Resident, resident.id.into(), resident.fields()),
        Patch::create(Kind::Wish, wish.id.into(), wish.fields()),
    ]
}
