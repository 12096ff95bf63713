//! A subdistrict put into a hub's store, as pushes would have left it. Nobody in it exists.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chuanmen_core::china_date;
use chuanmen_core::domain::{AccountId, Area, AreaId, AreaLevel, Kind, Role, Scope};
use chuanmen_core::merge::Record;
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_server::SystemClock;
use chuanmen_server::hub::{Hub, NewAccount, NewGrant};
use chuanmen_server::store::{CommunityKey, SqliteStore, WriteTxn};
use uuid::Uuid;

use crate::Result;
use crate::events;
use crate::people::{catalogue, people};
use crate::records::{Ids, Span, needs, visits};
use crate::size::{self, ABOVE, BULK, COMMUNITIES, DAYS, GRIDS, MONTHS, SUPERVISOR, Size};

/// The subdistrict.
const SUBDISTRICT: AreaId = AreaId(Uuid::max());

/// The database of a subdistrict of this size; made if there is none of this month.
pub(crate) fn database(size: Size) -> Result<PathBuf> {
    let folder = PathBuf::from("target/bench");
    fs::create_dir_all(&folder)?;
    let month = china_date(size::now()).strftime("%Y-%m");
    let file = folder.join(format!("{}-{month}.db", size.name));
    if !file.exists() {
        for old in fs::read_dir(&folder)? {
            let old = old?;
            if old.file_name().to_string_lossy().starts_with(size.name) {
                fs::remove_file(old.path())?;
            }
        }
        let making = folder.join(format!("{}.part", size.name));
        make(size, &making)?;
        fs::rename(&making, &file)?;
    }
    Ok(file)
}

/// A hub over a database.
pub(crate) fn open(file: &Path) -> Result<Hub> {
    let store = SqliteStore::open(file, size::now())?;
    Ok(Hub::new(Arc::new(store), Arc::new(SystemClock)))
}

/// Has something change in every community: somebody new works there.
pub(crate) fn touch(file: &Path) -> Result<()> {
    let hub = open(file)?;
    for (community, _) in hub.communities_by_name()? {
        let login = format!("new{}", hub.fresh_id()?.simple());
        let new = NewAccount {
            id: None,
            ..supervisor(0, login, community)
        };
        hub.add_account(community, new)?;
    }
    hub.store().close()?;
    Ok(())
}

fn make(size: Size, file: &Path) -> Result<()> {
    let hub = open(file)?;
    let mut makers = Vec::new();
    for number in 0..=COMMUNITIES {
        makers.push(Maker::begin(&hub, number, size)?);
    }
    // As the months went by, so that what belongs together lies apart in the file, as it would.
    for month in 0..MONTHS {
        for maker in makers.iter_mut().take(COMMUNITIES as usize) {
            let span = Span::of(month, DAYS);
            maker.month(&hub, size.visits, size.needs, span)?;
        }
    }
    if let Some(bulk) = makers.last_mut() {
        let days = i64::from(china_date(size::now()).day());
        for part in 0..MONTHS {
            bulk.month(&hub, size.bulk, 0, Span::of(part, days - 1))?;
        }
    }
    hub.store().close()?;
    Ok(())
}

struct Maker {
    number: u32,
    size: Size,
    key: CommunityKey,
    scopes: Vec<ScopeNumber>,
    ids: Ids,
}

impl Maker {
    /// Makes a community with its people.
    fn begin(hub: &Hub, number: u32, size: Size) -> Result<Self> {
        let community = AreaId(Uuid::from_u128(size::base(number) | 1));
        hub.add_community(&areas(community, number))?;
        let login = match number {
            0 => SUPERVISOR.to_owned(),
            COMMUNITIES => BULK.to_owned(),
            _ => format!("supervisor{number}"),
        };
        hub.add_account(community, supervisor(number, login, community))?;
        if number == 0 {
            hub.add_account(community, above())?;
        }
        let mut txn = hub.store().write()?;
        let key = txn.as_read().community(community)?.ok_or("no community")?;
        let grids = (0..GRIDS).map(|grid| Scope::Grid(size::grid(number, grid)));
        let grids: Vec<_> = grids.collect();
        txn.ensure_scopes(key, &grids.iter().copied().collect())?;
        let known = txn.as_read().scopes(key)?;
        let place = |scope: &Scope| {
            let found = known.iter().find(|row| row.scope == *scope);
            found.map(|row| row.number).ok_or("no scope")
        };
        let scopes = grids.iter().map(place);
        let mut maker = Self {
            number,
            size,
            key,
            scopes: scopes.collect::<std::result::Result<_, _>>()?,
            ids: Ids::of(number),
        };
        let records = catalogue(&mut maker.ids);
        put(
            &mut *txn,
            key,
            place(&Scope::Community(community))?,
            &records,
        )?;
        for grid in 0..GRIDS {
            let records = people(&mut maker.ids, size, number, grid);
            put(&mut *txn, key, maker.scopes[grid as usize], &records)?;
        }
        txn.commit()?;
        Ok(maker)
    }

