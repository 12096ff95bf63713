use chuanmen_core::domain::{HouseholdId, ResidentId};

use super::desk::Desk;
use crate::api::{DraftForm, Outcome, ReplicaError, ResidentForm, VisitDraft};
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

/// Keeps the form of a resident or of somebody new, or forgets it.
pub(super) fn keep_resident(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    resident: Option<ResidentId>,
    form: Option<&ResidentForm>,
) -> Result<Outcome, ReplicaError> {
    desk.home(household)?;
    let key = DraftKey::of_resident(household, resident);
    match form {
        Some(form) => desk.store.keep_draft(key, form, desk.wall)?,
        None => desk.store.drop_draft(key)?,
    }
    Ok(Outcome::Done)
}

/// Forgets a form, if there is one.
pub(super) fn drop(desk: &mut Desk<'_>, household: HouseholdId) -> Result<Outcome, ReplicaError> {
    desk.store.drop_draft(DraftKey::New(household))?;
    Ok(Outcome::Done)
}

/// Puts a form away.
pub(super) fn discard(desk: &mut Desk<'_>, form: DraftForm) -> Result<Outcome, ReplicaError> {
    desk.store.put_draft_away(form.into())?;
    Ok(Outcome::Done)
}

/// Brings back a form that was put away.
pub(super) fn restore(desk: &mut Desk<'_>, form: DraftForm) -> Result<Outcome, ReplicaError> {
    desk.store.bring_draft_back(form.into())?;
    Ok(Outcome::Done)
}
