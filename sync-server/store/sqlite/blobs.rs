//! Photos and signatures, and who names them.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{BlobHash, DeviceId, blobs_named};
use chuanmen_core::merge::{Record, RecordId};
use chuanmen_core::protocol::ScopeNumber;
use rusqlite::{Connection, OptionalExtension};

use crate::store::{CommunityKey, StoreError};

/// Notes which blobs a record names as it now stands. Most name none, and cost no statement.
pub(super) fn name(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    record: &Record,
) -> Result<(), StoreError> {
    let named: BTreeSet<_> = blobs_named(&record.fields).collect();
    if named.is_empty() {
        return Ok(());
    }
    unname(db, community, scope, record.id)?;
    let mut insert = db.prepare_cached(
        "INSERT INTO blob_name (community, hash, scope, record) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for hash in named {
        insert.execute((community.0, hash.to_string(), scope.0, record.id.0))?;
    }
    Ok(())
}

/// The record names nothing any more.
pub(super) fn unname(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    record: RecordId,
) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM blob_name WHERE community = ?1 AND scope = ?2 AND record = ?3")?
        .execute((community.0, scope.0, record.0))?;
    Ok(())
}

pub(super) fn scopes(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
) -> Result<BTreeSet<ScopeNumber>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT DISTINCT scope FROM blob_name WHERE community = ?1 AND hash = ?2",
    )?;
    let rows = select.query_map((community.0, hash.to_string()), |row| {
        Ok(ScopeNumber(row.get(0)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn length(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
) -> Result<Option<usize>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT length(bytes) FROM blob WHERE community = ?1 AND hash = ?2")?;
    let found = select.query_row((community.0, hash.to_string()), |row| row.get(0));
    Ok(found.optional()?)
}

pub(super) fn bytes(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
) -> Result<Option<Vec<u8>>, StoreError> {
    let mut select =
        db.prepare_cached("SELECT bytes FROM blob WHERE community = ?1 AND hash = ?2")?;
    let found = select.query_row((community.0, hash.to_string()), |row| row.get(0));
    Ok(found.optional()?)
}

pub(super) fn part(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
    device: DeviceId,
) -> Result<Vec<u8>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT bytes FROM blob_part WHERE community = ?1 AND hash = ?2 AND device = ?3",
    )?;
    let found = select.query_row((community.0, hash.to_string(), device.0), |row| row.get(0));
    Ok(found.optional()?.unwrap_or_default())
}

pub(super) fn put_part(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
    device: DeviceId,
    bytes: &[u8],
    at: UnixMillis,
) -> Result<(), StoreError> {
    if bytes.is_empty() {
        db.prepare_cached(
            "DELETE FROM blob_part WHERE community = ?1 AND hash = ?2 AND device = ?3",
        )?
        .execute((community.0, hash.to_string(), device.0))?;
        return Ok(());
    }
    db.prepare_cached(
        "INSERT INTO blob_part (community, hash, device, at, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (community, hash, device)
         DO UPDATE SET at = excluded.at, bytes = excluded.bytes",
    )?
    .execute((community.0, hash.to_string(), device.0, at.0, bytes))?;
    Ok(())
}

pub(super) fn put(
    db: &Connection,
    community: CommunityKey,
    hash: BlobHash,
    bytes: &[u8],
    at: UnixMillis,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO blob (community, hash, at, bytes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (community, hash) DO NOTHING",
    )?
    .execute((community.0, hash.to_string(), at.0, bytes))?;
    db.prepare_cached("DELETE FROM blob_part WHERE community = ?1 AND hash = ?2")?
        .execute((community.0, hash.to_string()))?;
    Ok(())
}

pub(super) fn sweep(
    db: &Connection,
    community: CommunityKey,
    before: UnixMillis,
) -> Result<u64, StoreError> {
    let mut swept = 0;
    for sql in [
        "DELETE FROM blob WHERE community = ?1 AND at < ?2
             AND NOT EXISTS (SELECT 1 FROM blob_name AS name
                 WHERE name.community = blob.community AND name.hash = blob.hash)
             AND NOT EXISTS (SELECT 1 FROM quarantine_blob AS name
                 WHERE name.community = blob.community AND name.hash = blob.hash)",
        "DELETE FROM blob_part WHERE community = ?1 AND at < ?2
             AND NOT EXISTS (SELECT 1 FROM blob_name AS name
                 WHERE name.community = blob_part.community AND name.hash = blob_part.hash)
             AND NOT EXISTS (SELECT 1 FROM quarantine_blob AS name
                 WHERE name.community = blob_part.community AND name.hash = blob_part.hash)",
    ] {
        swept += db.prepare_cached(sql)?.execute((community.0, before.0))?;
    }
    Ok(u64::try_from(swept).unwrap_or(u64::MAX))
}
