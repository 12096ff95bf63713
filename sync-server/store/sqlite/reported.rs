//! What reports read, and the two columns by which they leave out the rest: kept in the commit of
//! what changed them.

use std::collections::BTreeSet;
use std::str::FromStr;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Kind, Outcome, Scope, VisitId};
use chuanmen_core::merge::Record;
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::{VisitLine, Window, ended_at};
use rusqlite::{Connection, Row};

use super::{moving, scan, state};
use crate::store::{CommunityFacts, CommunityKey, ScopeRow, StoreError};

pub(super) fn facts_within(
    db: &Connection,
    community: CommunityKey,
    scopes: &BTreeSet<Scope>,
    window: &Window,
) -> Result<CommunityFacts, StoreError> {
    let mut facts = CommunityFacts::default();
    let mut found = state::scopes(db, community)?;
    found.retain(|row| scopes.contains(&row.scope));
    for row in found {
        records(db, community, row, window, &mut facts)?;
        events(db, community, row, window, &mut facts)?;
        visits(db, community, row, window, &mut facts)?;
    }
    Ok(facts)
}

/// All records but visits, and needs and wishes that ended before.
fn records(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    facts: &mut CommunityFacts,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND at IS NULL
             AND (ended_at IS NULL OR ended_at >= ?3)",
    )?;
    let mut rows = select.query((community.0, scope.number.0, window.since.0))?;
    while let Some(row) = rows.next()? {
        facts.records.push((scope.scope, state::record(row)?));
    }
    Ok(())
}

/// The events of these records.
fn events(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    facts: &mut CommunityFacts,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT event.seq, event.place, event.id, event.at, event.author, event.stamp, event.kind,
             event.subject, event.step, event.fields
         FROM record CROSS JOIN event ON event.community = record.community
             AND event.scope = record.scope AND event.subject = record.id
         WHERE record.community = ?1 AND record.scope = ?2 AND record.at IS NULL
             AND (record.ended_at IS NULL OR record.ended_at >= ?3)
             AND record.kind IN ('need', 'wish')",
    )?;
    let mut rows = select.query((community.0, scope.number.0, window.since.0))?;
    while let Some(row) = rows.next()? {
        facts.events.push((scope.scope, scan::event(row)?.event));
    }
    Ok(())
}

/// Visits that are listed as records, all others as lines.
fn visits(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    facts: &mut CommunityFacts,
) -> Result<(), StoreError> {
    let mut whole = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL AND at BETWEEN ?3 AND ?4",
    )?;
    let mut lines = db.prepare_cached(
        "SELECT id, at, fields ->> '$.household' AS household, fields ->> '$.outcome' AS outcome,
             fields ->> '$.corrects' AS corrects
         FROM record
         WHERE community = ?1 AND scope = ?2 AND at IS NOT NULL AND at NOT BETWEEN ?3 AND ?4",
    )?;
    // An empty span, if nothing is listed.
    let listed = window.listed.as_ref();
    let (from, to) = listed.map_or((0, -1), |span| (span.start().0, span.end().0));
    let about = (community.0, scope.number.0, from, to);
    if listed.is_some() {
        let mut rows = whole.query(about)?;
        while let Some(row) = rows.next()? {
            facts.records.push((scope.scope, state::record(row)?));
        }
    }
    let mut rows = lines.query(about)?;
    while let Some(row) = rows.next()? {
        facts.lines.push((scope.scope, line(row)?));
    }
    Ok(())
}

fn line(row: &Row<'_>) -> Result<VisitLine, StoreError> {
    let outcome = row.get_ref("outcome")?.as_str();
    let outcome = outcome.map_err(|why| StoreError::unreadable("outcome", why))?;
    Ok(VisitLine {
        id: VisitId(row.get("id")?),
        household: readable(row, "household")?,
        at: UnixMillis(row.get("at")?),
        outcome: Outcome::from(outcome),
        corrects: readable(row, "corrects")?,
    })
}

/// What does not read is not there, as when the whole record is read.
fn readable<T: FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>, StoreError> {
    let text = row.get_ref(column)?.as_str().ok();
    Ok(text.and_then(|text| text.parse().ok()))
}

/// Notes whether a need or a wish is at its end, and since when.
pub(super) fn note_end(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    record: &Record,
) -> Result<(), StoreError> {
    if !matches!(record.kind, Kind::Need | Kind::Wish) {
        return Ok(());
    }
    let events = moving::events_of(db, community, scope, &[record.id].into())?;
    let events = events.into_iter().map(|row| row.event).collect();
    let ended = ended_at(record, events).map(|at| at.0);
    db.prepare_cached(
        "UPDATE record SET ended_at = ?4
         WHERE community = ?1 AND scope = ?2 AND id = ?3 AND ended_at IS NOT ?4",
    )?
    .execute((community.0, scope.0, record.id.0, ended))?;
    Ok(())
}

/// Notes both of every record, in a database that did not have them.
pub(super) fn note_all(db: &Connection) -> Result<(), StoreError> {
    let mut select = db.prepare(
        "SELECT rowid, community, scope, id, kind, fields, clocks FROM record
         WHERE kind IN ('visit', 'need', 'wish') AND rowid > ?1 ORDER BY rowid LIMIT 1000",
    )?;
    let mut put = db.prepare("UPDATE record SET at = ?2 WHERE rowid = ?1")?;
    let mut done = 0_i64;
    loop {
        let mut rows = select.query([done])?;
        let mut some = Vec::new();
        while let Some(row) = rows.next()? {
            let place = (
                CommunityKey(row.get("community")?),
                ScopeNumber(row.get("scope")?),
            );
            some.push((row.get::<_, i64>("rowid")?, place, state::record(row)?));
        }
        drop(rows);
        let Some((last, ..)) = some.last() else {
            return Ok(());
        };
        done = *last;
        for (row, (community, scope), record) in some {
            if let Some(visit) = VisitLine::of(&record) {
                put.execute((row, visit.at.0))?;
            }
            note_end(db, community, scope, &record)?;
        }
    }
}
