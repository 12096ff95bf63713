//! What stood in a field before: kept as transactions pass by, because a record only knows the
//! last write of each field.

use rusqlite::Connection;

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Stamp, Value};
use chuanmen_core::protocol::Transaction;

use super::{StorageError, Store, outbox, record};

/// Writes kept of one field of one record; the oldest go first.
const OF_A_FIELD: i64 = 20;
/// Writes kept in all, a few megabytes; the oldest go first.
const IN_ALL: i64 = 20_000;

/// One write of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Which field.
    pub field: FieldName,
    /// When, and by which replica.
    pub stamp: Stamp,
    /// What.
    pub value: Value,
    /// The writes its author had seen; none if that is not known here.
    pub base: Option<Vec<Stamp>>,
    /// It waits to be sent.
    pub pending: bool,
}

impl Store {
    /// The writes of a record that are known here and still say something: those that were
    /// overwritten, those that stand, those that others did not see, and what waits to be sent. In
    /// no order, each once.
    ///
    /// # Errors
    /// SQLite's.
    pub fn writes(&self, id: RecordId) -> Result<Vec<Write>, StorageError> {
        let connection = &self.connection;
        let mut writes = past(connection, id)?;
        let (hubs, waiting) = pending(connection, id)?;
        for transaction in waiting {
            let stamp = transaction.stamp;
            let patches = transaction.patches.into_iter();
            for mut patch in patches.filter(|patch| patch.id == id) {
                for (field, value) in patch.set {
                    let base = patch.base.remove(&field).unwrap_or_default();
                    writes.push(Write {
                        field,
                        stamp,
                        value,
                        base: Some(base),
                        pending: true,
                    });
                }
            }
        }
        let shown = self.find(id)?.map(|(_, record)| record);
        for write in hubs.iter().chain(&shown).flat_map(standing) {
            let known = |one: &Write| one.field == write.field && one.stamp == write.stamp;
            if !writes.iter().any(known) {
                writes.push(write);
            }
        }
        Ok(writes)
    }
}

/// What shows in a record, and what others wrote without having seen it.
fn standing(record: &Record) -> Vec<Write> {
    let write = |field: &FieldName, stamp, value: &Value| Write {
        field: field.clone(),
        stamp,
        value: value.clone(),
        // A first write covers nothing; of another, what it covers may come from several.
        base: (!record.clocks.covered.contains_key(field)).then(Vec::new),
        pending: false,
    };
    let shown = record.fields.iter().filter_map(|(field, value)| {
        let stamp = record.stamp(field)?;
        Some(write(field, stamp, value))
    });
    let rivals = record.clocks.rivals.iter();
    let rivals = rivals.flat_map(|(field, rivals)| {
        let rivals = rivals.iter();
        rivals.map(|rival| write(field, rival.stamp, &rival.value))
    });
    shown.chain(rivals).collect()
}

fn past(connection: &Connection, id: RecordId) -> Result<Vec<Write>, StorageError> {
    let mut select = connection
        .prepare_cached("SELECT field, stamp, value, base FROM history WHERE record = ?1")?;
    let mut rows = select.query([id.to_string()])?;
    let mut writes = Vec::new();
    while let Some(row) = rows.next()? {
        let stamp: String = row.get(1)?;
        let (value, base): (String, Option<String>) = (row.get(2)?, row.get(3)?);
        let corrupt = |why: serde_json::Error| StorageError::corrupt("history", why);
        writes.push(Write {
            field: row
                .get::<_, String>(0)?
                .try_into()
                .map_err(|why| StorageError::corrupt("history", why))?,
            stamp: stamp
                .parse()
                .map_err(|why| StorageError::corrupt("history", why))?,
            value: serde_json::from_str(&value).map_err(corrupt)?,
            base: base
                .map(|base| serde_json::from_str(&base).map_err(corrupt))
                .transpose()?,
            pending: false,
        });
    }
    Ok(writes)
}

