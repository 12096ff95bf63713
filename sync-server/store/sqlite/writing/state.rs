//! Communities, their scopes and clocks, and records as they now stand.

use std::collections::BTreeSet;

use chuanmen_core::domain::{AreaId, Scope};
use chuanmen_core::merge::{Record, Stamp};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::VisitLine;
use rusqlite::Connection;

use super::super::column::to_json;
use super::super::{blobs, reported};
use crate::store::{CommunityKey, StoreError};

pub(super) fn add_community(
    db: &Connection,
    area: AreaId,
    clock: Stamp,
) -> Result<CommunityKey, StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO community (area, clock) VALUES (?1, ?2) RETURNING community",
    )?;
    let key = insert.query_row((area.0, clock.to_string()), |row| row.get(0))?;
    Ok(CommunityKey(key))
}

pub(super) fn ensure_scopes(
    db: &Connection,
    community: CommunityKey,
    scopes: &BTreeSet<Scope>,
) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO scope (community, number, name)
         VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM scope WHERE community = ?1), ?2)
         ON CONFLICT (community, name) DO NOTHING",
    )?;
    for scope in scopes {
        insert.execute((community.0, scope.to_string()))?;
    }
    Ok(())
}

pub(super) fn put_records(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    records: &[&Record],
) -> Result<(), StoreError> {
    let mut upsert = db.prepare_cached(
        "INSERT INTO record (community, scope, id, kind, fields, clocks, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (community, scope, id) DO UPDATE SET fields = excluded.fields,
             clocks = excluded.clocks, at = excluded.at",
    )?;
    for record in records {
        upsert.execute((
            community.0,
            scope.0,
            record.id.0,
            record.kind.as_str(),
            to_json(&record.fields)?,
            to_json(&record.clocks)?,
            VisitLine::of(record).map(|visit| visit.at.0),
        ))?;
        reported::note_end(db, community, scope, record)?;
        blobs::name(db, community, scope, record)?;
    }
    Ok(())
}

pub(super) fn put_clock(
    db: &Connection,
    community: CommunityKey,
    last: Stamp,
) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE community SET clock = ?2 WHERE community = ?1")?
        .execute((community.0, last.to_string()))?;
    Ok(())
}

pub(super) fn put_epoch(db: &Connection, epoch: u64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE hub SET epoch = ?1")?
        .execute([epoch])?;
    Ok(())
}

pub(super) fn put_demo(db: &Connection, made_from: &str) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE hub SET demo = ?1")?
        .execute([made_from])?;
    Ok(())
}
