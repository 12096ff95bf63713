//! The log of a scope with its events, and what was answered.

use std::collections::BTreeSet;

use chuanmen_core::protocol::ScopeNumber;
use rusqlite::Connection;

use super::super::column::to_json;
use super::super::{reported, state};
use crate::store::{CommunityKey, Entry, RefusalRow, StoreError};

pub(super) fn append(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    entries: &[Entry],
) -> Result<u64, StoreError> {
    let head: u64 = db
        .prepare_cached(
            "UPDATE scope SET head = head + ?3 WHERE community = ?1 AND number = ?2
             RETURNING head",
        )?
        .query_row((community.0, scope.0, entries.len()), |row| row.get(0))?;
    let before = head - u64::try_from(entries.len()).unwrap_or(head);
    for (seq, entry) in (before + 1..).zip(entries) {
        put_entry(db, community, scope, seq, entry)?;
    }
    Ok(before + 1)
}

fn put_entry(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    seq: u64,
    entry: &Entry,
) -> Result<(), StoreError> {
    let Entry {
        transaction,
        body,
        moves: _,
        at,
        hash,
        claimed,
    } = entry;
    #[cfg(feature = "simulation")]
    forget_answer(db, community, transaction.id.0)?;
    let restamped = claimed.map(|_| transaction.stamp.to_string());
    db.prepare_cached(
        "INSERT INTO log (community, scope, seq, at, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((community.0, scope.0, seq, at.0, body))?;
    db.prepare_cached(
        "INSERT INTO txn (community, id, hash, at, scope, seq, claimed, restamped)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        community.0,
        transaction.id.0,
        hash.0,
        at.0,
        scope.0,
        seq,
        claimed.map(|stamp| stamp.to_string()),
        restamped,
    ))?;
    put_events(db, community, scope, seq, entry)
}

fn put_events(
    db: &Connection,
    community: CommunityKey,
    scope: ScopeNumber,
    seq: u64,
    entry: &Entry,
) -> Result<(), StoreError> {
    let transaction = &entry.transaction;
    let mut insert = db.prepare_cached(
        "INSERT INTO event (community, scope, seq, place, id, at, author, stamp, kind,
             subject, step, fields)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let own = transaction.events.iter();
    let own = own.map(|event| (event, transaction.author, transaction.stamp, entry.at));
    let came = entry.moves.came_events.iter();
    let came = came.map(|moved| (&moved.event, moved.author, moved.stamp, moved.at));
    let mut subjects = BTreeSet::new();
    for (place, (event, author, stamp, at)) in own.chain(came).enumerate() {
        subjects.insert(event.subject);
        insert.execute((
            community.0,
            scope.0,
            seq,
            place,
            event.id.0,
            at.0,
            author.0,
            stamp.to_string(),
            event.kind.as_str(),
            event.subject.0,
            &*event.step,
            to_json(&event.fields)?,
        ))?;
    }
    for record in state::records(db, community, scope, &subjects)? {
        reported::note_end(db, community, scope, &record)?;
    }
    Ok(())
}

pub(super) fn put_refusals(
    db: &Connection,
    community: CommunityKey,
    refusals: &[RefusalRow],
) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO txn (community, id, hash, at, refusal, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for row in refusals {
        #[cfg(feature = "simulation")]
        forget_answer(db, community, row.id.0)?;
        insert.execute((
            community.0,
            row.id.0,
            row.hash.0,
            row.at.0,
            row.refusal.code.as_str(),
            &row.refusal.detail,
        ))?;
    }
    Ok(())
}

/// Makes room for an answer that was given before.
#[cfg(feature = "simulation")]
fn forget_answer(
    db: &Connection,
    community: CommunityKey,
    id: uuid::Uuid,
) -> Result<(), StoreError> {
    if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::NoIdempotence) {
        let sql = "DELETE FROM txn WHERE community = ?1 AND id = ?2";
        db.execute(sql, (community.0, id))?;
    }
    Ok(())
}
