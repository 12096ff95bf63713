use rusqlite::Connection;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, EventOrder};
use chuanmen_core::merge::{HybridClock, Record, Stamp};
use chuanmen_core::protocol::{
    Answer, LogEntry, MovedEvent, Page, Position, SnapshotKey, SyncResponse,
};

use super::settle::{self, Acceptance};
use super::store::Clock;
use super::{
    Outgoing, StorageError, Store, blob, event, history, leaving, meta, outbox, receipt, record,
    scope,
};

/// What a response did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Transactions, records and events received.
    pub received: u64,
    /// How many the hub says are still to come.
    pub remaining: u64,
    /// Transactions answered, either way.
    pub answered: u64,
    /// Whether scopes came or went, or the epoch changed.
    pub regranted: bool,
    /// Whether there is more to pull.
    pub more: bool,
}

impl Applied {
    /// Whether it did anything at all.
    #[must_use]
    pub const fn progressed(&self) -> bool {
        self.received > 0 || self.answered > 0 || self.regranted
    }
}

impl Store {
    /// Applies a response to the request that carried `sent`, whole or not at all. `wall` is what
    /// the wall clock said when the hub read its own.
    ///
    /// # Errors
    /// SQLite's.
    pub fn apply(
        &mut self,
        sent: &[Outgoing],
        response: &SyncResponse,
        wall: UnixMillis,
    ) -> Result<Applied, StorageError> {
        let session = self.session.clone().ok_or(StorageError::NotEnrolled)?;
        let mut clock = self.clock.clone().ok_or(StorageError::NotEnrolled)?;
        clock.hybrid.learn(response.time, wall);
        let epoch_before = self.epoch;
        let mut applied = Applied {
            more: response.more,
            ..Applied::default()
        };

        #[cfg(feature = "simulation")]
        if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::CursorFirst) {
            for page in &response.pages {
                if let Some(key) = scope::numbered(&self.connection, page.cursor.scope)? {
                    scope::advance(&self.connection, key, &page.cursor)?;
                }
            }
        }
        let write = self.write()?;
        let mut again = Vec::new();
        if response.epoch != epoch_before {
            if epoch_before != 0 {
                again = receipt::kept(&write)?;
                blob::offer_again(&write)?;
            }
            scope::forget_numbers(&write)?;
            meta::set(&write, meta::name::EPOCH, &response.epoch)?;
            applied.regranted = true;
        }
        for granted in &response.granted {
            scope::grant(&write, granted)?;
            applied.regranted |= granted.scope.is_some();
        }
        receipt::offer_again(&write, again)?;
        for (outgoing, answer) in sent.iter().zip(&response.answers) {
            settle_one(&write, &mut clock, outgoing, answer, response.time)?;
            applied.answered += 1;
        }
        for number in &response.withdrawn {
            scope::withdraw(&write, *number)?;
            applied.regranted = true;
        }
        for page in &response.pages {
            apply_page(&write, &mut clock, session.account, page, &mut applied)?;
        }
        if !response.more {
            scope::all_complete(&write)?;
        }
        let session = meta::learn_role(&write, session)?;
        leaving::sweep(&write)?;
        scope::sweep(&write)?;
        history::sweep(&write)?;
        if clock.hybrid.last().wall() > response.time.plus(HybridClock::TOLERANCE) {
            clock.hybrid = fall_back(&write, &clock)?;
        }
        if !response.more && outbox::is_empty(&write)? {
            meta::set(&write, meta::name::COMPLETE_AT, &response.time)?;
            receipt::prune(&write, response.time)?;
        }
        clock.write(&write)?;
        write.commit()?;

        self.session = Some(session);
        self.clock = Some(clock);
        self.epoch = response.epoch;
        Ok(applied)
    }

    /// Moves one transaction to the refused list without the hub's word: the hub cannot even read
    /// a request that holds it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn set_aside(
        &mut self,
        outgoing: &Outgoing,
        code: &chuanmen_core::protocol::ErrorCode,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let at = self.now(wall);
        let code = chuanmen_core::protocol::RefusalCode::from(code.as_str());
        let write = self.write()?;
        settle::refuse(&write, outgoing.n, &code, "the hub cannot read it", at)?;
        Ok(write.commit()?)
    }
}

fn settle_one(
    connection: &Connection,
    clock: &mut Clock,
    outgoing: &Outgoing,
    answer: &Answer,
    time: UnixMillis,
) -> Result<(), StorageError> {
    match answer {
        Answer::Accepted {
            seq,
            at,
            restamped,
            duplicate: _,
            elsewhere,
        } => {
            let stamp = restamped.unwrap_or(outgoing.transaction.stamp);
            clock.see(stamp);
            // Already settled, by the log of an earlier answer that was lost.
            let Some(row) = outbox::find(connection, outgoing.transaction.id)? else {
                return Ok(());
            };
            let acceptance = Acceptance {
                seq: *seq,
                at: at.unwrap_or(time),
                stamp,
                elsewhere: *elsewhere,
            };
            // Not `outgoing`: an answer before this one may have moved its bases.
            settle::accept(connection, &row, &row.transaction()?, &acceptance)
        }
        Answer::Refused { code, detail } => {
            settle::refuse(connection, outgoing.n, code, detail, time)
        }
    }
}

