use std::collections::BTreeMap;

use chuanmen_core::domain::HouseholdId;
use chuanmen_core::merge::{FieldName, Patch};

use super::{find, settled};
use crate::api::{DoorForm, Outcome, ReplicaError};
use crate::commands::desk::Desk;

/// A household lives elsewhere, or its door was written wrong: only its place is written. The hub
/// takes all that hangs on it to another grid, if that is where the building lies.
pub(in crate::commands) fn relocate(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    door: &DoorForm,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, _) = find(desk, household)?;
    let settled = settled(desk, door)?;
    let place = (FieldName::known("place"), settled.place.value());
    let patch = Patch::edit(&record, BTreeMap::from([place]));
    desk.save_edit(scope, vec![patch], settled.title)
}
