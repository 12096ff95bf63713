use chuanmen_core::merge::TransactionId;

use super::{StorageError, Store, blob, outbox, settle};

/// Whether a save could be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// It is gone; its form is a draft again.
    Yes,
    /// It may have reached the hub, or a later save builds on it.
    TooLate,
}

impl Store {
    /// Takes back a save that was never sent.
    ///
    /// # Errors
    /// SQLite's.
    pub fn undo(&mut self, id: TransactionId) -> Result<Undone, StorageError> {
        let write = self.write()?;
        let row = outbox::find(&write, id)?.filter(|row| row.state == "waiting" && !row.sent);
        let Some(row) = row else {
            return Ok(Undone::TooLate);
        };
        let transaction = row.transaction()?;
        let subjects = transaction.patches.iter().map(|patch| patch.id.to_string());
        let subjects: Vec<_> = subjects.collect();
        for subject in &subjects {
            // A record made here and edited or stepped on by a later save would leave that save
            // hanging in the air.
            let built_on: bool = write
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM touch JOIN record ON record.key = touch.record
                                    WHERE record.id = ?1 AND touch.n > ?2)
                         OR EXISTS (SELECT 1 FROM event WHERE subject = ?1 AND event.n > ?2)",
                )?
                .query_row((subject, row.n), |found| found.get(0))?;
            if built_on {
                return Ok(Undone::TooLate);
            }
        }
        settle::lift_off(&write, row.n)?;
        outbox::remove(&write, row.n)?;
        blob::let_go(&write, &subjects)?;
        write
            .prepare_cached("UPDATE draft SET saved_by = NULL WHERE saved_by = ?1")?
            .execute([id.to_string()])?;
        write.commit()?;
        Ok(Undone::Yes)
    }
}
