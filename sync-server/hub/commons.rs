//! Needs about what a building shares, raised by its chief, who does not hold the grid: they stand
//! in the chief's own scope, the hub puts them before the grid's people, and tells the chief of
//! each step that is taken there.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{AccountId, AreaId, Fields, Kind, Scope};
use chuanmen_core::merge::{HybridClock, Record, RecordId};
use chuanmen_core::protocol::{MovedEvent, Moves, ScopeNumber};

use super::push::{grid_of, notice};
use crate::store::{CommunityKey, Entry, StoreError, WriteTxn};

type Entries = BTreeMap<ScopeNumber, Vec<Entry>>;

/// Puts what chiefs raised before the grids' people, and tells chiefs what was done about it.
/// Returns the entries that say so.
pub(super) fn carry(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    names: &BTreeMap<ScopeNumber, Scope>,
    taken: &Entries,
    clock: &mut HybridClock,
) -> Result<Entries, StoreError> {
    let mut told = Entries::new();
    for (number, entries) in taken {
        match names.get(number) {
            Some(Scope::Account(_)) => {
                for entry in entries.iter().filter(|entry| raises(entry)) {
                    raise(txn, community, (*number, entry), clock, &mut told)?;
                }
            }
            Some(Scope::Grid(_)) => {
                for entry in entries.iter().filter(|entry| steps(entry)) {
                    follow(txn, community, (*number, entry), clock, &mut told)?;
                }
            }
            _ => {}
        }
    }
    Ok(told)
}

fn raises(entry: &Entry) -> bool {
    let mut patches = entry.transaction.patches.iter();
    patches.any(|patch| patch.kind == Kind::Need)
}

fn steps(entry: &Entry) -> bool {
    let mut events = entry.transaction.events.iter();
    events.any(|event| event.kind == Kind::Need)
}

/// The needs that an entry of somebody's own scope makes, in the grid that their building lies in.
fn raise(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    (own, entry): (ScopeNumber, &Entry),
    clock: &mut HybridClock,
    told: &mut Entries,
) -> Result<(), StoreError> {
    let needs = entry.transaction.patches.iter();
    let needs = needs.filter(|patch| patch.kind == Kind::Need);
    let ids: BTreeSet<_> = needs.map(|patch| patch.id).collect();
    for need in txn.as_read().records(community, own, &ids)? {
        let Some(area) = Fields(&need.fields).parse::<AreaId>("area") else {
            continue;
        };
        let Some(grid) = grid_of(txn.as_read(), community, area)? else {
            continue;
        };
        let grid = Scope::Grid(grid);
        txn.ensure_scopes(community, &[grid].into())?;
        let Some(number) = number_of(txn, community, grid)? else {
            continue;
        };
        // An id that is taken there can only be forged.
        let there = txn
            .as_read()
            .records(community, number, &[need.id].into())?;
        if !there.is_empty() {
            continue;
        }
        txn.put_records(community, number, &[&need])?;
        let came = Moves {
            came: vec![need],
            ..Moves::default()
        };
        tell(told, (grid, number), entry, clock, came);
    }
    Ok(())
}

/// The steps of an entry of a grid, for those who raised what they are about.
fn follow(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    (grid, entry): (ScopeNumber, &Entry),
    clock: &mut HybridClock,
    told: &mut Entries,
) -> Result<(), StoreError> {
    let transaction = &entry.transaction;
    let subjects = transaction.events.iter().map(|event| event.subject);
    let needs = txn
        .as_read()
        .records(community, grid, &subjects.collect())?;
    for (need, raiser) in needs.iter().filter_map(raised_in_common) {
        let own = Scope::Account(raiser);
        let Some(number) = number_of(txn, community, own)? else {
            continue;
        };
        let read = txn.as_read();
        if read.records(community, number, &[need].into())?.is_empty() {
            continue;
        }
        let about = transaction.events.iter();
        let about = about.filter(|event| event.subject == need);
        let ids = about.clone().map(|event| event.id).collect();
        let known = read.events_known(community, number, &ids)?;
        let events = about.filter(|event| !known.contains(&event.id));
        let came = Moves {
            came_events: events
                .map(|event| MovedEvent {
                    event: event.clone(),
                    author: transaction.author,
                    stamp: transaction.stamp,
                    at: entry.at,
                })
                .collect(),
            ..Moves::default()
        };
        tell(told, (own, number), entry, clock, came);
    }
    Ok(())
}

/// A need about a building's commons, and who raised it.
fn raised_in_common(record: &Record) -> Option<(RecordId, AccountId)> {
    let fields = Fields(&record.fields);
    fields.parse::<AreaId>("area")?;
    Some((record.id, fields.parse("raised_by")?))
}

fn number_of(
    txn: &dyn WriteTxn,
    community: CommunityKey,
    scope: Scope,
) -> Result<Option<ScopeNumber>, StoreError> {
    let rows = txn.as_read().scopes(community)?.into_iter();
    let mut found = rows.filter(|row| row.scope == scope);
    Ok(found.next().map(|row| row.number))
}

fn tell(
    told: &mut Entries,
    (scope, number): (Scope, ScopeNumber),
    entry: &Entry,
    clock: &mut HybridClock,
    moves: Moves,
) {
    let stamp = clock.tick(entry.at);
    let notice = notice(scope, entry.transaction.author, entry.at, stamp, moves);
    told.entry(number).or_default().push(notice);
}
