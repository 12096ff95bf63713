use rusqlite::{Connection, OptionalExtension};

use chuanmen_core::domain::{Access, AreaId, Scope};
use chuanmen_core::protocol::{Cursor, GrantedScope, Position, ScopeNumber};

use super::{StorageError, Store};

/// A scope that this device holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldScope {
    /// Which.
    pub scope: Scope,
    /// What the device may do in it.
    pub access: Access,
    /// Whether everything it held when it was granted has arrived.
    pub complete: bool,
}

impl Store {
    /// The scopes this device holds now, in the order they were granted.
    ///
    /// # Errors
    /// SQLite's.
    pub fn scopes(&self) -> Result<Vec<HeldScope>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT name, access, complete FROM scope WHERE NOT withdrawn ORDER BY key",
        )?;
        let mut rows = select.query([])?;
        let mut held = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let access: String = row.get(1)?;
            held.push(HeldScope {
                scope: name
                    .parse()
                    .map_err(|why| StorageError::corrupt("a scope", why))?,
                access: if access == "write" {
                    Access::Write
                } else {
                    Access::Read
                },
                complete: row.get(2)?,
            });
        }
        Ok(held)
    }

    /// The grids that this device may change.
    ///
    /// # Errors
    /// SQLite's.
    pub fn own_grids(&self) -> Result<Vec<AreaId>, StorageError> {
        let grid = |held: HeldScope| match (held.scope, held.access) {
            (Scope::Grid(grid), Access::Write) => Some(grid),
            _ => None,
        };
        Ok(self.scopes()?.into_iter().filter_map(grid).collect())
    }

    /// How far this device has got in each scope that the hub has numbered.
    ///
    /// # Errors
    /// SQLite's.
    pub fn cursors(&self) -> Result<Vec<Cursor>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT number, cursor FROM scope WHERE number IS NOT NULL ORDER BY number",
        )?;
        let mut rows = select.query([])?;
        let mut cursors = Vec::new();
        while let Some(row) = rows.next()? {
            let cursor: Option<String> = row.get(1)?;
            cursors.push(match cursor {
                Some(text) => serde_json::from_str(&text)
                    .map_err(|why| StorageError::corrupt("a cursor", why))?,
                None => Cursor {
                    scope: ScopeNumber(row.get(0)?),
                    position: Position::Log { seq: 0 },
                },
            });
        }
        Ok(cursors)
    }
}

/// The local key of a scope, held or withdrawn.
pub(super) fn key(connection: &Connection, scope: Scope) -> Result<Option<i64>, StorageError> {
    let key = connection
        .prepare_cached("SELECT key FROM scope WHERE name = ?1")?
        .query_row([scope.to_string()], |row| row.get(0));
    Ok(key.optional()?)
}

/// The local key of a scope that can still be written in.
pub(super) fn held_key(connection: &Connection, scope: Scope) -> Result<i64, StorageError> {
    let key = connection
        .prepare_cached("SELECT key FROM scope WHERE name = ?1 AND NOT withdrawn")?
        .query_row([scope.to_string()], |row| row.get(0));
    key.optional()?.ok_or(StorageError::UnknownScope(scope))
}

pub(super) fn numbered(
    connection: &Connection,
    number: ScopeNumber,
) -> Result<Option<i64>, StorageError> {
    let key = connection
        .prepare_cached("SELECT key FROM scope WHERE number = ?1")?
        .query_row([number.0], |row| row.get(0));
    Ok(key.optional()?)
}

/// A new epoch: the hub's numbers and cursors mean nothing any more. Each scope is withdrawn
/// until it is granted again.
pub(super) fn forget_numbers(connection: &Connection) -> Result<(), StorageError> {
    connection.execute(
        "UPDATE scope SET number = NULL, cursor = NULL, withdrawn = 1",
        [],
    )?;
    Ok(())
}

