use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, OrganisationId, ResidentId, VisitId};

use super::{StorageError, Store};
use crate::api::VisitDraft;

/// What a form is kept under: a door has one form for a new visit, one for each visit that is being
/// put right, one for somebody new and one for each resident; organisations have theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftKey {
    /// A new visit at a door.
    New(HouseholdId),
    /// Another word on a saved visit.
    Correction(VisitId),
    /// Somebody new at a door.
    Newcomer(HouseholdId),
    /// What is known of a resident.
    Resident(ResidentId),
    /// A new organisation.
    NewOrganisation,
    /// What is known of an organisation.
    Organisation(OrganisationId),
    /// A call at an organisation.
    Call(OrganisationId),
}

impl DraftKey {
    /// What the form of a resident, or of somebody new, is kept under.
    #[must_use]
    pub fn of_resident(household: HouseholdId, resident: Option<ResidentId>) -> Self {
        resident.map_or(Self::Newcomer(household), Self::Resident)
    }

    /// What the form of an organisation, or of a new one, is kept under.
    #[must_use]
    pub fn of_organisation(organisation: Option<OrganisationId>) -> Self {
        organisation.map_or(Self::NewOrganisation, Self::Organisation)
    }

    /// What this form is kept under.
    #[must_use]
    pub fn of(household: HouseholdId, form: &VisitDraft) -> Self {
        form.corrects.map_or(Self::New(household), Self::Correction)
    }
}

impl std::fmt::Display for DraftKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New(household) => household.fmt(f),
            Self::Correction(visit) => visit.fmt(f),
            Self::Newcomer(household) => write!(f, "newcomer/{household}"),
            Self::Resident(resident) => resident.fmt(f),
            Self::NewOrganisation => f.write_str("organisation"),
            Self::Organisation(id) => id.fmt(f),
            Self::Call(id) => write!(f, "call/{id}"),
        }
    }
}

impl Store {
    /// Keeps a form as it stands.
    ///
    /// # Errors
    /// SQLite's.
    pub fn keep_draft(
        &mut self,
        key: DraftKey,
        form: &impl Serialize,
        wall: UnixMillis,
    ) -> Result<(), StorageError> {
        let body = serde_json::to_string(form);
        let body = body.map_err(|why| StorageError::corrupt("a draft", why))?;
        let saved_at = self.now(wall);
        self.connection
            .prepare_cached(
                "INSERT INTO draft (household, body, saved_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (household) DO UPDATE SET
                     body = excluded.body, saved_at = excluded.saved_at, saved_by = NULL",
            )?
            .execute((key.to_string(), body, saved_at.0))?;
        Ok(())
    }

    /// Forgets a form.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drop_draft(&mut self, key: DraftKey) -> Result<(), StorageError> {
        self.connection
            .prepare_cached("DELETE FROM draft WHERE household = ?1")?
            .execute([key.to_string()])?;
        Ok(())
    }

    /// A form, if it was left unsaved.
    ///
    /// # Errors
    /// SQLite's.
    pub fn draft<F: DeserializeOwned>(&self, key: DraftKey) -> Result<Option<F>, StorageError> {
        let body: Option<String> = self
            .connection
            .prepare_cached("SELECT body FROM draft WHERE household = ?1 AND saved_by IS NULL")?
            .query_row([key.to_string()], |row| row.get(0))
            .optional()?;
        body.map(|body| {
            serde_json::from_str(&body).map_err(|why| StorageError::corrupt("a draft", why))
        })
        .transpose()
    }

    /// The doors at which a form of a new visit was left unsaved, the last one first.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drafts(&self) -> Result<Vec<HouseholdId>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT household FROM draft
             WHERE saved_by IS NULL AND body ->> '$.unchanged' IS NOT NULL
                 AND body ->> '$.corrects' IS NULL ORDER BY saved_at DESC",
        )?;
        let mut rows = select.query([])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            let household: String = row.get(0)?;
            let household = household.parse();
            drafts.push(household.map_err(|why| StorageError::corrupt("an id", why))?);
        }
        Ok(drafts)
    }
}
