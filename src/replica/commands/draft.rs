use chuanmen_core::domain::HouseholdId;

use super::desk::Desk;
use crate::api::{Outcome, ReplicaError, VisitDraft};
use crate::storage::DraftKey;

/// Keeps a form as it stands: what cannot be saved yet is kept too.
pub(super) fn save(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    visit: &VisitDraft,
) -> Result<Outcome, ReplicaError> {
    desk.home(household)?;
    let key = DraftKey::of(household, visit);
    desk.store.keep_draft(key, visit, desk.wall)?;
    Ok(Outcome::Done)
}

/// Forgets a form, if there is one.
pub(super) fn drop(desk: &mut Desk<'_>, household: HouseholdId) -> Result<Outcome, ReplicaError> {
    desk.store.drop_draft(DraftKey::New(household))?;
    Ok(Outcome::Done)
}
