//! A record lies in the scope that its place says: a household or an organisation in its building's
//! grid, with all that hangs below it. When one of them or a building moves, the hub moves the
//! records. An organisation that stands in no building stays where it was entered.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Area, AreaId, AreaLevel, Fields, Host, Household, Kind, Need, Organisation, Scope,
};
use chuanmen_core::merge::{Record, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::{MovedEvent, Moves, ScopeNumber, Transaction};
#[cfg(feature = "simulation")]
use chuanmen_core::simulation::{Fault, planted};

use super::judge::{Moved, Verdict, written};
use crate::store::{CommunityKey, Digest, Entry, EventRow, Gone, ReadTxn, StoreError, WriteTxn};

/// Levels between a building and its grid, and some to spare.
const LEVELS: usize = 8;

/// Households, organisations, needs of a whole building, and those who changed their household, that go from one scope to
/// another.
type Ways = BTreeMap<(ScopeNumber, ScopeNumber), BTreeSet<RecordId>>;

/// What moved from one scope to another.
type Went = Vec<(ScopeNumber, ScopeNumber, BTreeSet<RecordId>)>;

/// Moves what the verdict says may have to move, adds the entries that tell of it, and returns
/// what went where.
pub(super) fn relocate(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    verdict: &mut Verdict,
) -> Result<Went, StoreError> {
    let mut went = Went::new();
    let Some(moved) = verdict.moved.take() else {
        return Ok(went);
    };
    let ways = Map::load(txn.as_read(), community, &verdict.names)?.ways(txn, community, &moved)?;
    for ((from, to), hosts) in ways {
        let scopes = txn.as_read().scopes(community)?.into_iter();
        verdict
            .names
            .extend(scopes.map(|row| (row.number, row.scope)));
        let ids = move_all(txn, community, verdict, &moved, (from, to), &hosts)?;
        move_health(txn, community, verdict, &moved, (from, to), &ids)?;
        went.push((from, to, ids));
    }
    Ok(went)
}

/// The community's areas, as they now stand.
struct Map<'v> {
    names: &'v BTreeMap<ScopeNumber, Scope>,
    areas: BTreeMap<AreaId, Area>,
}

impl<'v> Map<'v> {
    fn load(
        read: &dyn ReadTxn,
        community: CommunityKey,
        names: &'v BTreeMap<ScopeNumber, Scope>,
    ) -> Result<Self, StoreError> {
        let mut map = Self {
            names,
            areas: BTreeMap::new(),
        };
        let homes = names.values().copied();
        let homes = homes.filter(|scope| matches!(scope, Scope::Community(_)));
        let facts = read.facts(community, &homes.collect())?;
        let records = facts.records.iter().map(|(_, record)| record);
        let areas = records.filter(|record| record.kind == Kind::Area && !record.is_deleted());
        map.areas
            .extend(areas.filter_map(Area::read).map(|area| (area.id, area)));
        Ok(map)
    }

    /// The grid that an area lies in.
    fn grid(&self, mut id: AreaId) -> Option<AreaId> {
        for _ in 0..LEVELS {
            let area = self.areas.get(&id)?;
            if area.level == AreaLevel::Grid {
                return Some(id);
            }
            id = area.parent?;
        }
        None
    }

    /// Whether an area lies in one of these, or is one.
    fn lies_in(&self, mut id: AreaId, these: &BTreeSet<RecordId>) -> bool {
        for _ in 0..LEVELS {
            if these.contains(&id.into()) {
                return true;
            }
            match self.areas.get(&id).and_then(|area| area.parent) {
                Some(parent) => id = parent,
                None => return false,
            }
        }
        false
    }

