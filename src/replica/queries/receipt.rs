use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Effect, TimelineEntry, WithoutEffect};
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::Transaction;
use rusqlite::{Connection, Row};

use super::lives::{Lives, need_stories, wish_stories};
use super::{Areas, Reading, drafts, read};
use crate::api::{ReceiptRow, ReceiptView, Summary};
use crate::commands::amend;
use crate::storage::StorageError;

/// What was delivered, what waits and why.
pub(super) fn answer(reading: Reading<'_>, wall: UnixMillis) -> Result<ReceiptView, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    Ok(ReceiptView {
        sync: reading.store.sync_view(wall)?,
        waiting: rows(
            connection,
            "SELECT id, summary, saved_at, NULL, NULL, 0 FROM outbox
             WHERE state IN ('waiting', 'sent') ORDER BY n",
        )?,
        refused: refused(reading, |_| true)?,
        delivered: rows(
            connection,
            "SELECT id, summary, saved_at, delivered_at, NULL, elsewhere FROM receipt
             ORDER BY delivered_at DESC, saved_at DESC LIMIT 50",
        )?,
        without_effect: without_effect(reading)?,
        drafts: drafts::answer(reading, &areas)?,
        stored_bytes: reading.store.stored_bytes()?,
        carried: reading.store.carried()?,
        photos: reading.store.photos_view()?,
    })
}

fn rows(connection: &Connection, sql: &str) -> Result<Vec<ReceiptRow>, StorageError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut receipt = Vec::new();
    while let Some(row) = rows.next()? {
        receipt.push(receipt_row(row)?);
    }
    Ok(receipt)
}

/// What the hub sent back of what `fits`, the last first, and whether a form can be made of it
/// again.
pub(super) fn refused(
    reading: Reading<'_>,
    fits: impl Fn(&Transaction) -> bool,
) -> Result<Vec<ReceiptRow>, StorageError> {
    let found = rows(
        reading.connection(),
        "SELECT id, summary, saved_at, NULL, code, 0 FROM outbox
         WHERE state = 'refused' ORDER BY refused_at DESC, n DESC",
    )?;
    let mut refused = Vec::new();
    for mut row in found {
        let transaction = reading.store.refused(row.transaction)?;
        if let Some(transaction) = transaction.filter(&fits) {
            row.amendable = amend::is_amendable(reading.store, &transaction)?;
            refused.push(row);
        }
    }
    Ok(refused)
}

fn receipt_row(row: &Row<'_>) -> Result<ReceiptRow, StorageError> {
    let id = read::id(row, 0)?.map(TransactionId);
    let summary: Result<Summary, _> = serde_json::from_str(read::str(row, 1)?.unwrap_or("{}"));
    Ok(ReceiptRow {
        transaction: id.ok_or_else(|| StorageError::corrupt("a receipt", "no id"))?,
        summary: summary.map_err(|why| StorageError::corrupt("a summary", why))?,
        saved_at: UnixMillis(read::int(row, 2)?.unwrap_or_default()),
        delivered_at: read::int(row, 3)?.map(UnixMillis),
        refused: read::word(row, 4)?,
        elsewhere: row.get(5)?,
        amendable: false,
    })
}

/// Own delivered steps that changed nothing, and the saves they came from.
fn without_effect(reading: Reading<'_>) -> Result<Vec<ReceiptRow>, StorageError> {
    let Some(me) = reading.store.session().map(|session| session.account) else {
        return Ok(Vec::new());
    };
    let connection = reading.connection();
    let which = Lives::SteppedOnBy(me);
    let needs = need_stories(connection, which)?
        .into_iter()
        .map(|story| story.life.timeline);
    let wishes = wish_stories(connection, which, reading.now)?;
    let wishes = wishes.into_iter().map(|story| story.life.timeline);
    let in_vain = |entry: &TimelineEntry| {
        let known = matches!(
            entry.effect,
            Effect::Without(
                WithoutEffect::DoesNotFollow
                    | WithoutEffect::AlreadyClaimed { .. }
                    | WithoutEffect::AlreadyWith { .. }
            )
        );
        known && entry.event.author == me
    };
    let entries = needs.chain(wishes).flatten().filter(in_vain);
    let ids: Vec<_> = entries.map(|entry| entry.event.event.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = serde_json::to_string(&ids).map_err(|why| StorageError::corrupt("ids", why))?;
    // A save's number in its scope is what its receipt and its steps have in common.
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT receipt.id, summary, saved_at, delivered_at, NULL, 0
         FROM event JOIN receipt ON receipt.scope = event.scope AND receipt.seq = event.seq
         WHERE event.id IN (SELECT value FROM json_each(?1))
         ORDER BY delivered_at DESC LIMIT 20",
    )?;
    let mut rows = statement.query([ids])?;
    let mut receipt = Vec::new();
    while let Some(row) = rows.next()? {
        receipt.push(receipt_row(row)?);
    }
    Ok(receipt)
}
