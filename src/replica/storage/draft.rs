use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, OrganisationId, ResidentId, VisitId};

use super::{StorageError, Store};
use crate::api::{DraftForm, VisitDraft};

/// In place of the save that took a form: somebody put it away.
const AWAY: &str = "away";
/// Before the household of somebody new.
const NEWCOMER: &str = "newcomer/";
/// Before the organisation of a call.
const CALL: &str = "call/";
/// Before the resident of a measurement.
const MEASURING: &str = "measuring/";
/// Of an organisation that has no id yet.
const NEW_ORGANISATION: &str = "organisation";

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
    /// What is measured of a resident.
    Measurement(ResidentId),
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

impl From<DraftForm> for DraftKey {
    fn from(form: DraftForm) -> Self {
        match form {
            DraftForm::Visit { household } => Self::New(household),
            DraftForm::Correction { visit, .. } => Self::Correction(visit),
            DraftForm::Newcomer { household } => Self::Newcomer(household),
            DraftForm::Resident { resident, .. } => Self::Resident(resident),
            DraftForm::Measurement { resident, .. } => Self::Measurement(resident),
            DraftForm::NewOrganisation => Self::NewOrganisation,
            DraftForm::Organisation { organisation } => Self::Organisation(organisation),
            DraftForm::Call { organisation } => Self::Call(organisation),
        }
    }
}

impl std::fmt::Display for DraftKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::New(household) => household.fmt(f),
            Self::Correction(visit) => visit.fmt(f),
            Self::Newcomer(household) => write!(f, "{NEWCOMER}{household}"),
            Self::Resident(resident) => resident.fmt(f),
            Self::NewOrganisation => f.write_str(NEW_ORGANISATION),
            Self::Organisation(id) => id.fmt(f),
            Self::Call(id) => write!(f, "{CALL}{id}"),
            Self::Measurement(id) => write!(f, "{MEASURING}{id}"),
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
        keep(&self.connection, key, form, self.now(wall))
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

    /// Puts a form away; the one put away before it is forgotten.
    ///
    /// # Errors
    /// SQLite's.
    pub fn put_draft_away(&mut self, key: DraftKey) -> Result<(), StorageError> {
        let write = self.write()?;
        write
            .prepare_cached("DELETE FROM draft WHERE saved_by = ?1")?
            .execute([AWAY])?;
        write
            .prepare_cached(
                "UPDATE draft SET saved_by = ?2 WHERE household = ?1 AND saved_by IS NULL",
            )?
            .execute((key.to_string(), AWAY))?;
        Ok(write.commit()?)
    }

    /// Brings back a form that was put away, unless it was begun anew meanwhile.
    ///
    /// # Errors
    /// SQLite's.
    pub fn bring_draft_back(&mut self, key: DraftKey) -> Result<(), StorageError> {
        self.connection
            .prepare_cached(
                "UPDATE draft SET saved_by = NULL WHERE household = ?1 AND saved_by = ?2",
            )?
            .execute((key.to_string(), AWAY))?;
        Ok(())
    }

    /// The forms left unsaved and when each was last kept, the last one first. Of a form that only
    /// a newer version knows nothing is said; it stays.
    ///
    /// # Errors
    /// SQLite's.
    pub fn drafts(&self) -> Result<Vec<(DraftKey, UnixMillis)>, StorageError> {
        let mut select = self.connection.prepare_cached(
            "SELECT household, saved_at,
                    CASE WHEN body ->> '$.corrects' IS NOT NULL THEN 'correction'
                         WHEN body ->> '$.edit' IS NOT NULL THEN 'resident'
                         WHEN body ->> '$.unchanged' IS NOT NULL THEN 'visit'
                         WHEN json_type(body, '$.trade') IS NOT NULL THEN 'organisation' END
             FROM draft WHERE saved_by IS NULL ORDER BY saved_at DESC",
        )?;
        let mut rows = select.query([])?;
        let mut drafts = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, form): (String, Option<String>) = (row.get(0)?, row.get(2)?);
            let key = read_key(&key, form.as_deref());
            drafts.extend(key.map(|key| (key, UnixMillis(row.get(1).unwrap_or_default()))));
        }
        Ok(drafts)
    }
}

/// What a form is kept under, by how that is written and by what the form looks like.
fn read_key(key: &str, form: Option<&str>) -> Option<DraftKey> {
    if let Some(household) = key.strip_prefix(NEWCOMER) {
        return household.parse().ok().map(DraftKey::Newcomer);
    }
    if let Some(organisation) = key.strip_prefix(CALL) {
        return organisation.parse().ok().map(DraftKey::Call);
    }
    if let Some(resident) = key.strip_prefix(MEASURING) {
        return resident.parse().ok().map(DraftKey::Measurement);
    }
    if key == NEW_ORGANISATION {
        return Some(DraftKey::NewOrganisation);
    }
    match form? {
        "correction" => key.parse().ok().map(DraftKey::Correction),
        "resident" => key.parse().ok().map(DraftKey::Resident),
        "visit" => key.parse().ok().map(DraftKey::New),
        "organisation" => key.parse().ok().map(DraftKey::Organisation),
        _ => None,
    }
}

/// Writes a form as it stands at `now`.
pub(super) fn keep(
    connection: &Connection,
    key: DraftKey,
    form: &impl Serialize,
    now: UnixMillis,
) -> Result<(), StorageError> {
    let body = serde_json::to_string(form);
    let body = body.map_err(|why| StorageError::corrupt("a draft", why))?;
    connection
        .prepare_cached(
            "INSERT INTO draft (household, body, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (household) DO UPDATE SET
                 body = excluded.body, saved_at = excluded.saved_at, saved_by = NULL",
        )?
        .execute((key.to_string(), body, now.0))?;
    Ok(())
}