    /// Who has to move, and from where to where.
    fn ways(
        &self,
        txn: &mut dyn WriteTxn,
        community: CommunityKey,
        moved: &Moved,
    ) -> Result<Ways, StoreError> {
        let mut candidates = moved.hosts.clone();
        if !moved.areas.is_empty() {
            let buildings = self.areas.keys().copied();
            let buildings = buildings.filter(|id| self.lies_in(*id, &moved.areas));
            let found = txn.as_read().hosts_in(community, &buildings.collect())?;
            candidates.extend(found);
        }
        let mut wanted = Vec::new();
        for (from, id) in candidates {
            let found = txn.as_read().records(community, from, &[id].into())?;
            let grid = found
                .first()
                .and_then(building)
                .and_then(|id| self.grid(id));
            let (Some(grid), Some(Scope::Grid(now))) = (grid, self.names.get(&from)) else {
                continue;
            };
            if grid != *now {
                wanted.push((from, Scope::Grid(grid), id));
            }
        }
        wanted.extend(self.moved_house(txn.as_read(), community, moved)?);
        let scopes = wanted.iter().map(|(_, scope, _)| *scope);
        txn.ensure_scopes(community, &scopes.collect())?;
        let rows = txn.as_read().scopes(community)?.into_iter();
        let numbers: BTreeMap<_, _> = rows.map(|row| (row.scope, row.number)).collect();
        let mut ways = Ways::new();
        for (from, scope, id) in wanted {
            if let Some(to) = numbers.get(&scope) {
                ways.entry((from, *to)).or_default().insert(id);
            }
        }
        Ok(ways)
    }
}

/// The building that a household or an organisation says it is in, or a need of all who live there
/// is about.
fn building(host: &Record) -> Option<AreaId> {
    match host.kind {
        Kind::Need => Need::read(host)?.area,
        Kind::Organisation => Organisation::read(host)?.site.building,
        _ => Household::read(host).map(|home| home.place.building),
    }
}

impl Map<'_> {
    /// Those who live in a household of another grid now, with what hangs on them, and the grid
    /// that it lies in.
    fn moved_house(
        &self,
        read: &dyn ReadTxn,
        community: CommunityKey,
        moved: &Moved,
    ) -> Result<Vec<(ScopeNumber, Scope, RecordId)>, StoreError> {
        let mut wanted = Vec::new();
        for (from, id) in &moved.others {
            let found = read.records(community, *from, &[*id].into())?;
            let home = found
                .first()
                .and_then(|record| Fields(&record.fields).parse::<RecordId>("household"));
            let Some(home) = home else {
                continue;
            };
            // Most move within their grid.
            let grids = self
                .names
                .iter()
                .filter(|(_, scope)| matches!(scope, Scope::Grid(_)));
            let (near, far): (Vec<_>, Vec<_>) = grids.partition(|(number, _)| *number == from);
            for (number, _) in near.into_iter().chain(far) {
                let found = read.records(community, *number, &[home].into())?;
                let Some(home) = found.first().and_then(Household::read) else {
                    continue;
                };
                let grid = self.grid(home.place.building).map(Scope::Grid);
                wanted.extend(
                    grid.filter(|grid| self.names.get(from) != Some(grid))
                        .map(|grid| (*from, grid, *id)),
                );
                break;
            }
        }
        Ok(wanted)
    }
}

/// The grid that an area of a community lies in, as things stand.
pub(in crate::hub) fn grid_of(
    read: &dyn ReadTxn,
    community: CommunityKey,
    area: AreaId,
) -> Result<Option<AreaId>, StoreError> {
    let rows = read.scopes(community)?.into_iter();
    let names = rows.map(|row| (row.number, row.scope)).collect();
    Ok(Map::load(read, community, &names)?.grid(area))
}

fn move_all(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    verdict: &mut Verdict,
    moved: &Moved,
    (from, to): (ScopeNumber, ScopeNumber),
    hosts: &BTreeSet<RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let read = txn.as_read();
    let mut records = read.below(community, from, hosts)?;
    let ids: BTreeSet<_> = records.iter().map(|record| record.id).collect();
    // An id that is taken there can only be forged: what bears it stays where its author may
    // write.
    let taken = read.records(community, to, &ids)?.into_iter();
    let taken: BTreeSet<_> = taken.map(|record| record.id).collect();
    records.retain(|record| !taken.contains(&record.id));
    let ids: BTreeSet<_> = records.iter().map(|record| record.id).collect();
    if ids.is_empty() {
        return Ok(ids);
    }
    let events = read.events_of(community, from, &ids)?;
    txn.take_out(community, from, &ids, Gone::To(to))?;
    txn.put_records(community, to, &records.iter().collect::<Vec<_>>())?;

    let left = Moves {
        left: ids.iter().copied().collect(),
        ..Moves::default()
    };
    #[cfg(feature = "simulation")]
    let left = if planted(&Fault::NoEvict) {
        Moves::default()
    } else {
        left
    };
    tell(verdict, moved, from, left);
    for (records, events) in by_host(records, events, hosts) {
        let came = Moves {
            came: records,
            came_events: events,
            ..Moves::default()
        };
        tell(verdict, moved, to, came);
    }
    Ok(ids)
}

