use std::collections::{BTreeMap, BTreeSet, HashMap};

use chuanmen_core::domain::{
    Account, AccountId, Area, AreaId, AreaLevel, Grant, HouseholdId, Kind, Organisation, Role,
};
use rusqlite::Connection;

use super::catalogue::records;
use super::doors::{self, Which};
use super::{Catalogue, Merged, Reading, checklist, read};
use crate::api::{AreaNode, AreaTreeView};
use crate::storage::StorageError;

/// Levels below the community, and some to spare: a parent that lies in its own child ends there.
const LEVELS: usize = 8;

/// Who answers for an area, by role and name.
type Answering = BTreeSet<(u8, Role, String)>;

/// What stands in a building.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    households: u32,
    residents: u32,
    organisations: u32,
}

impl Count {
    const fn add(&mut self, other: Self) {
        self.households += other.households;
        self.residents += other.residents;
        self.organisations += other.organisations;
    }
}

/// The areas of a device, by what they lie in.
struct Tree {
    areas: HashMap<AreaId, (Area, bool)>,
    below: BTreeMap<AreaId, BTreeSet<(i64, AreaId)>>,
    counts: HashMap<AreaId, Count>,
    who: HashMap<AreaId, Answering>,
}

/// The community as a tree, each area with what a plain recount finds in it.
pub(super) fn answer(reading: Reading<'_>) -> Result<AreaTreeView, StorageError> {
    let connection = reading.connection();
    let mut tree = Tree {
        areas: HashMap::new(),
        below: BTreeMap::new(),
        counts: counts(reading)?,
        who: who(connection)?,
    };
    for (record, pending) in records(connection, &Kind::Area)? {
        if let Some(area) = Area::read(&record) {
            let place = (area.number, area.id);
            if let Some(parent) = area.parent {
                tree.below.entry(parent).or_default().insert(place);
            }
            tree.areas.insert(area.id, (area, pending));
        }
    }
    let mut areas = Vec::new();
    let community = reading.store.session().map(|session| session.community);
    if let Some(community) = community {
        tree.walk(community, 0, &mut areas);
    }
    Ok(AreaTreeView {
        areas,
        may_change: checklist::may_change(reading)?,
    })
}

impl Tree {
    /// Adds an area and all that lies in it, and returns what stands there.
    fn walk(&self, id: AreaId, depth: usize, into: &mut Vec<AreaNode>) -> Count {
        let mut count = self.counts.get(&id).copied().unwrap_or_default();
        let Some((area, pending)) = self.areas.get(&id).filter(|_| depth < LEVELS) else {
            return count;
        };
        let who = self.who.get(&id).into_iter().flatten();
        let place = into.len();
        into.push(AreaNode {
            id,
            level: area.level.clone(),
            name: area.name.clone(),
            number: area.number,
            parent: area.parent.filter(|_| depth > 0),
            depth,
            households: 0,
            residents: 0,
            organisations: 0,
            who: who
                .map(|(_, role, name)| (role.clone(), name.clone()))
                .collect(),
            pending: *pending,
        });
        for (_, child) in self.below.get(&id).into_iter().flatten() {
            count.add(self.walk(*child, depth + 1, into));
        }
        if let Some(node) = into.get_mut(place) {
            node.households = count.households;
            node.residents = count.residents;
            node.organisations = count.organisations;
        }
        count
    }
}

/// What stands in each building.
fn counts(reading: Reading<'_>) -> Result<HashMap<AreaId, Count>, StorageError> {
    let connection = reading.connection();
    let catalogue = Catalogue::load(connection)?;
    let merged = Merged::load(connection)?;
    let mut lives: HashMap<HouseholdId, u32> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT fields ->> '$.household', count(*) FROM record
         WHERE kind = 'resident' AND NOT deleted GROUP BY 1",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id::<HouseholdId>(row, 0)? {
            *lives.entry(merged.kept(household)).or_default() += row.get::<_, u32>(1)?;
        }
    }
    let mut counts: HashMap<AreaId, Count> = HashMap::new();
    for door in doors::load(connection, &Which::All, &catalogue, reading.today)? {
        counts.entry(door.building).or_default().add(Count {
            households: 1,
            residents: lives.get(&door.household).copied().unwrap_or_default(),
            organisations: 0,
        });
    }
    for (record, _) in records(connection, &Kind::Organisation)? {
        if let Some(building) = Organisation::read(&record).and_then(|one| one.site.building) {
            counts.entry(building).or_default().organisations += 1;
        }
    }
    Ok(counts)
}

/// Who answers for what, of those who answer for a grid or a building.
fn who(connection: &Connection) -> Result<HashMap<AreaId, Answering>, StorageError> {
    let accounts = records(connection, &Kind::Account)?.into_iter();
    let accounts = accounts.filter_map(|(record, _)| Account::read(&record));
    let names: HashMap<AccountId, String> =
        accounts.map(|account| (account.id, account.name)).collect();
    let mut who: HashMap<_, Answering> = HashMap::new();
    for (record, _) in records(connection, &Kind::Grant)? {
        let Some(grant) = Grant::read(&record) else {
            continue;
        };
        let answers = matches!(
            grant.role,
            Role::GridMember | Role::Informant | Role::BuildingChief
        );
        if let (true, Some(name)) = (answers, names.get(&grant.account)) {
            let one = (grant.role.rank(), grant.role, name.clone());
            who.entry(grant.area).or_default().insert(one);
        }
    }
    Ok(who)
}

/// What an area of this size lies in.
pub(crate) const fn level_above(level: &AreaLevel) -> Option<AreaLevel> {
    Some(match level {
        AreaLevel::Grid => AreaLevel::Community,
        AreaLevel::Compound => AreaLevel::Grid,
        AreaLevel::Building => AreaLevel::Compound,
        _ => return None,
    })
}
