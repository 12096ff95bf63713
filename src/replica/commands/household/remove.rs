use std::collections::BTreeMap;

use chuanmen_core::domain::HouseholdId;
use chuanmen_core::merge::{FieldName, Patch, Record};

use super::find;
use crate::api::{Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::typed::invalid;
use crate::queries::Merged;

/// Takes away a household that was entered by mistake.
///
/// # Errors
/// `household: lived_in`, `visited` or `asked`: what was recorded there would hang in the air.
pub(in crate::commands) fn remove(
    desk: &mut Desk<'_>,
    household: HouseholdId,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, household) = find(desk, household)?;
    if let Some(problem) = hangs_on(desk, household.id)? {
        return Err(invalid("household", problem));
    }
    let title = desk.title(Some(household.id))?;
    let gone = (FieldName::known(Record::DELETED), true.into());
    let patch = Patch::edit(&record, BTreeMap::from([gone]));
    desk.save_edit(scope, vec![patch], title)
}

/// What belongs to a household, in a stable word; none if nothing does.
fn hangs_on(desk: &Desk<'_>, household: HouseholdId) -> Result<Option<&'static str>, ReplicaError> {
    let connection = desk.store.connection();
    let merged = Merged::load(connection)?;
    for household in merged.all_of(household) {
        for (kinds, problem) in [
            ("('resident')", "lived_in"),
            ("('visit')", "visited"),
            ("('need', 'wish')", "asked"),
        ] {
            let some = connection
                .prepare_cached(&format!(
                    "SELECT EXISTS (SELECT 1 FROM record
                         WHERE kind IN {kinds} AND home = ?1 AND NOT deleted)"
                ))
                .map_err(crate::storage::StorageError::from)?
                .query_row([household.to_string()], |row| row.get::<_, bool>(0))
                .map_err(crate::storage::StorageError::from)?;
            if some {
                return Ok(Some(problem));
            }
        }
    }
    Ok(None)
}