/// Takes the health of those who moved along, and leaves word of where it is for what is measured
/// of them by somebody who does not know yet.
fn move_health(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    verdict: &mut Verdict,
    moved: &Moved,
    (from, to): (ScopeNumber, ScopeNumber),
    ids: &BTreeSet<RecordId>,
) -> Result<(), StoreError> {
    let health = |number| verdict.names.get(&number).and_then(Scope::health);
    let (Some(from), Some(to)) = (health(from), health(to)) else {
        return Ok(());
    };
    txn.ensure_scopes(community, &[from, to].into())?;
    let rows = txn.as_read().scopes(community)?.into_iter();
    verdict
        .names
        .extend(rows.map(|row| (row.number, row.scope)));
    let number = |scope| {
        let mut names = verdict.names.iter();
        names.find_map(|(number, name)| (*name == scope).then_some(*number))
    };
    let (Some(from), Some(to)) = (number(from), number(to)) else {
        return Ok(());
    };
    move_all(txn, community, verdict, moved, (from, to), ids)?;
    txn.take_out(community, from, ids, Gone::To(to))
}

/// Each household or organisation with what hangs below it, so that none is ever seen without its own.
fn by_host(
    records: Vec<Record>,
    events: Vec<EventRow>,
    hosts: &BTreeSet<RecordId>,
) -> Vec<(Vec<Record>, Vec<MovedEvent>)> {
    let home = |record: &Record| {
        let fields = Fields(&record.fields);
        let named = Host::read(&fields).map(RecordId::from);
        let named = named.or_else(|| fields.parse(Household::MERGED_INTO));
        match named {
            Some(home) if hosts.contains(&home) => Some(home),
            _ if hosts.contains(&record.id) => Some(record.id),
            named => named,
        }
    };
    let homes: BTreeMap<_, _> = records.iter().map(|one| (one.id, home(one))).collect();
    let of = |record: &Record| {
        let resident = || Fields(&record.fields).parse::<RecordId>("resident");
        let own = homes.get(&record.id).copied().flatten();
        own.or_else(|| homes.get(&resident()?).copied().flatten())
    };
    let mut groups: BTreeMap<Option<RecordId>, (Vec<Record>, Vec<MovedEvent>)> = BTreeMap::new();
    let mut group_of = BTreeMap::new();
    for record in records {
        let home = of(&record);
        group_of.insert(record.id, home);
        groups.entry(home).or_default().0.push(record);
    }
    for row in events {
        let at = row.event.effective_at();
        let home = group_of.get(&row.event.event.subject).copied().flatten();
        groups.entry(home).or_default().1.push(MovedEvent {
            event: row.event.event,
            author: row.event.author,
            stamp: row.event.stamp,
            at,
        });
    }
    groups.into_values().collect()
}

/// Adds an entry of the hub's own to a scope's log.
fn tell(verdict: &mut Verdict, moved: &Moved, scope: ScopeNumber, moves: Moves) {
    if let Some(name) = verdict.names.get(&scope).copied() {
        let stamp = verdict.clock.tick(moved.at);
        let entry = notice(name, moved.by, moved.at, stamp, moves);
        verdict.entries.entry(scope).or_default().push(entry);
    }
}

/// An entry that only says what moved. `stamp` is one of the hub's own, given to nothing else.
pub(in crate::hub) fn notice(
    scope: Scope,
    by: AccountId,
    at: UnixMillis,
    stamp: Stamp,
    moves: Moves,
) -> Entry {
    // Named after what is unique about it. Two scopes may be told under one stamp.
    let hash = Digest::of("moves", format!("{scope} {stamp}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    let transaction = Transaction {
        id: TransactionId(uuid::Builder::from_custom_bytes(id).into_uuid()),
        scope,
        author: by,
        stamp,
        patches: Vec::new(),
        events: Vec::new(),
    };
    Entry {
        body: written(&transaction, &moves),
        transaction,
        moves,
        at,
        hash,
        claimed: None,
    }
}
