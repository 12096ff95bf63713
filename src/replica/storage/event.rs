use std::collections::BTreeSet;

use rusqlite::{Connection, Row};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Event, EventOrder, Kind, StoredEvent};
use chuanmen_core::merge::{RecordId, Stamp};

use super::StorageError;

/// Where an event stands, as columns.
struct Columns {
    seq: Option<i64>,
    at: Option<i64>,
    n: Option<i64>,
    idx: i64,
}

/// The hub counts in `u64`, SQLite in `i64`; neither reaches 2^63.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The reverse of [`signed`].
pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

pub(super) fn of(
    connection: &Connection,
    subject: RecordId,
) -> Result<Vec<StoredEvent>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE subject = ?1 ORDER BY seq IS NULL, seq, n, idx",
    )?;
    let mut rows = select.query([subject.to_string()])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(event_of(row)?);
    }
    once_each(&mut events);
    Ok(events)
}

/// Leaves one of each event: what is on its way from one scope of this device to another may be in
/// both.
pub fn once_each(events: &mut Vec<StoredEvent>) {
    let mut seen = BTreeSet::new();
    events.retain(|stored| seen.insert(stored.event.id));
}

/// Reads an event out of a row of `event`: every column but `scope`, by name.
///
/// # Errors
/// When a column is missing or does not parse.
pub fn event_of(row: &Row<'_>) -> Result<StoredEvent, StorageError> {
    let text = |column: &str| Ok::<_, StorageError>(row.get_ref(column)?.as_str().unwrap_or(""));
    let uuid = |column| {
        let id: Result<uuid::Uuid, _> = text(column)?.parse();
        id.map_err(|why| StorageError::corrupt("an id of an event", why))
    };
    let (idx, at): (i64, Option<i64>) = (row.get("idx")?, row.get("at")?);
    let order = match (
        row.get::<_, Option<i64>>("seq")?,
        row.get::<_, Option<i64>>("n")?,
    ) {
        (Some(seq), _) => EventOrder::Hub {
            seq: unsigned(seq),
            index: u16::try_from(idx).unwrap_or(u16::MAX),
            at: UnixMillis(at.unwrap_or_default()),
        },
        (None, n) => EventOrder::Pending {
            n: unsigned(n.unwrap_or_default()),
        },
    };
    let stamp = text("stamp")?.parse();
    let fields = serde_json::from_str(text("fields")?);
    Ok(StoredEvent {
        event: Event {
            id: chuanmen_core::merge::EventId(uuid("id")?),
            kind: Kind::from(text("kind")?),
            subject: RecordId(uuid("subject")?),
            step: text("step")?.into(),
            fields: fields.map_err(|why| StorageError::corrupt("fields of an event", why))?,
        },
        author: AccountId(uuid("author")?),
        stamp: stamp.map_err(|why| StorageError::corrupt("a stamp of an event", why))?,
        order,
    })
}

/// Stores an event that was saved here and not delivered, as the `index`-th of outbox row `n`.
pub(super) fn put_pending(
    connection: &Connection,
    scope: i64,
    event: &Event,
    author: AccountId,
    stamp: Stamp,
    (n, index): (i64, usize),
) -> Result<(), StorageError> {
    let columns = Columns {
        seq: None,
        at: None,
        n: Some(n),
        idx: i64::try_from(index).unwrap_or(i64::MAX),
    };
    put(connection, scope, event, author, stamp, &columns)
}

/// Stores an event where it stands in a scope at the hub.
pub(super) fn put_delivered(
    connection: &Connection,
    scope: i64,
    event: &Event,
    author: AccountId,
    stamp: Stamp,
    (seq, index, at): (u64, usize, UnixMillis),
) -> Result<(), StorageError> {
    let columns = Columns {
        seq: Some(signed(seq)),
        at: Some(at.0),
        n: None,
        idx: i64::try_from(index).unwrap_or(i64::MAX),
    };
    put(connection, scope, event, author, stamp, &columns)
}

fn put(
    connection: &Connection,
    scope: i64,
    event: &Event,
    author: AccountId,
    stamp: Stamp,
    columns: &Columns,
) -> Result<(), StorageError> {
    let fields = serde_json::to_string(&event.fields);
    let fields = fields.map_err(|why| StorageError::corrupt("fields of an event", why))?;
    connection
        .prepare_cached(
            "INSERT INTO event
                 (id, scope, kind, subject, seq, at, n, idx, author, stamp, step, fields)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (id, scope) DO UPDATE SET
                 seq = excluded.seq, at = excluded.at, n = excluded.n, idx = excluded.idx,
                 stamp = excluded.stamp",
        )?
        .execute((
            event.id.to_string(),
            scope,
            event.kind.as_str(),
            event.subject.to_string(),
            columns.seq,
            columns.at,
            columns.n,
            columns.idx,
            author.to_string(),
            stamp.to_string(),
            &*event.step,
            fields,
        ))?;
    Ok(())
}

/// Removes what a save that is undone or refused had added.
pub(super) fn drop_pending(connection: &Connection, n: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached("DELETE FROM event WHERE n = ?1")?
        .execute([n])?;
    Ok(())
}
