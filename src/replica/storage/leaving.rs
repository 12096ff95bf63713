//! Records that are no longer in a scope: moved away, erased, or gone by the time a bootstrap
//! told the scope anew.

use std::collections::BTreeSet;

use rusqlite::Connection;

use chuanmen_core::merge::{EventId, RecordId};
use chuanmen_core::protocol::{Page, Position, SnapshotKey};

use super::event::signed;
use super::{StorageError, record, settle};

/// Forgets a record of a scope with its events; once they are answered, if saves that touch it
/// still wait.
pub(super) fn leave(
    connection: &Connection,
    scope: i64,
    record: RecordId,
) -> Result<(), StorageError> {
    let waits = connection
        .prepare_cached(
            "UPDATE record SET leaving = 1 WHERE id = ?1 AND scope = ?2 AND pending > 0",
        )?
        .execute((record.to_string(), scope))?;
    if waits == 0 {
        forget(connection, scope, &record.to_string())?;
    }
    Ok(())
}

fn forget(connection: &Connection, scope: i64, record: &str) -> Result<(), StorageError> {
    connection
        .prepare_cached("DELETE FROM record WHERE id = ?1 AND scope = ?2")?
        .execute((record, scope))?;
    connection
        .prepare_cached("DELETE FROM event WHERE subject = ?1 AND scope = ?2 AND n IS NULL")?
        .execute((record, scope))?;
    Ok(())
}

/// A record came (back) into a scope.
pub(super) fn stay(
    connection: &Connection,
    scope: i64,
    record: RecordId,
) -> Result<(), StorageError> {
    connection
        .prepare_cached("UPDATE record SET leaving = 0 WHERE id = ?1 AND scope = ?2 AND leaving")?
        .execute((record.to_string(), scope))?;
    Ok(())
}

/// Forgets those that were only waiting for an answer, and have it.
pub(super) fn sweep(connection: &Connection) -> Result<(), StorageError> {
    let mut select =
        connection.prepare_cached("SELECT scope, id FROM record WHERE leaving AND pending = 0")?;
    let gone = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (scope, record) in gone.collect::<Result<Vec<(i64, String)>, _>>()? {
        forget(connection, scope, &record)?;
    }
    Ok(())
}

/// A page of a bootstrap tells everything between two places of the scope's order: what this
/// device has there and the page does not bring is gone. `before` is where the device stood; none
/// if the page begins anew.
pub(super) fn reconcile(
    connection: &Connection,
    scope: i64,
    before: Option<SnapshotKey>,
    page: &Page,
) -> Result<(), StorageError> {
    let after = match page.cursor.position {
        Position::Snapshot { after, .. } => Some(after),
        Position::Log { .. } => None,
    };
    if !matches!(before, Some(SnapshotKey::Event { .. })) {
        let from = match before {
            Some(SnapshotKey::Record(id)) => id.to_string(),
            _ => String::new(),
        };
        // Every id sorts before `~`.
        let to = match after {
            Some(SnapshotKey::Record(id)) => id.to_string(),
            _ => "~".to_owned(),
        };
        let told: BTreeSet<_> = page.records.iter().map(|record| record.id).collect();
        for id in records_between(connection, scope, &from, &to)? {
            if !told.contains(&id) {
                miss(connection, scope, id)?;
            }
        }
    }
    if !matches!(after, Some(SnapshotKey::Record(_))) {
        let from = match before {
            Some(SnapshotKey::Event { seq, index }) => (signed(seq), i64::from(index)),
            _ => (-1, 0),
        };
        let to = match after {
            Some(SnapshotKey::Event { seq, index }) => (signed(seq), i64::from(index)),
            _ => (i64::MAX, 0),
        };
        let told = page.events.iter().map(|stored| stored.event.id);
        forget_events(connection, scope, from, to, &told.collect())?;
    }
    Ok(())
}

/// The hub has no such record in this scope: what shows is what still waits to be sent.
fn miss(connection: &Connection, scope: i64, record: RecordId) -> Result<(), StorageError> {
    match record::load(connection, scope, record)? {
        Some(stored) if stored.pending > 0 => {
            record::drop_mirror(connection, stored.key)?;
            settle::show_again(connection, stored.key)
        }
        _ => forget(connection, scope, &record.to_string()),
    }
}

fn records_between(
    connection: &Connection,
    scope: i64,
    from: &str,
    to: &str,
) -> Result<Vec<RecordId>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM record WHERE scope = ?1 AND id > ?2 AND id <= ?3 AND NOT leaving",
    )?;
    let mut rows = select.query((scope, from, to))?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        let id: Result<uuid::Uuid, _> = row.get_ref(0)?.as_str().unwrap_or_default().parse();
        ids.push(RecordId(
            id.map_err(|why| StorageError::corrupt("an id", why))?,
        ));
    }
    Ok(ids)
}

fn forget_events(
    connection: &Connection,
    scope: i64,
    from: (i64, i64),
    to: (i64, i64),
    told: &BTreeSet<EventId>,
) -> Result<(), StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT id FROM event WHERE scope = ?1 AND n IS NULL
             AND (seq, idx) > (?2, ?3) AND (seq, idx) <= (?4, ?5)",
    )?;
    let ids = select.query_map((scope, from.0, from.1, to.0, to.1), |row| row.get(0))?;
    let ids = ids.collect::<Result<Vec<String>, _>>()?;
    let mut delete = connection.prepare_cached("DELETE FROM event WHERE id = ?1 AND scope = ?2")?;
    for id in ids {
        let known = id.parse().is_ok_and(|id| told.contains(&EventId(id)));
        if !known {
            delete.execute((id, scope))?;
        }
    }
    Ok(())
}