/// The saves that touch a record and wait, in whichever scope, and the hub's copy beneath them.
fn pending(
    connection: &Connection,
    id: RecordId,
) -> Result<(Vec<Record>, Vec<Transaction>), StorageError> {
    let mut select =
        connection.prepare_cached("SELECT key FROM record WHERE id = ?1 AND pending > 0")?;
    let keys = select.query_map([id.to_string()], |row| row.get(0))?;
    let keys = keys.collect::<Result<Vec<i64>, _>>()?;
    let (mut hubs, mut waiting) = (Vec::new(), Vec::new());
    for key in keys {
        if let Some(stored) = record::load_key(connection, key)? {
            hubs.extend(record::mirrored(connection, &stored)?);
        }
        waiting.extend(outbox::touching(connection, key)?);
    }
    Ok((hubs, waiting))
}

/// Notes what a patch, as the hub has it, is about to overwrite, and what it writes. Call it before
/// the patch is merged. A patch that makes a record overwrites nothing.
pub(super) fn note(
    connection: &Connection,
    scope: i64,
    patch: &Patch,
    stamp: Stamp,
) -> Result<(), StorageError> {
    let told = matches!(patch.kind, Kind::Household | Kind::Resident);
    if !told && !patch.kind.is_of_a_catalogue() {
        return Ok(());
    }
    let Some(stored) = record::load(connection, scope, patch.id)? else {
        return Ok(());
    };
    let before = match stored.pending {
        0 => Some(stored.record),
        _ => record::mirrored(connection, &stored)?,
    };
    let Some(before) = before else {
        return Ok(());
    };
    for (field, value) in &patch.set {
        let base = patch.base.get(field).map_or(&[][..], Vec::as_slice);
        for write in standing(&before).iter().filter(|one| one.field == *field) {
            let base = write.base.as_deref();
            keep(
                connection,
                patch.id,
                field,
                (write.stamp, &write.value),
                base,
            )?;
        }
        keep(connection, patch.id, field, (stamp, value), Some(base))?;
        bound(connection, patch.id, field)?;
    }
    Ok(())
}

/// Keeps a write. One that is known already may become known better: what its writer had seen.
fn keep(
    connection: &Connection,
    id: RecordId,
    field: &FieldName,
    (stamp, value): (Stamp, &Value),
    base: Option<&[Stamp]>,
) -> Result<(), StorageError> {
    let corrupt = |why: serde_json::Error| StorageError::corrupt("history", why);
    let value = serde_json::to_string(value).map_err(corrupt)?;
    let base = base
        .map(serde_json::to_string)
        .transpose()
        .map_err(corrupt)?;
    connection
        .prepare_cached(
            "INSERT INTO history (record, field, stamp, value, base) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (record, field, stamp) DO UPDATE SET base = coalesce(base, excluded.base)",
        )?
        .execute((
            id.to_string(),
            field.as_str(),
            stamp.to_string(),
            value,
            base,
        ))?;
    Ok(())
}

fn bound(connection: &Connection, id: RecordId, field: &FieldName) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "DELETE FROM history WHERE record = ?1 AND field = ?2 AND stamp NOT IN (
                 SELECT stamp FROM history WHERE record = ?1 AND field = ?2
                 ORDER BY stamp DESC LIMIT ?3)",
        )?
        .execute((id.to_string(), field.as_str(), OF_A_FIELD))?;
    Ok(())
}

/// Forgets the history of records that are no longer on this device, and the oldest writes where
/// there are too many.
pub(super) fn sweep(connection: &Connection) -> Result<(), StorageError> {
    let forgotten = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM forgotten)")?
        .query_row([], |row| row.get::<_, bool>(0))?;
    if forgotten {
        connection.execute(
            "DELETE FROM history WHERE record IN (SELECT record FROM forgotten)
                 AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = history.record)",
            [],
        )?;
        connection.execute("DELETE FROM forgotten", [])?;
    }
    let kept: i64 = connection
        .prepare_cached("SELECT count(*) FROM history")?
        .query_row([], |row| row.get(0))?;
    if kept > IN_ALL {
        connection
            .prepare_cached(
                "DELETE FROM history WHERE (record, field, stamp) IN (
                     SELECT record, field, stamp FROM history ORDER BY stamp LIMIT ?1)",
            )?
            .execute([kept - IN_ALL])?;
    }
    Ok(())
}
