//! Records that leave a scope, and a log that is cut.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::AreaId;
use chuanmen_core::merge::{Record, RecordId};
use chuanmen_core::protocol::ScopeNumber;
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::column::to_json;
use super::{blobs, scan, state};
use crate::store::{CommunityKey, EventRow, Gone, StoreError};

/// Moves that are followed one after the other; no record moves as often.
const LONGEST_WAY: usize = 1_000;

pub(super) fn gone(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeMap<RecordId, Gone>, StoreError> {
    let mut any =
        db.prepare_cached("SELECT 1 FROM gone WHERE community = ?1 AND scope = ?2 LIMIT 1")?;
    if !any.exists((community.0, scope.0))? {
        return Ok(BTreeMap::new());
    }
    let mut found = BTreeMap::new();
    for id in ids {
        if let Some(gone) = follow(db, community, scope, *id)? {
            found.insert(*id, gone);
        }
    }
    Ok(found)
}

/// Where a record is that left `scope`, and perhaps the next one, too.
fn follow(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    id: RecordId,
) -> Result<Option<Gone>, StoreError> {
    let mut step = db.prepare_cached(
        "SELECT target FROM gone WHERE community = ?1 AND scope = ?2 AND id = ?3",
    )?;
    let mut at = None;
    for _ in 0..LONGEST_WAY {
        let from = match at {
            None => scope,
            Some(Gone::To(scope)) => scope,
            Some(Gone::Erased) => break,
        };
        let target: Option<Option<u32>> = step
            .query_row((community.0, from.0, id.0), |row| row.get(0))
            .optional()?;
        match target {
            None => break,
            Some(None) => at = Some(Gone::Erased),
            Some(Some(number)) => at = Some(Gone::To(ScopeNumber(number))),
        }
    }
    Ok(at)
}

pub(super) fn below(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
) -> Result<Vec<Record>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2
             AND (fields ->> '$.household' IN (SELECT value FROM json_each(?3))
                 OR fields ->> '$.organisation' IN (SELECT value FROM json_each(?3))
                 OR fields ->> '$.resident' IN (SELECT value FROM json_each(?3)))
         ORDER BY id",
    )?;
    let ids = &with_merged(db, community, scope, ids)?;
    let mut records = state::records(db, community, scope, ids)?;
    let mut rows = select.query((community.0, scope.0, to_json(ids)?))?;
    while let Some(row) = rows.next()? {
        let record = state::record(row)?;
        if !ids.contains(&record.id) {
            records.push(record);
        }
    }
    Ok(records)
}

/// Households and residents with those that were entered twice and became one of them, however
/// many times.
fn with_merged(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id FROM record
         WHERE community = ?1 AND scope = ?2 AND kind IN ('household', 'resident')
             AND fields ->> '$.merged_into' IN (SELECT value FROM json_each(?3))",
    )?;
    let mut all = ids.clone();
    loop {
        let known = all.len();
        let mut rows = select.query((community.0, scope.0, to_json(&all)?))?;
        while let Some(row) = rows.next()? {
            all.insert(RecordId(row.get(0)?));
        }
        if all.len() == known {
            return Ok(all);
        }
    }
}

pub(super) fn bookings(
    db: &Connection,
    community: CommunityKey,
    session: RecordId,
) -> Result<Vec<Record>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND kind = 'booking' AND fields ->> '$.session' = ?2
             AND fields ->> '$.deleted' IS NOT 1
         ORDER BY scope, id",
    )?;
    let mut rows = select.query((community.0, session.to_string()))?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(state::record(row)?);
    }
    Ok(records)
}

pub(super) fn events_of(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<EventRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, place, id, at, author, stamp, kind, subject, step, fields FROM event
         WHERE community = ?1 AND scope = ?2 AND subject = ?3",
    )?;
    let mut events = Vec::new();
    for subject in subjects {
        let mut rows = select.query((community.0, scope.0, subject.0))?;
        while let Some(row) = rows.next()? {
            events.push(scan::event(row)?);
        }
    }
    events.sort_by_key(|row| (row.seq, row.place));
    Ok(events)
}

