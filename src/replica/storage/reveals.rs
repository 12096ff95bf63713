use rusqlite::params_from_iter;

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{REVEALS, Reveal, Sight};
use uuid::Uuid;

use super::{StorageError, Store};

/// Health that is looked at again within this time, as after each measurement, is one look.
const ONE_LOOK: i64 = 10 * UnixMillis::MINUTE;

impl Store {
    /// Notes that somebody was shown: a number each time, health once in ten minutes.
    ///
    /// # Errors
    /// SQLite's.
    pub fn log_access(
        &mut self,
        whose: RecordId,
        what: &Sight,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let at = self.now(wall);
        let since = match what {
            Sight::Health => at.plus(-ONE_LOOK),
            Sight::Numbers | Sight::Other(_) => at,
        };
        self.connection
            .prepare_cached(
                "INSERT INTO access_log (resident, what, at, id)
                 SELECT ?1, ?2, ?3, lower(hex(randomblob(16))) WHERE NOT EXISTS (
                     SELECT 1 FROM access_log
                     WHERE resident = ?1 AND what = ?2 AND at > ?4 AND at <= ?3
                 )",
            )?
            .execute((whose.to_string(), what.as_str(), at.0, since.0))?;
        Ok(())
    }

    /// Those of whom the hub was not told yet, the first first; no more than one request takes.
    ///
    /// # Errors
    /// SQLite's, or what is stored cannot be read.
    pub fn reveals_untold(&self) -> Result<Vec<Reveal>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, resident, at, what FROM access_log WHERE NOT told ORDER BY at, id LIMIT ?1",
        )?;
        let most = i64::try_from(REVEALS).unwrap_or(i64::MAX);
        let mut rows = select.query([most])?;
        let mut reveals = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, subject, what): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(3)?);
            let corrupt = |why| StorageError::corrupt("a reveal", why);
            reveals.push(Reveal {
                id: Uuid::try_parse(&id).map_err(corrupt)?,
                subject: RecordId(Uuid::try_parse(&subject).map_err(corrupt)?),
                at: UnixMillis(row.get(2)?),
                what: Sight::from(what.as_str()),
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
