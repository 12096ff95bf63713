//! What revoked devices left behind.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{BlobHash, DeviceId};
use chuanmen_core::merge::TransactionId;
use rusqlite::Connection;

use super::column::parsed;
use crate::store::{CommunityKey, Decision, QuarantineRow, StoreError};

pub(super) fn waiting(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<QuarantineRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, device, arrived_at, body FROM quarantine
         WHERE community = ?1 AND verdict IS NULL ORDER BY rowid",
    )?;
    let mut rows = select.query([community.0])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let id = TransactionId(row.get("id")?);
        let device = DeviceId(row.get("device")?);
        waiting.push(QuarantineRow {
            blobs: blobs(db, community, device, id)?,
            id,
            device,
            arrived_at: UnixMillis(row.get("arrived_at")?),
            body: row.get("body")?,
        });
    }
    Ok(waiting)
}

fn blobs(
    db: &Connection,
    community: CommunityKey,
    device: DeviceId,
    id: TransactionId,
) -> Result<BTreeSet<BlobHash>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT hash FROM quarantine_blob WHERE community = ?1 AND device = ?2 AND id = ?3",
    )?;
    let mut rows = select.query((community.0, device.0, id.0))?;
    let mut blobs = BTreeSet::new();
    while let Some(row) = rows.next()? {
        blobs.insert(parsed(row, "hash")?);
    }
    Ok(blobs)
}

pub(super) fn count(
    db: &Connection,
    community: CommunityKey,
    device: DeviceId,
) -> Result<u64, StoreError> {
    let mut select =
        db.prepare_cached("SELECT count(*) FROM quarantine WHERE community = ?1 AND device = ?2")?;
    Ok(select.query_row((community.0, device.0), |row| row.get(0))?)
}

pub(super) fn names(
    db: &Connection,
    community: CommunityKey,
    device: DeviceId,
    hash: BlobHash,
) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT 1 FROM quarantine_blob WHERE community = ?1 AND hash = ?2 AND device = ?3",
    )?;
    Ok(select.exists((community.0, hash.to_string(), device.0))?)
}

pub(super) fn put(
    db: &Connection,
    community: CommunityKey,
    row: &QuarantineRow,
) -> Result<(), StoreError> {
    let kept = db
        .prepare_cached(
            "INSERT INTO quarantine (community, device, id, arrived_at, body)
             VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute((
            community.0,
            row.device.0,
            row.id.0,
            row.arrived_at.0,
            &row.body,
        ))?;
    if kept == 0 {
        return Ok(());
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO quarantine_blob (community, device, id, hash) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for hash in &row.blobs {
        insert.execute((community.0, row.device.0, row.id.0, hash.to_string()))?;
    }
    Ok(())
}

pub(super) fn decide(
    db: &Connection,
    community: CommunityKey,
    (device, id): (DeviceId, TransactionId),
    decision: Decision,
) -> Result<(), StoreError> {
    let Decision { verdict, by, at } = decision;
    db.prepare_cached(
        "UPDATE quarantine SET verdict = ?4, decided_by = ?5, decided_at = ?6, body = ''
         WHERE community = ?1 AND device = ?2 AND id = ?3",
    )?
    .execute((community.0, device.0, id.0, verdict.as_str(), by.0, at.0))?;
    db.prepare_cached(
        "DELETE FROM quarantine_blob WHERE community = ?1 AND device = ?2 AND id = ?3",
    )?
    .execute((community.0, device.0, id.0))?;
    Ok(())
}
