use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Access, Account, AccountId, Area, AreaId, AreaLevel, DeviceId, Kind, Role, Scope, StoredEvent,
};
use chuanmen_core::merge::{Record, ReplicaId};
use chuanmen_core::protocol::{
    Cursor, EnrolResponse, GrantedScope, Page, Position, ScopeNumber, SyncResponse,
};
use uuid::Uuid;

use super::making::Making;
use super::{catalogue, households, lives};
use crate::storage::{StorageError, Store};

/// Whose device it is played to be.
pub(super) const LEARNER: AccountId = AccountId(Uuid::from_u128(0xA1));
/// 岩罕, who visits the same doors.
pub(super) const COLLEAGUE: AccountId = AccountId(Uuid::from_u128(0xA2));
/// 刘敏 of the community.
pub(super) const SUPERVISOR: AccountId = AccountId(Uuid::from_u128(0xA3));

const COMMUNITY: AreaId = AreaId(Uuid::from_u128(0xB1));
const GRID: AreaId = AreaId(Uuid::from_u128(0xB2));
const COMPOUND: AreaId = AreaId(Uuid::from_u128(0xB3));
/// 1 栋 and 2 栋.
pub(super) const BUILDINGS: [AreaId; 2] =
    [AreaId(Uuid::from_u128(0xB4)), AreaId(Uuid::from_u128(0xB5))];

/// Makes a device of this: enrolled nowhere, holding an invented grid as a hub would have sent it.
pub(super) fn fill(store: &mut Store, now: UnixMillis) -> Result<(), StorageError> {
    let learner = EnrolResponse {
        // Nobody is asked for it: there is no line.
        token: String::new(),
        device: DeviceId(Uuid::from_u128(0xD1)),
        replica: ReplicaId(1),
        account: LEARNER,
        name: "周丽萍（练习）".to_owned(),
        role: Role::GridMember,
        community: COMMUNITY,
        time: now,
        epoch: 1,
    };
    store.set_session(&learner, "", now)?;
    let mut making = Making::new(now);
    areas(&mut making);
    people(&mut making);
    catalogue::lay(&mut making);
    households::settle(&mut making);
    lives::tell(&mut making);
    store.apply(&[], &response(making), now)?;
    Ok(())
}

fn areas(making: &mut Making) {
    let area = |id, level, name: &str, parent, number| Area {
        id,
        level,
        name: name.to_owned(),
        parent,
        number,
    };
    let [one, two] = BUILDINGS;
    for area in [
        area(COMMUNITY, AreaLevel::Community, "练习社区", None, 1),
        area(GRID, AreaLevel::Grid, "第 1 网格", Some(COMMUNITY), 1),
        area(COMPOUND, AreaLevel::Compound, "练习小区", Some(GRID), 1),
        area(one, AreaLevel::Building, "1 栋", Some(COMPOUND), 1),
        area(two, AreaLevel::Building, "2 栋", Some(COMPOUND), 2),
    ] {
        let record = making.record(Kind::Area, area.id.0, area.fields());
        making.community.push(record);
    }
}

fn people(making: &mut Making) {
    for (id, name, role) in [
        (LEARNER, "周丽萍（练习）", Role::GridMember),
        (COLLEAGUE, "岩罕", Role::Informant),
        (SUPERVISOR, "刘敏", Role::CommunitySupervisor),
    ] {
        let account = Account {
            id,
            name: name.to_owned(),
            role,
        };
        let record = making.record(Kind::Account, id.0, account.fields());
        making.community.push(record);
    }
}

/// What a hub would have answered to the first sync.
fn response(making: Making) -> SyncResponse {
    let grant = |number, scope, access| GrantedScope {
        number: ScopeNumber(number),
        scope: Some(scope),
        access,
    };
    SyncResponse {
        time: making.now,
        epoch: 1,
        answers: Vec::new(),
        granted: vec![
            grant(1, Scope::Community(COMMUNITY), Access::Read),
            grant(2, Scope::Grid(GRID), Access::Write),
            grant(3, Scope::Account(LEARNER), Access::Write),
            grant(4, Scope::Health(GRID), Access::Write),
        ],
        withdrawn: Vec::new(),
        pages: vec![
            page(1, making.community, Vec::new()),
            page(2, making.grid, making.steps),
            page(3, Vec::new(), Vec::new()),
            page(4, Vec::new(), Vec::new()),
        ],
        more: false,
    }
}

fn page(scope: u32, records: Vec<Record>, events: Vec<StoredEvent>) -> Page {
    // Above every step's number.
    let seq = u64::try_from(events.len()).unwrap_or_default() + 1;
    Page {
        cursor: Cursor {
            scope: ScopeNumber(scope),
            position: Position::Log { seq },
        },
        anew: false,
        log: Vec::new(),
        records,
        events,
        remaining: 0,
    }
}