fn apply_page(
    connection: &Connection,
    clock: &mut Clock,
    own: AccountId,
    page: &Page,
    applied: &mut Applied,
) -> Result<(), StorageError> {
    // A scope that this version does not know, or has lost: its cursor must not move.
    let Some(key) = scope::numbered(connection, page.cursor.scope)? else {
        return Ok(());
    };
    for entry in &page.log {
        clock.see(entry.transaction.stamp);
        let came = entry.moves.came.iter();
        came.for_each(|record| clock.see(record.latest()));
        apply_entry(connection, key, own, entry)?;
    }
    if let Some(before) = told_before(connection, key, page)? {
        leaving::reconcile(connection, key, before, page)?;
    }
    for snapshot in &page.records {
        clock.see(snapshot.latest());
        settle::stand(connection, key, snapshot)?;
    }
    for stored in &page.events {
        clock.see(stored.stamp);
        if let EventOrder::Hub { seq, index, at } = stored.order {
            let place = (seq, usize::from(index), at);
            let (author, stamp) = (stored.author, stored.stamp);
            event::put_delivered(connection, key, &stored.event, author, stamp, place)?;
        }
    }
    scope::advance(connection, key, &page.cursor)?;
    if page.remaining == 0 && matches!(page.cursor.position, Position::Log { .. }) {
        scope::complete(connection, key)?;
    }
    applied.received +=
        count(page.log.len()) + count(page.records.len()) + count(page.events.len());
    applied.remaining += page.remaining;
    Ok(())
}

/// In a bootstrap: what it has told before this page, if anything.
fn told_before(
    connection: &Connection,
    scope: i64,
    page: &Page,
) -> Result<Option<Option<SnapshotKey>>, StorageError> {
    if page.anew {
        return Ok(Some(None));
    }
    let cursor = scope::cursor(connection, scope)?;
    Ok(cursor.and_then(|cursor| match cursor.position {
        Position::Snapshot { after, .. } => Some(Some(after)),
        Position::Log { .. } => None,
    }))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

fn apply_entry(
    connection: &Connection,
    scope: i64,
    own: AccountId,
    entry: &LogEntry,
) -> Result<(), StorageError> {
    let transaction = &entry.transaction;
    if transaction.author == own
        && let Some(row) = outbox::find(connection, transaction.id)?
    {
        // Its answer was lost, and the log tells it; or it was refused for what it lacked, and an
        // earlier sending that was late on its way arrived after that.
        let acceptance = Acceptance {
            seq: entry.seq,
            at: entry.at,
            stamp: transaction.stamp,
            elsewhere: row.scope != scope,
        };
        settle::accept(connection, &row, &row.transaction()?, &acceptance)?;
        if row.scope == scope && row.state != "refused" {
            return Ok(());
        }
    }
    for patch in &transaction.patches {
        history::note(connection, scope, patch, transaction.stamp)?;
        let incoming = Record::from_patch(patch, transaction.stamp);
        record::merge(connection, scope, &incoming)?;
    }
    for (index, step) in transaction.events.iter().enumerate() {
        let place = (entry.seq, index, entry.at);
        let (author, stamp) = (transaction.author, transaction.stamp);
        event::put_delivered(connection, scope, step, author, stamp, place)?;
    }
    apply_moves(connection, scope, entry)
}

fn apply_moves(connection: &Connection, scope: i64, entry: &LogEntry) -> Result<(), StorageError> {
    for id in &entry.moves.left {
        leaving::leave(connection, scope, *id)?;
    }
    for came in &entry.moves.came {
        record::merge(connection, scope, came)?;
        leaving::stay(connection, scope, came.id)?;
    }
    for (index, moved) in entry.moves.came_events.iter().enumerate() {
        let place = (entry.seq, index, moved.at);
        let MovedEvent {
            event,
            author,
            stamp,
            ..
        } = moved;
        event::put_delivered(connection, scope, event, *author, *stamp, place)?;
    }
    Ok(())
}

/// The hub has put right the stamps of a clock that ran ahead: go on from the largest stamp that
/// still counts, or every later save would need to be put right as well.
fn fall_back(connection: &Connection, clock: &Clock) -> Result<HybridClock, StorageError> {
    let replica = clock.hybrid.last().replica();
    let pending = outbox::latest_stamp(connection)?;
    let floor = pending.map_or(clock.seen, |pending| pending.max(clock.seen));
    let last = Stamp::new(floor.wall(), floor.counter(), replica);
    let mut hybrid = HybridClock::resume(last, clock.hybrid.offset());
    hybrid.see(floor);
    Ok(hybrid)
}
