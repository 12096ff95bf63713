use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use chuanmen_core::merge::{ReplicaId, Stamp};

use super::{StorageError, outbox, settle};

/// Puts every transaction that waits under another replica id: the hub takes from a device only
/// what is stamped with the id it gave. Ids stay, so that one which had reached the hub unnoticed
/// is not taken twice.
pub(super) fn under(connection: &Connection, replica: ReplicaId) -> Result<(), StorageError> {
    let mut select = connection
        .prepare_cached("SELECT n, body FROM outbox WHERE state <> 'refused' ORDER BY n")?;
    let waiting = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let waiting = waiting.collect::<Result<Vec<(i64, String)>, _>>()?;

    let mut replaced: BTreeMap<Stamp, Stamp> = BTreeMap::new();
    let mut records = BTreeSet::new();
    for (n, body) in waiting {
        let mut transaction = outbox::parse(&body)?;
        let old = transaction.stamp;
        transaction.stamp = Stamp::new(old.wall(), old.counter(), replica);
        replaced.insert(old, transaction.stamp);
        for patch in &mut transaction.patches {
            for base in patch.base.values_mut().flatten() {
                *base = *replaced.get(base).unwrap_or(base);
            }
        }
        settle::rewrite(connection, n, &transaction)?;
        connection.execute(
            "UPDATE event SET stamp = ?2 WHERE n = ?1",
            (n, transaction.stamp.to_string()),
        )?;
        let mut touched = connection.prepare_cached("SELECT record FROM touch WHERE n = ?1")?;
        let touched = touched.query_map([n], |row| row.get::<_, i64>(0))?;
        records.extend(touched.collect::<Result<Vec<_>, _>>()?);
    }
    for key in records {
        settle::show_again(connection, key)?;
    }
    Ok(())
}
