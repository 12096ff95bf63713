use rusqlite::params_from_iter;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{REVEALS, Reveal};
use uuid::Uuid;

use super::{StorageError, Store};

impl Store {
    /// Notes that somebody was shown in full.
    ///
    /// # Errors
    /// SQLite's.
    pub fn log_access(&mut self, whose: RecordId, wall: UnixMillis) -> Result<(), StorageError> {
        let at = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO access_log (resident, at, id)
                 VALUES (?1, ?2, lower(hex(randomblob(16))))",
            )?
            .execute((whose.to_string(), at.0))?;
        Ok(())
    }

    /// Those of whom the hub was not told yet, the first first; no more than one request takes.
    ///
    /// # Errors
    /// SQLite's, or what is stored cannot be read.
    pub fn reveals_untold(&self) -> Result<Vec<Reveal>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, resident, at FROM access_log WHERE NOT told ORDER BY at, id LIMIT ?1",
        )?;
        let most = i64::try_from(REVEALS).unwrap_or(i64::MAX);
        let mut rows = select.query([most])?;
        let mut reveals = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, subject): (String, String) = (row.get(0)?, row.get(1)?);
            let corrupt = |why| StorageError::corrupt("a reveal", why);
            reveals.push(Reveal {
                id: Uuid::try_parse(&id).map_err(corrupt)?,
                subject: RecordId(Uuid::try_parse(&subject).map_err(corrupt)?),
                at: UnixMillis(row.get(2)?),
            });
        }
        Ok(reveals)
    }

    /// The hub has noted these.
    ///
    /// # Errors
    /// SQLite's.
    pub fn reveals_told(&mut self, reveals: &[Reveal]) -> Result<(), StorageError> {
        let ids = reveals.iter().map(|reveal| reveal.id.simple().to_string());
        let marks = vec!["?"; reveals.len()].join(",");
        let sql = format!("UPDATE access_log SET told = 1 WHERE id IN ({marks})");
        self.connection.execute(&sql, params_from_iter(ids))?;
        Ok(())
    }
}