/// Takes a scope in; one of a sort that only newer versions know is left alone.
pub(super) fn grant(connection: &Connection, granted: &GrantedScope) -> Result<(), StorageError> {
    let Some(scope) = granted.scope else {
        return Ok(());
    };
    let access = match granted.access {
        Access::Read => "read",
        Access::Write => "write",
    };
    connection
        .prepare_cached(
            "INSERT INTO scope (name, number, access) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET
                 number = excluded.number, access = excluded.access, cursor = NULL,
                 withdrawn = 0",
        )?
        .execute((scope.to_string(), granted.number.0, access))?;
    Ok(())
}

pub(super) fn withdraw(connection: &Connection, number: ScopeNumber) -> Result<(), StorageError> {
    connection
        .prepare_cached(
            "UPDATE scope SET withdrawn = 1, number = NULL, cursor = NULL WHERE number = ?1",
        )?
        .execute([number.0])?;
    Ok(())
}

/// Removes what withdrawn scopes held, once nothing that was saved in them waits for an answer.
pub(super) fn sweep(connection: &Connection) -> Result<(), StorageError> {
    #[cfg(feature = "simulation")]
    if chuanmen_core::simulation::planted(&chuanmen_core::simulation::Fault::KeepWithdrawn) {
        return Ok(());
    }
    let mut select = connection.prepare_cached(
        "SELECT key FROM scope WHERE withdrawn
             AND NOT EXISTS (SELECT 1 FROM outbox WHERE scope = scope.key AND state <> 'refused')
             AND (complete
                 OR EXISTS (SELECT 1 FROM record WHERE scope = scope.key)
                 OR EXISTS (SELECT 1 FROM event WHERE scope = scope.key))",
    )?;
    let keys = select.query_map([], |row| row.get::<_, i64>(0))?;
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    for key in keys {
        connection.execute("DELETE FROM event WHERE scope = ?1", [key])?;
        connection.execute("DELETE FROM record WHERE scope = ?1", [key])?;
        connection.execute("UPDATE scope SET complete = 0 WHERE key = ?1", [key])?;
    }
    Ok(())
}

/// How far a scope has got; none before the first page.
pub(super) fn cursor(connection: &Connection, key: i64) -> Result<Option<Cursor>, StorageError> {
    let text: Option<String> = connection
        .prepare_cached("SELECT cursor FROM scope WHERE key = ?1")?
        .query_row([key], |row| row.get(0))?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|why| StorageError::corrupt("a cursor", why))
}

pub(super) fn advance(
    connection: &Connection,
    key: i64,
    cursor: &Cursor,
) -> Result<(), StorageError> {
    let text = serde_json::to_string(cursor);
    let text = text.map_err(|why| StorageError::corrupt("a cursor", why))?;
    connection
        .prepare_cached("UPDATE scope SET cursor = ?2 WHERE key = ?1")?
        .execute((key, text))?;
    Ok(())
}

/// Nothing is left to pull: every granted scope has arrived once.
pub(super) fn all_complete(connection: &Connection) -> Result<(), StorageError> {
    connection.execute(
        "UPDATE scope SET complete = 1 WHERE number IS NOT NULL AND NOT complete",
        [],
    )?;
    Ok(())
}

/// Another person's device from now on: nothing of the last one's stays.
pub(super) fn forget_everything(connection: &Connection) -> Result<(), StorageError> {
    connection.execute_batch(
        "DELETE FROM touch; DELETE FROM outbox; DELETE FROM receipt; DELETE FROM draft;
         DELETE FROM report; DELETE FROM access_log; DELETE FROM blob; DELETE FROM event;
         DELETE FROM mirror; DELETE FROM record; DELETE FROM scope; DELETE FROM history;
         DELETE FROM forgotten;
         DELETE FROM meta WHERE name IN ('epoch', 'complete_at');",
    )?;
    Ok(())
}

/// Everything a scope held has arrived.
pub(super) fn complete(connection: &Connection, key: i64) -> Result<(), StorageError> {
    connection
        .prepare_cached("UPDATE scope SET complete = 1 WHERE key = ?1 AND NOT complete")?
        .execute([key])?;
    Ok(())
}
