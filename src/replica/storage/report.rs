use rusqlite::OptionalExtension;

use chuanmen_core::UnixMillis;

use super::{StorageError, Store};
use crate::api::{CachedReport, CachedReportView, ReportRequest};

/// Reports kept for when there is no signal; the oldest give way.
const KEPT: i64 = 40;

/// What a kept report goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportKey(String);

impl ReportKey {
    /// A report, by what was asked for.
    #[must_use]
    pub fn of(request: &ReportRequest) -> Self {
        let grid = request
            .grid
            .map(|grid| grid.to_string())
            .unwrap_or_default();
        let mut key = format!("{}/{}/{grid}", request.name, request.month);
        if let Some(community) = request.community {
            key.push_str(&format!("/community={community}"));
        }
        for (name, said) in request.only.pairs() {
            key.push_str(&format!("/{name}={said}"));
        }
        Self(key)
    }
}

impl Store {
    /// Keeps a pulled report for when there is no signal.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_report(
        &mut self,
        key: &ReportKey,
        report: &CachedReport,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let body = serde_json::to_string(report);
        let body = body.map_err(|why| StorageError::corrupt("a report", why))?;
        let pulled_at = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO report (name, body, pulled_at) VALUES (?1, ?2, ?3)",
            )?
            .execute((&key.0, body, pulled_at.0))?;
        self.connection
            .prepare_cached(
                "DELETE FROM report WHERE name NOT IN
                 (SELECT name FROM report ORDER BY pulled_at DESC, name LIMIT ?1)",
            )?
            .execute([KEPT])?;
        Ok(())
    }

    /// A kept report.
    ///
    /// # Errors
    /// SQLite's.
    pub fn kept_report(&self, key: &ReportKey) -> Result<Option<CachedReportView>, StorageError> {
        let row: Option<(String, i64)> = self
            .connection
            .prepare_cached("SELECT body, pulled_at FROM report WHERE name = ?1")?
            .query_row([&key.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((body, pulled_at)) = row else {
            return Ok(None);
        };
        Ok(Some(CachedReportView {
            pulled_at: UnixMillis(pulled_at),
            report: serde_json::from_str(&body)
                .map_err(|why| StorageError::corrupt("a report", why))?,
        }))
    }
}
