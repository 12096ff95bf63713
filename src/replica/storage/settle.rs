//! What an answer does to the outbox, to the hub's copy and to what shows.

use rusqlite::Connection;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{Record, Stamp};
use chuanmen_core::protocol::{RefusalCode, Transaction};

use super::outbox::{self, Row};
use super::{StorageError, event, history, leaving, record};

/// The hub's acceptance of a transaction.
pub(super) struct Acceptance {
    pub(super) seq: u64,
    pub(super) at: UnixMillis,
    /// The stamp that holds: the transaction's own, or the hub's in its place.
    pub(super) stamp: Stamp,
    /// It went into another scope, where its records are now: they are no longer here.
    pub(super) elsewhere: bool,
}

/// The hub has it: it becomes part of the hub's copy, and a receipt.
pub(super) fn accept(
    connection: &Connection,
    row: &Row,
    transaction: &Transaction,
    acceptance: &Acceptance,
) -> Result<(), StorageError> {
    let restamped = acceptance.stamp != transaction.stamp;
    for patch in &transaction.patches {
        history::note(connection, row.scope, patch, acceptance.stamp)?;
    }
    for (key, pending) in outbox::release(connection, row.n)? {
        if pending == 0 && !restamped {
            // What shows was the hub's copy with this on top; it is the hub's copy now.
            record::drop_mirror(connection, key)?;
            continue;
        }
        let Some(stored) = record::load_key(connection, key)? else {
            continue;
        };
        let hub = record::mirrored(connection, &stored)?;
        if let Some(hub) = with(hub, transaction, &stored.record, acceptance.stamp) {
            record::mirror(connection, key, &hub)?;
        }
        if restamped {
            rebase(connection, key, (transaction.stamp, acceptance.stamp))?;
            show_again(connection, key)?;
        }
    }
    if acceptance.elsewhere {
        event::drop_pending(connection, row.n)?;
        for patch in &transaction.patches {
            leaving::leave(connection, row.scope, patch.id)?;
        }
    }
    let steps = transaction.events.iter().enumerate();
    for (index, step) in steps.filter(|_| !acceptance.elsewhere) {
        let place = (acceptance.seq, index, acceptance.at);
        let (author, stamp) = (transaction.author, acceptance.stamp);
        event::put_delivered(connection, row.scope, step, author, stamp, place)?;
    }
    write_receipt(connection, row, transaction, acceptance)?;
    connection
        .prepare_cached("DELETE FROM draft WHERE saved_by = ?1")?
        .execute([transaction.id.to_string()])?;
    outbox::remove(connection, row.n)
}

/// A record with what `transaction` writes into it, under `stamp`.
fn with(
    base: Option<Record>,
    transaction: &Transaction,
    of: &Record,
    stamp: Stamp,
) -> Option<Record> {
    let patches = transaction.patches.iter().filter(|patch| patch.id == of.id);
    patches.fold(base, |record, patch| {
        Some(chuanmen_core::merge::plan(record.as_ref(), patch, stamp).record)
    })
}

/// Later saves were based on the stamp that the hub replaced. One that has reached it already is
/// the same to it under either base: it replaced that as well.
fn rebase(
    connection: &Connection,
    record: i64,
    (old, new): (Stamp, Stamp),
) -> Result<(), StorageError> {
    change_touching(connection, record, |transaction| {
        let bases = transaction
            .patches
            .iter_mut()
            .flat_map(|patch| patch.base.values_mut());
        let mut changed = false;
        for base in bases.flatten().filter(|base| **base == old) {
            *base = new;
            changed = true;
        }
        changed
    })
}

/// Later saves were based on what the hub refused: they are based on what stood there before.
fn rebase_off(
    connection: &Connection,
    record: i64,
    refused: &Transaction,
) -> Result<(), StorageError> {
    change_touching(connection, record, |transaction| {
        let mut changed = false;
        for patch in &mut transaction.patches {
            for off in &refused.patches {
                changed |= patch.rebase_off(off, refused.stamp);
            }
        }
        changed
    })
}

