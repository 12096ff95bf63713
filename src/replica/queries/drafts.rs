use chuanmen_core::domain::{HouseholdId, OrganisationId, Resident, ResidentId};
use chuanmen_core::merge::RecordId;

use super::homes::Homes;
use super::{Areas, Reading, organisations, visits};
use crate::api::{DraftForm, DraftRow, OrganisationForm};
use crate::storage::{DraftKey, StorageError};

/// Forms left unsaved, the last one first. One whose door or organisation is no longer on this device
/// is left out.
pub(super) fn answer(reading: Reading<'_>, areas: &Areas) -> Result<Vec<DraftRow>, StorageError> {
    let mut rows = Vec::new();
    for (key, kept_at) in reading.store.drafts()? {
        let form = form(reading, key)?;
        rows.extend(form.map(|(form, who)| DraftRow {
            form,
            place: String::new(),
            who,
            kept_at,
        }));
    }
    let connection = reading.connection();
    let doors = rows.iter().filter_map(|row| door(&row.form));
    let homes = Homes::load(connection, doors)?;
    let known = rows.iter().filter_map(|row| organisation(&row.form));
    let known = organisations::names(connection, known)?;
    for row in &mut rows {
        row.place = match (door(&row.form), organisation(&row.form)) {
            (Some(household), _) => homes.title(areas, household),
            (None, Some(id)) => known.get(&id).cloned().unwrap_or_default(),
            (None, None) => String::new(),
        };
    }
    rows.retain(|row| !row.place.is_empty() || row.form == DraftForm::NewOrganisation);
    for row in &mut rows {
        if row.form == DraftForm::NewOrganisation {
            let typed: Option<OrganisationForm> = reading.store.draft(row.form.into())?;
            row.place = typed.and_then(|form| form.name).unwrap_or_default();
        }
    }
    Ok(rows)
}

/// At whose door a form belongs.
const fn door(form: &DraftForm) -> Option<HouseholdId> {
    match form {
        DraftForm::Visit { household }
        | DraftForm::Correction { household, .. }
        | DraftForm::Newcomer { household }
        | DraftForm::Resident { household, .. }
        | DraftForm::Measurement { household, .. } => Some(*household),
        _ => None,
    }
}

/// About which organisation a form is.
const fn organisation(form: &DraftForm) -> Option<OrganisationId> {
    match form {
        DraftForm::Organisation { organisation } | DraftForm::Call { organisation } => {
            Some(*organisation)
        }
        _ => None,
    }
}

/// Which form it is, and whose.
fn form(reading: Reading<'_>, key: DraftKey) -> Result<Option<(DraftForm, String)>, StorageError> {
    let nobody = String::new();
    Ok(match key {
        DraftKey::New(household) => Some((DraftForm::Visit { household }, nobody)),
        DraftKey::Newcomer(household) => Some((DraftForm::Newcomer { household }, nobody)),
        DraftKey::Correction(visit) => {
            let known = visits::one(reading.store, visit)?;
            // Only a household's visit is put right by a form.
            let household = known.and_then(|it| it.host.household());
            household.map(|household| (DraftForm::Correction { household, visit }, nobody))
        }
        DraftKey::Resident(resident) => known(reading, resident)?.map(|it| {
            let household = it.household;
            let form = DraftForm::Resident {
                household,
                resident,
            };
            (form, it.name)
        }),
        DraftKey::Measurement(resident) => known(reading, resident)?.map(|it| {
            let household = it.household;
            let form = DraftForm::Measurement {
                household,
                resident,
            };
            (form, it.name)
        }),
        DraftKey::NewOrganisation => Some((DraftForm::NewOrganisation, nobody)),
        DraftKey::Organisation(organisation) => {
            Some((DraftForm::Organisation { organisation }, nobody))
        }
        DraftKey::Call(organisation) => Some((DraftForm::Call { organisation }, nobody)),
    })
}

/// A resident, as far as this device knows them.
fn known(reading: Reading<'_>, id: ResidentId) -> Result<Option<Resident>, StorageError> {
    let found = reading.store.find(RecordId::from(id))?;
    Ok(found.and_then(|(_, record)| Resident::read(&record)))
}
