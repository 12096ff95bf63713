use rusqlite::{Connection, OptionalExtension, Row};

use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{Clocks, Record, RecordId};

use super::StorageError;

/// A record with what the store knows of it.
pub(super) struct Stored {
    pub(super) key: i64,
    /// Saves in the outbox that touch it.
    pub(super) pending: i64,
    pub(super) record: Record,
}

/// A record from its stored parts: columns `id`, `kind`, `fields` and `clocks`.
pub(super) fn parse(
    id: &str,
    kind: &str,
    fields: &str,
    clocks: &str,
) -> Result<Record, StorageError> {
    Ok(Record {
        kind: Kind::from(kind),
        id: id
            .parse()
            .map_err(|why| StorageError::corrupt("an id", why))?,
        fields: serde_json::from_str(fields).map_err(|why| StorageError::corrupt("fields", why))?,
        clocks: parse_clocks(clocks)?,
    })
}

fn parse_clocks(clocks: &str) -> Result<Clocks, StorageError> {
    serde_json::from_str(clocks).map_err(|why| StorageError::corrupt("clocks", why))
}

/// Reads a record out of a row of one of the views, or of `record`: columns `id`, `kind`,
/// `fields` and `clocks`, by name.
///
/// # Errors
/// When a column is missing or does not parse.
pub fn record_of(row: &Row<'_>) -> Result<Record, StorageError> {
    let text = |column: &str| Ok::<_, StorageError>(row.get_ref(column)?.as_str().unwrap_or(""));
    parse(text("id")?, text("kind")?, text("fields")?, text("clocks")?)
}

pub(super) struct Texts {
    pub(super) fields: String,
    pub(super) clocks: String,
}

pub(super) fn texts(record: &Record) -> Result<Texts, StorageError> {
    let text = serde_json::to_string(&record.fields);
    let clocks = serde_json::to_string(&record.clocks);
    Ok(Texts {
        fields: text.map_err(|why| StorageError::corrupt("fields", why))?,
        clocks: clocks.map_err(|why| StorageError::corrupt("clocks", why))?,
    })
}

pub(super) fn load(
    connection: &Connection,
    scope: i64,
    id: RecordId,
) -> Result<Option<Stored>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT key, pending, id, kind, fields, clocks FROM record WHERE id = ?1 AND scope = ?2",
    )?;
    let mut rows = select.query((id.to_string(), scope))?;
    rows.next()?.map(stored).transpose()
}

pub(super) fn load_key(connection: &Connection, key: i64) -> Result<Option<Stored>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT key, pending, id, kind, fields, clocks FROM record WHERE key = ?1",
    )?;
    let mut rows = select.query([key])?;
    rows.next()?.map(stored).transpose()
}

fn stored(row: &Row<'_>) -> Result<Stored, StorageError> {
    Ok(Stored {
        key: row.get("key")?,
        pending: row.get("pending")?,
        record: record_of(row)?,
    })
}

pub(super) fn find(
    connection: &Connection,
    id: RecordId,
) -> Result<Option<(Scope, Record)>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT scope.name, record.id, kind, fields, clocks
         FROM record JOIN scope ON scope.key = record.scope
         WHERE record.id = ?1 ORDER BY scope.withdrawn, leaving, scope.key LIMIT 1",
    )?;
    let mut rows = select.query([id.to_string()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let name: String = row.get("name")?;
    let scope = name
        .parse()
        .map_err(|why| StorageError::corrupt("a scope", why))?;
    Ok(Some((scope, record_of(row)?)))
}

/// Adds a record that is not there yet; none if it is.
pub(super) fn add(
    connection: &Connection,
    scope: i64,
    record: &Record,
) -> Result<Option<i64>, StorageError> {
    let Texts { fields, clocks } = texts(record)?;
    let key = connection
        .prepare_cached(
            "INSERT INTO record (id, scope, kind, fields, clocks, disputed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id, scope) DO NOTHING RETURNING key",
        )?
        .query_row(
            (
                record.id.to_string(),
                scope,
                record.kind.as_str(),
                fields,
                clocks,
                record.conflicts().next().is_some(),
            ),
            |row| row.get(0),
        )
        .optional()?;
    Ok(key)
}

pub(super) fn show(connection: &Connection, key: i64, record: &Record) -> Result<(), StorageError> {
    let Texts { fields, clocks } = texts(record)?;
    connection
        .prepare_cached("UPDATE record SET fields = ?2, clocks = ?3, disputed = ?4 WHERE key = ?1")?
        .execute((key, fields, clocks, record.conflicts().next().is_some()))?;
    Ok(())
}

/// The hub's copy of a record with pending patches; none if the hub has none.
pub(super) fn mirrored(
    connection: &Connection,
    stored: &Stored,
) -> Result<Option<Record>, StorageError> {
    let parts: Option<(String, String)> = connection
        .prepare_cached("SELECT fields, clocks FROM mirror WHERE record = ?1")?
        .query_row([stored.key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((fields, clocks)) = parts else {
        return Ok(None);
    };
    Ok(Some(Record {
        kind: stored.record.kind.clone(),
        id: stored.record.id,
        fields: serde_json::from_str(&fields)
            .map_err(|why| StorageError::corrupt("fields", why))?,
        clocks: parse_clocks(&clocks)?,
    }))
}

pub(super) fn mirror(
    connection: &Connection,
    key: i64,
    record: &Record,
) -> Result<(), StorageError> {
    let Texts { fields, clocks } = texts(record)?;
    connection
        .prepare_cached(
            "INSERT INTO mirror (record, fields, clocks) VALUES (?1, ?2, ?3)
             ON CONFLICT (record) DO UPDATE SET fields = excluded.fields, clocks = excluded.clocks",
        )?
        .execute((key, fields, clocks))?;
    Ok(())
}

/// Before the first pending patch: what shows is the hub's copy.
pub(super) fn mirror_as_shown(connection: &Connection, key: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "INSERT INTO mirror (record, fields, clocks)
             SELECT key, fields, clocks FROM record WHERE key = ?1",
        )?
        .execute([key])?;
    Ok(())
}

pub(super) fn drop_mirror(connection: &Connection, key: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached("DELETE FROM mirror WHERE record = ?1")?
        .execute([key])?;
    Ok(())
}

/// Merges what came from the hub into its copy, and into what shows.
pub(super) fn merge(
    connection: &Connection,
    scope: i64,
    incoming: &Record,
) -> Result<(), StorageError> {
    if add(connection, scope, incoming)?.is_some() {
        return Ok(());
    }
    let Some(stored) = load(connection, scope, incoming.id)? else {
        return Ok(());
    };
    if stored.pending > 0 {
        let hub = match mirrored(connection, &stored)? {
            Some(hub) => hub.join(incoming),
            None => incoming.clone(),
        };
        mirror(connection, stored.key, &hub)?;
    }
    let shown = stored.record.join(incoming);
    if shown != stored.record {
        show(connection, stored.key, &shown)?;
    }
    Ok(())
}
