//! A device that was revoked: what it had not sent goes to the hub once more, and then everything
//! is forgotten.

use rusqlite::Connection;

use super::blob::{NextBlob, next};
use super::outbox::{release, remove};
use super::{Outgoing, StorageError, Store, meta, scope};
use crate::api::{Farewell, Standing};

impl Store {
    /// Has everything that the hub has not taken wait once more: what it refused, too.
    ///
    /// # Errors
    /// SQLite's.
    pub fn gather_leavings(&mut self) -> Result<(), StorageError> {
        let write = self.write()?;
        write.execute_batch(
            "UPDATE outbox SET state = 'waiting' WHERE state = 'refused';
             UPDATE blob SET state = 'waiting', broken = 0, sent = 0 WHERE state = 'refused';",
        )?;
        Ok(write.commit()?)
    }

    /// The hub keeps these saves: they need not be offered again. What shows is as it was.
    ///
    /// # Errors
    /// SQLite's.
    pub fn left_behind(&mut self, saves: &[Outgoing], kept: u32) -> Result<(), StorageError> {
        let whose = self.session.as_ref().map(|session| session.name.clone());
        let before = self.farewell()?.map_or(0, |farewell| farewell.saves);
        let write = self.write()?;
        for save in saves {
            release(&write, save.n)?;
            remove(&write, save.n)?;
        }
        let farewell = Farewell {
            name: whose.unwrap_or_default(),
            saves: before.saturating_add(kept),
        };
        meta::set(&write, meta::name::FAREWELL, &farewell)?;
        Ok(write.commit()?)
    }

    /// A photo that the hub has not got, of whichever save.
    ///
    /// # Errors
    /// SQLite's.
    pub fn next_blob_to_leave(&self) -> Result<Option<NextBlob>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT hash, sent, length(bytes) FROM blob WHERE state = 'waiting'
             ORDER BY small DESC, kept_at, hash LIMIT 1",
        )?;
        let mut rows = select.query([])?;
        rows.next()?.map(next).transpose()
    }

    /// Forgets everything and whose device this was, but for how it looks. The pages that held it
    /// are overwritten.
    ///
    /// # Errors
    /// SQLite's.
    pub fn forget_everything(&mut self) -> Result<(), StorageError> {
        self.connection.execute_batch("PRAGMA secure_delete = ON")?;
        let write = self.write()?;
        scope::forget_everything(&write)?;
        forget_own(&write)?;
        write.commit()?;
        self.session = None;
        self.clock = None;
        self.epoch = 0;
        self.standing = Standing::Good;
        self.connection.flush_prepared_statement_cache();
        self.connection.execute_batch("VACUUM")?;
        #[cfg(not(target_family = "wasm"))]
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// What became of the last owner's records; none if nobody was revoked here.
    ///
    /// # Errors
    /// SQLite's.
    pub fn farewell(&self) -> Result<Option<Farewell>, StorageError> {
        meta::get(&self.connection, meta::name::FAREWELL)
    }
}

/// What stays when another person takes over, and not when nobody does.
fn forget_own(connection: &Connection) -> Result<(), StorageError> {
    connection.execute_batch(
        "DELETE FROM carried;
         DELETE FROM meta WHERE name NOT IN ('preference', 'farewell');",
    )?;
    Ok(())
}
