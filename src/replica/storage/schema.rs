use rusqlite::{Connection, TransactionBehavior};

use super::StorageError;

/// Every migration, in order; the database's `user_version` counts those it has seen. Only ever
/// added to: phones in the field are at each of these.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_views.sql"),
    include_str!("migrations/0003_screens.sql"),
    include_str!("migrations/0004_moves.sql"),
    include_str!("migrations/0005_event_scopes.sql"),
    include_str!("migrations/0006_phones.sql"),
    include_str!("migrations/0007_citizen_numbers.sql"),
    include_str!("migrations/0008_carried.sql"),
    include_str!("migrations/0009_blobs.sql"),
    include_str!("migrations/0010_organisations.sql"),
    include_str!("migrations/0011_births.sql"),
    include_str!("migrations/0012_homes.sql"),
    include_str!("migrations/0013_care.sql"),
    include_str!("migrations/0014_reveals.sql"),
    include_str!("migrations/0015_health.sql"),
    include_str!("migrations/0016_points.sql"),
    include_str!("migrations/0017_looks.sql"),
    include_str!("migrations/0018_named.sql"),
];

/// Brings the schema up to this version's, each migration all or nothing.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = MIGRATIONS.len();
    let done = usize::try_from(found).ok().filter(|done| *done <= known);
    let Some(done) = done else {
        let known = i64::try_from(known).unwrap_or(i64::MAX);
        return Err(StorageError::FromNewerVersion { found, known });
    };
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(migration)?;
        step.execute_batch(&format!("PRAGMA user_version = {}", index + 1))?;
        step.commit()?;
    }
    Ok(())
}