    /// Makes what was recorded in a span of time, of `of_visits` visits and `of_needs` needs in all.
    fn month(&mut self, hub: &Hub, of_visits: u32, of_needs: u32, span: Span) -> Result<()> {
        let mut txn = hub.store().write()?;
        for grid in 0..GRIDS {
            let scope = self.scopes[grid as usize];
            let homes = (self.number, grid, self.size.households);
            let made = visits(&mut self.ids, homes, of_visits, span);
            put(&mut *txn, self.key, scope, &made)?;
            let made = needs(&mut self.ids, homes, of_needs, span);
            put(&mut *txn, self.key, scope, &made)?;
            let about = made.iter().filter(|record| record.kind == Kind::Need);
            let entries = about.map(|need| events::of(&mut self.ids, self.number, need));
            txn.append(self.key, scope, &entries.collect::<Vec<_>>())?;
        }
        txn.commit()?;
        Ok(())
    }
}

fn supervisor(number: u32, login: String, community: AreaId) -> NewAccount {
    NewAccount {
        id: Some(AccountId(Uuid::from_u128(size::base(number) | 2))),
        login,
        password: None,
        name: "刘敏".into(),
        role: Role::CommunitySupervisor,
        grants: vec![NewGrant {
            id: None,
            role: Role::CommunitySupervisor,
            area: community,
            party: None,
        }],
    }
}

/// Who supervises all communities, by an account in the first.
fn above() -> NewAccount {
    NewAccount {
        id: None,
        login: ABOVE.into(),
        password: None,
        name: "杨文山".into(),
        role: Role::SubdistrictSupervisor,
        grants: vec![NewGrant {
            id: None,
            role: Role::SubdistrictSupervisor,
            area: SUBDISTRICT,
            party: None,
        }],
    }
}

/// A community of ten grids of a compound each, with ten buildings.
fn areas(community: AreaId, number: u32) -> Vec<Area> {
    let area = |id, level, name: String, parent, number: u32| Area {
        id,
        level,
        name,
        parent,
        number: i64::from(number),
    };
    let mut areas = vec![
        area(
            SUBDISTRICT,
            AreaLevel::Subdistrict,
            "允景洪街道".into(),
            None,
            1,
        ),
        area(
            community,
            AreaLevel::Community,
            "花卉园社区".into(),
            Some(SUBDISTRICT),
            number + 1,
        ),
    ];
    for grid in 0..GRIDS {
        let id = size::grid(number, grid);
        let name = format!("第 {} 网格", grid + 1);
        areas.push(area(id, AreaLevel::Grid, name, Some(community), grid + 1));
        let compound = AreaId(Uuid::from_u128(id.0.as_u128() | 0x1000));
        areas.push(area(
            compound,
            AreaLevel::Compound,
            "榕树小区".into(),
            Some(id),
            1,
        ));
        for building in 0..10 {
            let id = size::building(number, grid, building);
            let name = format!("{} 栋", building + 1);
            areas.push(area(
                id,
                AreaLevel::Building,
                name,
                Some(compound),
                building + 1,
            ));
        }
    }
    areas
}

fn put(
    txn: &mut dyn WriteTxn,
    key: CommunityKey,
    scope: ScopeNumber,
    records: &[Record],
) -> Result<()> {
    let records: Vec<_> = records.iter().collect();
    Ok(txn.put_records(key, scope, &records)?)
}
