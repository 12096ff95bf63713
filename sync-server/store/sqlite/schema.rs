use chuanmen_core::UnixMillis;
use chuanmen_core::merge::HybridClock;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::reported;
use crate::store::StoreError;

/// The one whose columns are filled from the records by what reads them.
const REPORTED: &str = include_str!("../../migrations/0007_reported.sql");

/// Every migration, in order; the database's `user_version` counts those it has seen. Only ever
/// added to: hubs in the field are at each of these.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_initial.sql"),
    include_str!("../../migrations/0002_moves.sql"),
    include_str!("../../migrations/0003_blobs.sql"),
    include_str!("../../migrations/0004_postings.sql"),
    include_str!("../../migrations/0005_contacts.sql"),
    include_str!("../../migrations/0006_imports.sql"),
    REPORTED,
    include_str!("../../migrations/0008_quarantine.sql"),
    include_str!("../../migrations/0009_parties.sql"),
    include_str!("../../migrations/0010_audit.sql"),
    include_str!("../../migrations/0011_tokens.sql"),
    include_str!("../../migrations/0012_called.sql"),
    include_str!("../../migrations/0013_bookings.sql"),
    include_str!("../../migrations/0014_audited.sql"),
];

/// Brings the schema up to this version's, each migration all or nothing.
///
/// An index over years of records is sorted in (unnamed) files, so that it does not have to fit into
/// memory.
pub(super) fn migrate(connection: &mut Connection, now: UnixMillis) -> Result<(), StoreError> {
    connection.execute_batch("PRAGMA temp_store = FILE")?;
    step_by_step(connection, now)?;
    Ok(connection.execute_batch("PRAGMA temp_store = MEMORY")?)
}

fn step_by_step(connection: &mut Connection, now: UnixMillis) -> Result<(), StoreError> {
    for (index, migration) in MIGRATIONS.iter().enumerate() {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if applied(&step)? > index {
            continue;
        }
        step.execute_batch(migration)?;
        if index == 0 {
            begin(&step, now)?;
        }
        if *migration == REPORTED {
            reported::note_all(&step)?;
        }
        step.execute_batch(&format!("PRAGMA user_version = {}", index + 1))?;
        step.commit()?;
    }
    Ok(())
}

fn applied(step: &Transaction<'_>) -> Result<usize, StoreError> {
    let found: i64 = step.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(found).ok();
    done.filter(|done| *done <= MIGRATIONS.len())
        .ok_or(StoreError::FromNewerVersion {
            found,
            known: i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX),
        })
}

fn begin(step: &Transaction<'_>, now: UnixMillis) -> Result<(), StoreError> {
    step.execute(
        "INSERT INTO hub (one, epoch, created_at) VALUES (1, ?1, ?2)",
        (epoch_at(now, 0), now.0),
    )?;
    Ok(())
}

/// The epoch that begins now: minutes since 2020, so that the same backup restored twice gives
/// two epochs, in few digits (it travels in every message).
pub(super) fn epoch_at(now: UnixMillis, previous: u64) -> u64 {
    let minutes = now.since(HybridClock::EARLIEST) / UnixMillis::MINUTE;
    u64::try_from(minutes).unwrap_or(0).max(previous + 1)
}
