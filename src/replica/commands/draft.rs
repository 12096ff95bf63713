use chuanmen_core::domain::HouseholdId;

use super::desk::Desk;
use crate::api::{Outcome, ReplicaError, VisitDraft};

/// Keeps a form as it stands: what cannot be saved yet is kept too.
pub(super) fn save(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    visit: &VisitDraft,
) -> Result<Outcome, ReplicaError> {
    desk.home(household)?;
    desk.store.keep_draft(household, visit, desk.wall)?;
    Ok(Outcome::Done)
}

/// Forgets a form, if there is one.
pub(super) fn drop(desk: &mut Desk<'_>, household: HouseholdId) -> Result<Outcome, ReplicaError> {
    desk.store.drop_draft(household)?;
    Ok(Outcome::Done)
}
