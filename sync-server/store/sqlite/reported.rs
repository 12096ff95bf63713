//! What reports read, and the two columns by which they leave out the rest: kept in the commit of
//! what changed them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chuanmen_core::domain::{Kind, Project, Scope};
use chuanmen_core::merge::{Record, RecordId};
use chuanmen_core::protocol::ScopeNumber;
use chuanmen_core::report::{Fact, VisitLine, Window, ended_at};
use rusqlite::Connection;

use super::{moving, scan, state, visited};
use crate::store::{CommunityKey, FactVisitor, ScopeRow, StoreError};

pub(super) fn facts_within(
    db: &Connection,
    community: CommunityKey,
    scopes: &BTreeSet<Scope>,
    window: &Window,
    visit: &mut FactVisitor<'_>,
) -> Result<(), StoreError> {
    let mut found = state::scopes(db, community)?;
    found.retain(|row| scopes.contains(&row.scope));
    let mut answered = BTreeSet::new();
    for row in &found {
        records(db, community, *row, window, &mut |record| {
            if window.answered && record.kind == Kind::Project {
                let project = Project::read(&record).into_iter();
                let needs = project.flat_map(|project| project.needs);
                answered.extend(needs.map(RecordId::from));
            }
            visit(Fact::Record(row.scope, record));
        })?;
    }
    for row in &found {
        events(db, community, *row, window, visit)?;
        settled(db, community, *row, (window, &answered), visit)?;
        visited::read(db, community, *row, window, visit)?;
        if window.desk && matches!(row.scope, Scope::Desk(_)) {
            scan::events_after(
                db,
                community,
                row.number,
                None,
                i64::MAX.unsigned_abs(),
                &mut |row| {
                    visit(Fact::Event(row.event));
                    ControlFlow::Continue(())
                },
            )?;
        }
    }
    Ok(())
}

/// All records but visits, and needs and wishes that ended before.
fn records(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    visit: &mut dyn FnMut(Record),
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND at IS NULL
             AND (ended_at IS NULL OR ended_at >= ?3)",
    )?;
    let mut rows = select.query((community.0, scope.number.0, window.since.0))?;
    while let Some(row) = rows.next()? {
        visit(state::record(row)?);
    }
    Ok(())
}

/// The events of these records.
fn events(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    window: &Window,
    visit: &mut FactVisitor<'_>,
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
        visit(Fact::Event(scan::event(row)?.event));
    }
    Ok(())
}

/// Needs that ended before, but that a project answered: of these nobody asks what happened.
fn settled(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeRow,
    (window, answered): (&Window, &BTreeSet<RecordId>),
    visit: &mut FactVisitor<'_>,
) -> Result<(), StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, fields, clocks FROM record
         WHERE community = ?1 AND scope = ?2 AND id = ?3 AND ended_at < ?4",
    )?;
    for need in answered {
        let mut rows = select.query((community.0, scope.number.0, need.0, window.since.0))?;
        if let Some(row) = rows.next()? {
            visit(Fact::Record(scope.scope, state::record(row)?));
        }
    }
    Ok(())
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
