use rusqlite::Connection;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Event, Scope};
use chuanmen_core::merge::{Patch, Stamp, TransactionId};
use chuanmen_core::protocol::{Transaction, validate};

use super::draft::DraftKey;
use super::{StorageError, Store, blob, event, outbox, record, scope};
use crate::api::Summary;

/// What one user action writes.
#[derive(Debug, Clone)]
pub struct Save {
    /// The scope of every record it touches.
    pub scope: Scope,
    /// What it writes into records; those that write nothing are left out.
    pub patches: Vec<Patch>,
    /// The steps it takes.
    pub events: Vec<Event>,
    /// What it is about, for the receipt.
    pub summary: Summary,
    /// Whose form it came from: the draft goes, and comes back with an undo.
    pub draft: Option<DraftKey>,
}

impl Store {
    /// Saves one user action, all of it or nothing, while the wall clock says `wall`. Durable when
    /// it returns.
    ///
    /// # Errors
    /// [`StorageError::DiskFull`], [`StorageError::NotEnrolled`], [`StorageError::UnknownScope`],
    /// [`StorageError::Refused`] for what the hub would never take, or SQLite's.
    pub fn save(&mut self, save: Save, wall: UnixMillis) -> Result<TransactionId, StorageError> {
        let session = self.session.as_ref().ok_or(StorageError::NotEnrolled)?;
        let mut clock = self.clock.clone().ok_or(StorageError::NotEnrolled)?;
        let mut patches = save.patches;
        patches.retain(|patch| !patch.is_empty());
        let transaction = Transaction {
            id: TransactionId(self.fresh_id(wall)),
            scope: save.scope,
            author: session.account,
            stamp: clock.hybrid.tick(wall),
            patches,
            events: save.events,
        };
        validate(&transaction)?;
        let saved_at = self.now(wall);
        let summary = serde_json::to_string(&save.summary)
            .map_err(|why| StorageError::corrupt("a summary", why))?;

        let write = self.write()?;
        let scope = scope::held_key(&write, save.scope)?;
        let n = outbox::add(&write, None, scope, &transaction, &summary, saved_at)?;
        lay_on(&write, scope, &transaction, n)?;
        blob::follow(&write, &transaction)?;
        if let Some(draft) = save.draft {
            write
                .prepare_cached("UPDATE draft SET saved_by = ?2 WHERE household = ?1")?
                .execute((draft.to_string(), transaction.id.to_string()))?;
        }
        clock.write(&write)?;
        write.commit()?;

        self.clock = Some(clock);
        Ok(transaction.id)
    }
}

/// Lays a pending transaction, outbox row `n`, on what shows.
pub(super) fn lay_on(
    connection: &Connection,
    scope: i64,
    transaction: &Transaction,
    n: i64,
) -> Result<(), StorageError> {
    for patch in &transaction.patches {
        lay_patch(connection, scope, patch, transaction.stamp, n)?;
    }
    for (index, step) in transaction.events.iter().enumerate() {
        let Transaction { author, stamp, .. } = *transaction;
        event::put_pending(connection, scope, step, author, stamp, (n, index))?;
    }
    Ok(())
}

fn lay_patch(
    connection: &Connection,
    scope: i64,
    patch: &Patch,
    stamp: Stamp,
    n: i64,
) -> Result<(), StorageError> {
    let stored = record::load(connection, scope, patch.id)?;
    let plan = chuanmen_core::merge::plan(stored.as_ref().map(|s| &s.record), patch, stamp);
    let key = match &stored {
        Some(stored) => {
            if stored.pending == 0 {
                record::mirror_as_shown(connection, stored.key)?;
            }
            record::show(connection, stored.key, &plan.record)?;
            stored.key
        }
        None => record::add(connection, scope, &plan.record)?
            .ok_or_else(|| StorageError::corrupt("a record", "appeared meanwhile"))?,
    };
    outbox::touch(connection, key, n)
}
