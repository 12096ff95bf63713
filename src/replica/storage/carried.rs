use rusqlite::{Connection, OptionalExtension};

use chuanmen_core::UnixMillis;
use chuanmen_core::protocol::{BundleId, ErrorCode, TakenIn};

use super::{StorageError, Store};
use crate::api::{CarriedRow, CarriedState};

/// The longest name of a file that is kept, in characters.
const NAME: usize = 200;

impl Store {
    /// Keeps a colleague's file until the hub has it. One that is here already stays as it is,
    /// unless the hub refused it: this may be a better copy.
    ///
    /// # Errors
    /// SQLite's.
    pub fn carry(
        &mut self,
        id: BundleId,
        name: &str,
        file: &[u8],
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let name: String = name.chars().take(NAME).collect();
        let now = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO carried (id, name, taken_at, file) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET
                     name = excluded.name, taken_at = excluded.taken_at, file = excluded.file,
                     state = 'waiting', code = NULL
                 WHERE state <> 'delivered'",
            )?
            .execute((id.to_string(), name, now.0, file))?;
        Ok(())
    }

    /// The files that wait to be handed over, the first one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn carried_waiting(&self) -> Result<Vec<BundleId>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id FROM carried WHERE state = 'waiting' ORDER BY taken_at, id",
        )?;
        let ids = select.query_map([], |row| row.get::<_, String>(0))?;
        ids.map(|id| parse(&id?)).collect()
    }

    /// A file that waits to be handed over.
    ///
    /// # Errors
    /// SQLite's.
    pub fn carried_file(&self, id: BundleId) -> Result<Option<Vec<u8>>, StorageError> {
        let file = self
            .connection
            .prepare_cached("SELECT file FROM carried WHERE id = ?1 AND state = 'waiting'")?
            .query_row([id.to_string()], |row| row.get(0))
            .optional()?;
        Ok(file.flatten())
    }

    /// Notes what the hub said of a file. It is not kept any longer.
    ///
    /// # Errors
    /// SQLite's.
    pub fn carried_answered(
        &mut self,
        id: BundleId,
        answer: &Result<TakenIn, ErrorCode>,
    ) -> Result<(), StorageError> {
        let (state, done, code) = match answer {
            Ok(done) => {
                let done = serde_json::to_string(done);
                let done = done.map_err(|why| StorageError::corrupt("an answer", why))?;
                ("delivered", Some(done), None)
            }
            Err(code) => ("refused", None, Some(code.as_str())),
        };
        self.connection
            .prepare_cached(
                "UPDATE carried SET state = ?2, done = ?3, code = ?4, file = NULL WHERE id = ?1",
            )?
            .execute((id.to_string(), state, done, code))?;
        Ok(())
    }

    /// Forgets a file, handed over or not. False if there is none.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_carried(&mut self, id: BundleId) -> Result<bool, StorageError> {
        let dropped = self
            .connection
            .prepare_cached("DELETE FROM carried WHERE id = ?1")?
            .execute([id.to_string()])?;
        Ok(dropped > 0)
    }

    /// Every file that is or was carried, the last one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn carried(&self) -> Result<Vec<CarriedRow>, StorageError> {
        rows(&self.connection)
    }
}

fn rows(connection: &Connection) -> Result<Vec<CarriedRow>, StorageError> {
    let mut select = connection.prepare_cached(
        "SELECT id, name, taken_at, done, code FROM carried ORDER BY taken_at DESC, id",
    )?;
    let mut rows = select.query([])?;
    let mut carried = Vec::new();
    while let Some(row) = rows.next()? {
        let (done, code): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        let state = match (done, code) {
            (Some(done), _) => {
                let done = serde_json::from_str(&done);
                CarriedState::Delivered(done.map_err(|why| StorageError::corrupt("done", why))?)
            }
            (None, Some(code)) => CarriedState::Refused {
                code: code.as_str().into(),
            },
            (None, None) => CarriedState::Waiting,
        };
        carried.push(CarriedRow {
            id: parse(&row.get::<_, String>(0)?)?,
            name: row.get(1)?,
            taken_at: UnixMillis(row.get(2)?),
            state,
        });
    }
    Ok(carried)
}

fn parse(id: &str) -> Result<BundleId, StorageError> {
    id.parse()
        .map_err(|why| StorageError::corrupt("a bundle's id", why))
}
