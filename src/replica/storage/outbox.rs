use rusqlite::{Connection, OptionalExtension};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{Stamp, TransactionId};
use chuanmen_core::protocol::Transaction;

use super::{StorageError, Store, meta};

/// How long a fresh save can be undone before it is sent, in ms.
pub(crate) const UNDO_WINDOW: i64 = 10_000;

/// A saved transaction on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its place in the outbox.
    pub(crate) n: i64,
    /// What travels.
    pub transaction: Transaction,
}

/// One row, whole.
pub(super) struct Row {
    pub(super) n: i64,
    pub(super) scope: i64,
    pub(super) body: String,
    pub(super) summary: String,
    pub(super) saved_at: i64,
    pub(super) state: String,
    /// It may have reached the hub.
    pub(super) sent: bool,
}

impl Row {
    pub(super) fn transaction(&self) -> Result<Transaction, StorageError> {
        parse(&self.body)
    }
}

/// Whether a save is held back, because it can still be undone. One from well in the future (the
/// clock was set back since) is not: it would be held for days.
fn is_held(saved_at: UnixMillis, now: UnixMillis) -> bool {
    (-UNDO_WINDOW..UNDO_WINDOW).contains(&now.since(saved_at))
}

/// Up to which `n` what waits may have reached the hub.
fn sent_up_to(connection: &Connection) -> Result<i64, StorageError> {
    Ok(meta::get(connection, meta::name::SENT_UP_TO)?.unwrap_or(i64::MIN))
}

/// Rows from before [`meta::name::SENT_UP_TO`] say it themselves, and so does what is offered
/// again.
fn is_sent(n: i64, state: &str, sent_up_to: i64) -> bool {
    state == "sent" || (state == "waiting" && n <= sent_up_to)
}

pub(super) fn parse(body: &str) -> Result<Transaction, StorageError> {
    serde_json::from_str(body).map_err(|why| StorageError::corrupt("a saved transaction", why))
}

pub(super) fn text(transaction: &Transaction) -> Result<String, StorageError> {
    let text = serde_json::to_string(transaction);
    text.map_err(|why| StorageError::corrupt("a transaction", why))
}

impl Store {
    /// The oldest transactions to send, as many as fit into `bytes` of JSON and `count`, at least
    /// one; and marks them as sent, durably, so that what may have reached the hub is never undone
    /// or changed. Fresh saves are held back while they can be undone, unless `all`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn outgoing(
        &mut self,
        (bytes, count): (usize, usize),
        all: bool,
        wall: UnixMillis,
    ) -> Result<Vec<Outgoing>, StorageError> {
        let now = self.now(wall);
        let write = self.write()?;
        let mut chosen = Vec::new();
        let sent_up_to = sent_up_to(&write)?;
        {
            let mut select = write.prepare_cached(
                "SELECT n, body, saved_at, state FROM outbox
                 WHERE state IN ('waiting', 'sent') ORDER BY n",
            )?;
            let mut rows = select.query([])?;
            let mut room = bytes;
            while let Some(row) = rows.next()? {
                let (body, state) = (row.get_ref(1)?, row.get_ref(3)?);
                let body = body.as_str().map_err(rusqlite::Error::from)?;
                let state = state.as_str().map_err(rusqlite::Error::from)?;
                let n = row.get(0)?;
                let waiting = !is_sent(n, state, sent_up_to);
                let held = is_held(UnixMillis(row.get(2)?), now);
                let full = chosen.len() >= count || body.len() > room;
                if (waiting && held && !all) || (full && !chosen.is_empty()) {
                    break;
                }
                room = room.saturating_sub(body.len());
                chosen.push(Outgoing {
                    n,
                    transaction: parse(body)?,
                });
            }
        }
        // Rows go oldest first: one number marks them all, and no row is written again for it.
        if let Some(last) = chosen.last().filter(|last| last.n > sent_up_to) {
            meta::set(&write, meta::name::SENT_UP_TO, &last.n)?;
        }
        #[cfg(feature = "simulation")]
        if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::ForgetOnSend) {
            let last = chosen.last().map_or(i64::MIN, |last| last.n);
            write.execute(
                "DELETE FROM outbox WHERE state <> 'refused' AND n <= ?1",
                [last],
            )?;
        }
        write.commit()?;
        Ok(chosen)
    }

    /// Whether [`Store::outgoing`] would give something.
    ///
    /// # Errors
    /// SQLite's.
    pub fn has_outgoing(&self, all: bool, wall: UnixMillis) -> Result<bool, StorageError> {
        let mut first = self.connection.prepare_cached(
            "SELECT n, saved_at, state FROM outbox
             WHERE state IN ('waiting', 'sent') ORDER BY n LIMIT 1",
        )?;
        let first: Option<(i64, i64, String)> = first
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((n, saved_at, state)) = first else {
            return Ok(false);
        };
        let sent = is_sent(n, &state, sent_up_to(&self.connection)?);
        Ok(all || sent || !is_held(UnixMillis(saved_at), self.now(wall)))
    }

    /// How many saves wait for an answer.
    ///
    /// # Errors
    /// SQLite's.
    pub fn unsent(&self) -> Result<u32, StorageError> {
        let mut count = self
            .connection
            .prepare_cached("SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sent')")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// Sends a refused transaction again, as it is, under a new id and stamp: under the old id the
    /// hub would repeat its answer. False if there is no such refused transaction.
    ///
    /// # Errors
    /// As [`Store::save`].
    pub fn resend(&mut self, id: TransactionId, wall: UnixMillis) -> Result<bool, StorageError> {
        let row = find(&self.connection, id)?.filter(|row| row.state == "refused");
        let Some(row) = row else {
            return Ok(false);
        };
        let mut transaction = row.transaction()?;
        let session = self.session.as_ref().ok_or(StorageError::NotEnrolled)?;
        let mut clock = self.clock.clone().ok_or(StorageError::NotEnrolled)?;
        transaction.id = TransactionId(self.fresh_id(wall));
        transaction.author = session.account;
        transaction.stamp = clock.hybrid.tick(wall);

        let write = self.write()?;
        let scope = super::scope::held_key(&write, transaction.scope)?;
        remove(&write, row.n)?;
        let saved_at = UnixMillis(row.saved_at);
        let n = add(&write, None, scope, &transaction, &row.summary, saved_at)?;
        super::save::lay_on(&write, scope, &transaction, n)?;
        clock.write(&write)?;
        write.commit()?;
        self.clock = Some(clock);
        Ok(true)
    }
}

