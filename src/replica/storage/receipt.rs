use rusqlite::Connection;

use chuanmen_core::UnixMillis;

use super::{StorageError, outbox, save};

/// How long the body of a delivered transaction is kept, in ms: a hub restored from a backup is
/// offered what it may have lost.
const BODY_KEPT: i64 = 30 * UnixMillis::DAY;
/// How long the receipt itself is kept, in ms.
const RECEIPT_KEPT: i64 = 180 * UnixMillis::DAY;

pub(super) struct Delivered {
    scope: i64,
    body: String,
    summary: String,
    saved_at: i64,
}

/// What was delivered and can be offered again, in the order in which it was saved. However old: a
/// phone that was away while the hub went back to a backup may come a month later.
pub(super) fn kept(connection: &Connection) -> Result<Vec<Delivered>, StorageError> {
    #[cfg(feature = "simulation")]
    if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::OfferNothing) {
        return Ok(Vec::new());
    }
    let mut select = connection.prepare_cached(
        "SELECT scope, body, summary, saved_at FROM receipt
         WHERE body IS NOT NULL ORDER BY saved_at, id",
    )?;
    let rows = select.query_map([], |row| {
        Ok(Delivered {
            scope: row.get(0)?,
            body: row.get(1)?,
            summary: row.get(2)?,
            saved_at: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

/// Puts delivered transactions before those that wait, as they were sent. A hub that still has
/// them answers as it did; steps are folded in the order in which they were taken.
pub(super) fn offer_again(
    connection: &Connection,
    delivered: Vec<Delivered>,
) -> Result<(), StorageError> {
    if delivered.is_empty() {
        return Ok(());
    }
    let first: Option<i64> =
        connection.query_row("SELECT min(n) FROM outbox", [], |row| row.get(0))?;
    let length = i64::try_from(delivered.len()).unwrap_or(i64::MAX);
    let mut place = first.map(|first| first.saturating_sub(length));
    for one in delivered {
        let held: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM scope WHERE key = ?1 AND NOT withdrawn)")?
            .query_row([one.scope], |row| row.get(0))?;
        if !held {
            continue;
        }
        let transaction = outbox::parse(&one.body)?;
        connection
            .prepare_cached("DELETE FROM receipt WHERE id = ?1")?
            .execute([transaction.id.to_string()])?;
        let saved_at = UnixMillis(one.saved_at);
        let n = outbox::add(
            connection,
            place,
            one.scope,
            &transaction,
            &one.summary,
            saved_at,
        )?;
        save::lay_on(connection, one.scope, &transaction, n)?;
        outbox::mark_sent(connection, n)?;
        place = place.map(|place| place.saturating_add(1));
    }
    Ok(())
}

/// Forgets what is old.
pub(super) fn prune(connection: &Connection, now: UnixMillis) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "UPDATE receipt SET body = NULL WHERE delivered_at < ?1 AND body IS NOT NULL",
        )?
        .execute([now.plus(-BODY_KEPT).0])?;
    connection
        .prepare_cached("DELETE FROM receipt WHERE delivered_at < ?1")?
        .execute([now.plus(-RECEIPT_KEPT).0])?;
    Ok(())
}
