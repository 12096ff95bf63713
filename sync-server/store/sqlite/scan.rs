//! Reading a scope from a place on: for pages and reports.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Event, EventOrder, Scope, StoredEvent};
use chuanmen_core::merge::{EventId, RecordId};
use chuanmen_core::protocol::ScopeNumber;
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::column::{json, parsed};
use super::state;
use crate::store::{
    ClockedRecord, CommunityFacts, CommunityKey, EventRow, EventVisitor, LogRow, LogVisitor,
    RecordVisitor, StoreError,
};

/// Smaller than every id in use.
fn from(after: Option<RecordId>) -> Uuid {
    after.map_or(Uuid::nil(), |id| id.0)
}

fn text<'r>(row: &'r Row<'_>, column: &str) -> Result<&'r str, StoreError> {
    let value = row.get_ref(column)?.as_str();
    value.map_err(|why| StoreError::unreadable(column, why))
}

pub(super) fn log_after(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    after: u64,
    visit: &mut LogVisitor<'_>,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, at, body FROM log
         WHERE community = ?1 AND scope = ?2 AND seq > ?3 ORDER BY seq",
    )?;
    let mut rows = select.query((community.0, scope.0, after))?;
    while let Some(row) = rows.next()? {
        let entry = LogRow {
            seq: row.get("seq")?,
            at: UnixMillis(row.get("at")?),
            body: text(row, "body")?,
        };
        if visit(entry) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

pub(super) fn records_after(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    after: Option<RecordId>,
    visit: &mut RecordVisitor<'_>,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND id > ?3 ORDER BY id",
    )?;
    let mut rows = select.query((community.0, scope.0, from(after)))?;
    while let Some(row) = rows.next()? {
        let record = ClockedRecord {
            id: RecordId(row.get("id")?),
            kind: text(row, "kind")?,
            fields: text(row, "fields")?,
            clocks: text(row, "clocks")?,
        };
        if visit(record) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

pub(super) fn events_after(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    after: Option<(u64, u16)>,
    head: u64,
    visit: &mut EventVisitor<'_>,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT seq, place, id, at, author, stamp, kind, subject, step, fields FROM event
         WHERE community = ?1 AND scope = ?2 AND (seq, place) > (?3, ?4) AND seq <= ?5
         ORDER BY seq, place",
    )?;
    let (seq, place) = after.unwrap_or_default();
    let mut rows = select.query((community.0, scope.0, seq, place, head))?;
    while let Some(row) = rows.next()? {
        if visit(event(row)?) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

pub(super) fn event(row: &Row<'_>) -> Result<EventRow, StoreError> {
    let (seq, place) = (row.get("seq")?, row.get("place")?);
    Ok(EventRow {
        seq,
        place,
        event: StoredEvent {
            event: Event {
                id: EventId(row.get("id")?),
                kind: text(row, "kind")?.into(),
                subject: RecordId(row.get("subject")?),
                step: text(row, "step")?.into(),
                fields: json(row, "fields")?,
            },
            author: AccountId(row.get("author")?),
            stamp: parsed(row, "stamp")?,
            order: EventOrder::Hub {
                seq,
                index: place,
                at: UnixMillis(row.get("at")?),
            },
        },
    })
}

pub(super) fn count_records_after(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    after: Option<RecordId>,
) -> Result<u64, StoreError> {
    let mut count = db.prepare_cached(
        "SELECT count(*) FROM record WHERE community = ?1 AND scope = ?2 AND id > ?3",
    )?;
    Ok(count.query_row((community.0, scope.0, from(after)), |row| row.get(0))?)
}

pub(super) fn count_events_after(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    after: Option<(u64, u16)>,
    head: u64,
) -> Result<u64, StoreError> {
    let mut count = db.prepare_cached(
        "SELECT count(*) FROM event
         WHERE community = ?1 AND scope = ?2 AND (seq, place) > (?3, ?4) AND seq <= ?5",
    )?;
    let (seq, place) = after.unwrap_or_default();
    Ok(count.query_row((community.0, scope.0, seq, place, head), |row| row.get(0))?)
}

pub(super) fn facts(
    db: &Connection,
    community: CommunityKey,
    scopes: &BTreeSet<Scope>,
) -> Result<CommunityFacts, StoreError> {
    let mut facts = CommunityFacts::default();
    for found in state::scopes(db, community)? {
        if !scopes.contains(&found.scope) {
            continue;
        }
        let mut select = db.prepare_cached(
            "SELECT id, kind, fields, clocks FROM record WHERE community = ?1 AND scope = ?2",
        )?;
        let mut rows = select.query((community.0, found.number.0))?;
        while let Some(row) = rows.next()? {
            facts.records.push((found.scope, state::record(row)?));
        }
        let mut take = |row: EventRow| {
            facts.events.push((found.scope, row.event));
            ControlFlow::Continue(())
        };
        events_after(db, community, found.number, None, found.head, &mut take)?;
    }
    Ok(facts)
}
