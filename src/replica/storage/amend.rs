use rusqlite::OptionalExtension;
use serde::Serialize;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::TransactionId;
use chuanmen_core::protocol::Transaction;

use super::{DraftKey, StorageError, Store, draft, outbox};

impl Store {
    /// A refused save, as it was sent.
    ///
    /// # Errors
    /// SQLite's.
    pub fn refused(&self, id: TransactionId) -> Result<Option<Transaction>, StorageError> {
        let row = outbox::find(&self.connection, id)?.filter(|row| row.state == "refused");
        row.map(|row| row.transaction()).transpose()
    }

    /// Whether a form is kept under `key`, whatever is in it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn has_draft(&self, key: DraftKey) -> Result<bool, StorageError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT 1 FROM draft WHERE household = ?1 AND saved_by IS NULL")?;
        let found: Option<i64> = select
            .query_row([key.to_string()], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }

    /// Makes a form of a refused save: the save goes, the form is kept, or neither. False if there
    /// is no such refused save.
    ///
    /// # Errors
    /// SQLite's.
    pub fn amend(
        &mut self,
        id: TransactionId,
        key: DraftKey,
        form: &impl Serialize,
        wall: UnixMillis,
    ) -> Result<bool, StorageError> {
        let now = self.now(wall);
        let write = self.write()?;
        let row = outbox::find(&write, id)?.filter(|row| row.state == "refused");
        let Some(row) = row else {
            return Ok(false);
        };
        outbox::remove(&write, row.n)?;
        draft::keep(&write, key, form, now)?;
        write.commit()?;
        Ok(true)
    }
}
