use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::str::FromStr;

use chuanmen_core::domain::Kind;
use rusqlite::Connection;
use serde::Serialize;

use super::read;
use crate::storage::StorageError;

/// The names of some residents or organisations.
pub(super) fn of<I: Copy + Ord + Hash + Serialize + FromStr>(
    connection: &Connection,
    kind: &Kind,
    ids: impl IntoIterator<Item = I>,
) -> Result<HashMap<I, String>, StorageError> {
    let ids: BTreeSet<_> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids = serde_json::to_string(&ids).map_err(|why| StorageError::corrupt("ids", why))?;
    // `+` keeps it from the index on kinds: ids lead straight to the records.
    let sql = format!(
        "SELECT id, person FROM record
         WHERE id IN (SELECT value FROM json_each(?1)) AND +kind = '{kind}' AND NOT deleted"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([ids])?;
    let mut names = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(id) = read::id(row, 0)? {
            names.insert(id, read::text(row, 1)?);
        }
    }
    Ok(names)
}
