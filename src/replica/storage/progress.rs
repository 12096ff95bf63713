use chuanmen_core::UnixMillis;

use super::meta;
use super::{StorageError, Store};
use crate::api::SyncView;

impl Store {
    /// How far synchronisation is, while the wall clock says `wall`.
    ///
    /// # Errors
    /// SQLite's.
    pub fn sync_view(&self, wall: UnixMillis) -> Result<SyncView, StorageError> {
        let month_ago = self.now(wall).plus(-30 * UnixMillis::DAY);
        let mut count = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM receipt WHERE delivered_at > ?1),
                    (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sent')),
                    (SELECT count(*) FROM outbox WHERE state = 'refused'),
                    EXISTS (SELECT 1 FROM scope WHERE complete)
                        AND NOT EXISTS (SELECT 1 FROM scope WHERE NOT complete AND NOT withdrawn)",
        )?;
        let (delivered, waiting, refused, bootstrapped) = count
            .query_row([month_ago.0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?;
        Ok(SyncView {
            delivered,
            waiting,
            refused,
            phase: self.phase.clone(),
            complete_at: meta::get(&self.connection, meta::name::COMPLETE_AT)?,
            bootstrapped,
        })
    }
}
