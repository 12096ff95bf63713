use rusqlite::OptionalExtension;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::HouseholdId;

use super::{StorageError, Store};
use crate::api::VisitDraft;

/// A form as it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// At whose door.
    pub household: HouseholdId,
    /// The form.
    pub visit: VisitDraft,
    /// When it was kept.
    pub saved_at: UnixMillis,
}

impl Store {
    /// Keeps a form as it stands.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_draft(
        &mut self,
        household: HouseholdId,
        visit: &VisitDraft,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let body = serde_json::to_string(visit);
        let body = body.map_err(|why| StorageError::corrupt("a draft", why))?;
        let saved_at = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO draft (household, body, saved_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (household) DO UPDATE SET
                     body = excluded.body, saved_at = excluded.saved_at, saved_by = NULL",
            )?
            .execute((household.to_string(), body, saved_at.0))?;
        Ok(())
    }

    /// Forgets a form.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_draft(&mut self, household: HouseholdId) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM draft WHERE household = ?1")?
            .execute([household.to_string()])?;
        Ok(())
    }

    /// The form at one door, if one was left unsaved.
    ///
    /// # Errors
    /// SQLite's.
    pub fn draft(&self, household: HouseholdId) -> Result<Option<Draft>, StorageError> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT body, saved_at FROM draft WHERE household = ?1 AND saved_by IS NULL",
            )?
            .query_row([household.to_string()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        row.map(|(body, saved_at)| parse(household, body, saved_at))
            .transpose()
    }

    /// Every form left unsaved, the last one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drafts(&self) -> Result<Vec<Draft>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT household, body, saved_at FROM draft
             WHERE saved_by IS NULL ORDER BY saved_at DESC",
        )?;
        let mut rows = select.query([])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            let household: String = row.get(0)?;
            let household = household.parse();
            let household = household.map_err(|why| StorageError::corrupt("an id", why))?;
            drafts.push(parse(household, row.get(1)?, row.get(2)?)?);
        }
        Ok(drafts)
    }
}

fn parse(household: HouseholdId, body: String, saved_at: i64) -> Result<Draft, StorageError> {
    Ok(Draft {
        household,
        visit: serde_json::from_str(&body).map_err(|why| StorageError::corrupt("a draft", why))?,
        saved_at: UnixMillis(saved_at),
    })
}