pub(super) fn hosts_in(
    db: &Connection,
    community: CommunityKey,
    buildings: &BTreeSet<AreaId>,
) -> Result<Vec<(ScopeNumber, RecordId)>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT scope, id FROM record
         WHERE community = ?1
             AND (kind IN ('household', 'organisation')
                 AND fields ->> '$.place.building' IN (SELECT value FROM json_each(?2))
                 OR kind = 'need' AND fields ->> '$.household' IS NULL
                 AND fields ->> '$.organisation' IS NULL
                 AND fields ->> '$.area' IN (SELECT value FROM json_each(?2)))
         ORDER BY scope, id",
    )?;
    let rows = select.query_map((community.0, to_json(buildings)?), |row| {
        Ok((ScopeNumber(row.get(0)?), RecordId(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn take_out(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
    gone: Gone,
) -> Result<(), StoreError> {
    let target = match gone {
        Gone::To(target) => Some(target.0),
        Gone::Erased => None,
    };
    let mut record =
        db.prepare_cached("DELETE FROM record WHERE community = ?1 AND scope = ?2 AND id = ?3")?;
    let mut events = db
        .prepare_cached("DELETE FROM event WHERE community = ?1 AND scope = ?2 AND subject = ?3")?;
    let mut note = db.prepare_cached(
        "INSERT INTO gone (community, scope, id, target) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (community, scope, id) DO UPDATE SET target = excluded.target",
    )?;
    let mut back =
        db.prepare_cached("DELETE FROM gone WHERE community = ?1 AND scope = ?2 AND id = ?3")?;
    for id in ids {
        record.execute((community.0, scope.0, id.0))?;
        events.execute((community.0, scope.0, id.0))?;
        blobs::unname(db, community, scope, *id)?;
        note.execute((community.0, scope.0, id.0, target))?;
        if let Some(target) = target {
            back.execute((community.0, target, id.0))?;
        }
    }
    Ok(())
}

pub(super) fn scrub_log(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    ids: &BTreeSet<RecordId>,
    steps: bool,
) -> Result<(), StoreError> {
    let mut select =
        db.prepare_cached("SELECT seq, body FROM log WHERE community = ?1 AND scope = ?2")?;
    let mut update = db.prepare_cached(
        "UPDATE log SET body = ?4 WHERE community = ?1 AND scope = ?2 AND seq = ?3",
    )?;
    let ids: BTreeSet<String> = ids.iter().map(ToString::to_string).collect();
    let mut rows = select.query((community.0, scope.0))?;
    let mut scrubbed = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, body): (u64, String) = (row.get(0)?, row.get(1)?);
        if ids.iter().any(|id| body.contains(id.as_str())) {
            scrubbed.push((seq, without(&body, &ids, steps)?));
        }
    }
    drop(rows);
    for (seq, body) in scrubbed {
        update.execute((community.0, scope.0, seq, body))?;
    }
    Ok(())
}

/// A log entry's JSON without what it says of these records, nor of their steps.
fn without(body: &str, ids: &BTreeSet<String>, steps: bool) -> Result<String, StoreError> {
    let mut entry: Value =
        serde_json::from_str(body).map_err(|why| StoreError::unreadable("log.body", why))?;
    let about = [
        ("patches", "id"),
        ("events", "subject"),
        ("came", "id"),
        ("came_events", "subject"),
    ];
    for (list, name) in about {
        if name == "subject" && !steps {
            continue;
        }
        if let Some(Value::Array(things)) = entry.get_mut(list) {
            things.retain(|thing| !thing[name].as_str().is_some_and(|id| ids.contains(id)));
        }
    }
    to_json(&entry)
}

pub(super) fn cut_log(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    before: UnixMillis,
) -> Result<u64, StoreError> {
    let last: Option<u64> = db
        .prepare_cached("SELECT max(seq) FROM log WHERE community = ?1 AND scope = ?2 AND at < ?3")?
        .query_row((community.0, scope.0, before.0), |row| row.get(0))?;
    let Some(last) = last else { return Ok(0) };
    let cut = db
        .prepare_cached("DELETE FROM log WHERE community = ?1 AND scope = ?2 AND seq <= ?3")?
        .execute((community.0, scope.0, last))?;
    db.prepare_cached(
        "UPDATE scope SET floor = max(floor, ?3) WHERE community = ?1 AND number = ?2",
    )?
    .execute((community.0, scope.0, last))?;
    Ok(u64::try_from(cut).unwrap_or(u64::MAX))
}