/// Writes those of the saves that touch a record again which `change` says it changed.
fn change_touching(
    connection: &Connection,
    record: i64,
    change: impl Fn(&mut Transaction) -> bool,
) -> Result<(), StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT n, body FROM outbox JOIN touch USING (n)
         WHERE touch.record = ?1 ORDER BY n",
    )?;
    let later = select.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let later = later.collect::<Result<Vec<(i64, String)>, _>>()?;
    for (n, body) in later {
        let mut transaction = outbox::parse(&body)?;
        if change(&mut transaction) {
            rewrite(connection, n, &transaction)?;
        }
    }
    Ok(())
}

pub(super) fn rewrite(
    connection: &Connection,
    n: i64,
    transaction: &Transaction,
) -> Result<(), StorageError> {
    connection
        .prepare_cached("UPDATE outbox SET body = ?2 WHERE n = ?1")?
        .execute((n, outbox::text(transaction)?))?;
    Ok(())
}

/// Works out anew what shows: the hub's copy with what is still pending on top.
pub(super) fn show_again(connection: &Connection, key: i64) -> Result<(), StorageError> {
    let Some(stored) = record::load_key(connection, key)? else {
        return Ok(());
    };
    let hub = record::mirrored(connection, &stored)?;
    let pending = outbox::touching(connection, key)?;
    let shown = pending.iter().fold(hub, |record, transaction| {
        with(record, transaction, &stored.record, transaction.stamp)
    });
    match shown {
        Some(shown) => record::show(connection, key, &shown)?,
        None => {
            connection
                .prepare_cached("DELETE FROM record WHERE key = ?1")?
                .execute([key])?;
        }
    }
    if pending.is_empty() {
        record::drop_mirror(connection, key)?;
    }
    Ok(())
}

/// A record as it stands at the hub takes the place of the hub's copy. Merging would keep writes
/// that a hub has lost which was restored from a backup.
pub(super) fn stand(
    connection: &Connection,
    scope: i64,
    incoming: &Record,
) -> Result<(), StorageError> {
    if record::add(connection, scope, incoming)?.is_some() {
        return Ok(());
    }
    leaving::stay(connection, scope, incoming.id)?;
    match record::load(connection, scope, incoming.id)? {
        Some(stored) if stored.pending > 0 => {
            record::mirror(connection, stored.key, incoming)?;
            show_again(connection, stored.key)
        }
        Some(stored) if stored.record != *incoming => {
            record::show(connection, stored.key, incoming)
        }
        _ => Ok(()),
    }
}

/// Takes a transaction back out of what shows.
pub(super) fn lift_off(connection: &Connection, n: i64) -> Result<(), StorageError> {
    event::drop_pending(connection, n)?;
    for (key, _) in outbox::release(connection, n)? {
        show_again(connection, key)?;
    }
    Ok(())
}

/// The hub will not have it: it moves to the refused list, and what shows goes back.
pub(super) fn refuse(
    connection: &Connection,
    n: i64,
    code: &RefusalCode,
    detail: &str,
    at: UnixMillis,
) -> Result<(), StorageError> {
    #[cfg(feature = "simulation")]
    if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::ShowRefused) {
        return put_aside(connection, n, code, detail, at);
    }
    let refused = outbox::at(connection, n)?;
    event::drop_pending(connection, n)?;
    for (key, _) in outbox::release(connection, n)? {
        if let Some(refused) = &refused {
            rebase_off(connection, key, refused)?;
        }
        show_again(connection, key)?;
    }
    put_aside(connection, n, code, detail, at)
}

fn put_aside(
    connection: &Connection,
    n: i64,
    code: &RefusalCode,
    detail: &str,
    at: UnixMillis,
) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "UPDATE outbox SET state = 'refused', code = ?2, detail = ?3, refused_at = ?4
             WHERE n = ?1",
        )?
        .execute((n, code.as_str(), detail, at.0))?;
    Ok(())
}

fn write_receipt(
    connection: &Connection,
    row: &Row,
    transaction: &Transaction,
    acceptance: &Acceptance,
) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO receipt
                 (id, scope, body, summary, saved_at, delivered_at, seq, elsewhere)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            transaction.id.to_string(),
            row.scope,
            &row.body,
            &row.summary,
            row.saved_at,
            acceptance.at.0,
            // Its number counts in a scope that this device may not hold.
            event::signed(if acceptance.elsewhere {
                0
            } else {
                acceptance.seq
            }),
            acceptance.elsewhere,
        ))?;
    Ok(())
}
