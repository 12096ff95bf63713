use chuanmen_core::domain::{HouseholdId, Resident};
use chuanmen_core::merge::RecordId;

use super::homes::Homes;
use super::{Areas, Reading, visits};
use crate::api::{DraftForm, DraftRow};
use crate::storage::{DraftKey, StorageError};

/// Forms left unsaved, the last one first. One whose door is no longer on this device is left out.
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
    let homes = Homes::load(reading.connection(), rows.iter().map(|row| door(&row.form)))?;
    for row in &mut rows {
        row.place = homes.title(areas, door(&row.form));
    }
    rows.retain(|row| !row.place.is_empty());
    Ok(rows)
}

/// At whose door a form belongs.
const fn door(form: &DraftForm) -> HouseholdId {
    match form {
        DraftForm::Visit { household }
        | DraftForm::Correction { household, .. }
        | DraftForm::Newcomer { household }
        | DraftForm::Resident { household, .. } => *household,
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
        DraftKey::Resident(resident) => {
            let found = reading.store.find(RecordId::from(resident))?;
            let known = found.and_then(|(_, record)| Resident::read(&record));
            known.map(|it| {
                let household = it.household;
                let form = DraftForm::Resident {
                    household,
                    resident,
                };
                (form, it.name)
            })
        }
        // Store::drafts tells of households' forms only.
        DraftKey::NewOrganisation | DraftKey::Organisation(_) | DraftKey::Call(_) => None,
    })
}