/// Adds a row, at place `n` or at the end.
pub(super) fn add(
    connection: &Connection,
    n: Option<i64>,
    scope: i64,
    transaction: &Transaction,
    summary: &str,
    saved_at: UnixMillis,
) -> Result<i64, StorageError> {
    connection
        .prepare_cached(
            "INSERT INTO outbox (n, id, scope, body, summary, saved_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            n,
            transaction.id.to_string(),
            scope,
            text(transaction)?,
            summary,
            saved_at.0,
        ))?;
    Ok(connection.last_insert_rowid())
}

/// Notes that outbox row `n` touches a record.
pub(super) fn touch(connection: &Connection, record: i64, n: i64) -> Result<(), StorageError> {
    let new = connection
        .prepare_cached("INSERT OR IGNORE INTO touch (record, n) VALUES (?1, ?2)")?
        .execute((record, n))?;
    if new > 0 {
        connection
            .prepare_cached("UPDATE record SET pending = pending + 1 WHERE key = ?1")?
            .execute([record])?;
    }
    Ok(())
}

/// Takes outbox row `n` off its records, and says which they were and how many saves still touch
/// each.
pub(super) fn release(connection: &Connection, n: i64) -> Result<Vec<(i64, i64)>, StorageError> {
    let mut update = connection.prepare_cached(
        "UPDATE record SET pending = pending - 1
         WHERE key IN (SELECT record FROM touch WHERE n = ?1) RETURNING key, pending",
    )?;
    let records = update.query_map([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let records = records.collect::<Result<Vec<_>, _>>()?;
    connection
        .prepare_cached("DELETE FROM touch WHERE n = ?1")?
        .execute([n])?;
    Ok(records)
}

pub(super) fn remove(connection: &Connection, n: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached("DELETE FROM outbox WHERE n = ?1")?
        .execute([n])?;
    Ok(())
}

pub(super) fn find(
    connection: &Connection,
    id: TransactionId,
) -> Result<Option<Row>, StorageError> {
    let row = connection
        .prepare_cached(
            "SELECT n, scope, body, summary, saved_at, state FROM outbox WHERE id = ?1",
        )?
        .query_row([id.to_string()], |row| {
            Ok(Row {
                n: row.get(0)?,
                scope: row.get(1)?,
                body: row.get(2)?,
                summary: row.get(3)?,
                saved_at: row.get(4)?,
                state: row.get(5)?,
                sent: false,
            })
        });
    let Some(mut row) = row.optional()? else {
        return Ok(None);
    };
    row.sent = is_sent(row.n, &row.state, sent_up_to(connection)?);
    Ok(Some(row))
}

/// The transaction of a row.
pub(super) fn at(connection: &Connection, n: i64) -> Result<Option<Transaction>, StorageError> {
    let mut select = connection.prepare_cached("SELECT body FROM outbox WHERE n = ?1")?;
    let body: Option<String> = select.query_row([n], |row| row.get(0)).optional()?;
    body.map(|body| parse(&body)).transpose()
}

/// The pending transactions that touch a record, in order.
pub(super) fn touching(
    connection: &Connection,
    record: i64,
) -> Result<Vec<Transaction>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT body FROM outbox JOIN touch USING (n) WHERE touch.record = ?1 ORDER BY n",
    )?;
    let bodies = select.query_map([record], |row| row.get::<_, String>(0))?;
    bodies.map(|body| parse(&body?)).collect()
}

/// Whether nothing waits for an answer.
pub(super) fn is_empty(connection: &Connection) -> Result<bool, StorageError> {
    let mut some = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state IN ('waiting', 'sent'))",
    )?;
    let some: bool = some.query_row([], |row| row.get(0))?;
    Ok(!some)
}

/// From now on it can neither be undone nor changed.
pub(super) fn mark_sent(connection: &Connection, n: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached("UPDATE outbox SET state = 'sent' WHERE n = ?1")?
        .execute([n])?;
    Ok(())
}

/// The largest stamp that waits for an answer.
pub(super) fn latest_stamp(connection: &Connection) -> Result<Option<Stamp>, StorageError> {
    let mut select =
        connection.prepare_cached("SELECT body FROM outbox WHERE state IN ('waiting', 'sent')")?;
    let bodies = select.query_map([], |row| row.get::<_, String>(0))?;
    let mut latest = None;
    for body in bodies {
        latest = latest.max(Some(parse(&body?)?.stamp));
    }
    Ok(latest)
}
