use chuanmen_core::domain::{Household, HouseholdId, Kind};
use chuanmen_core::merge::Patch;

use super::{known, settled};
use crate::api::{HouseholdForm, Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::typed;
use crate::storage::Save;

/// Adds a household. One that is there already is not refused: two may share a door, and who
/// enters it was warned.
pub(in crate::commands) fn add(
    desk: &mut Desk<'_>,
    form: &HouseholdForm,
) -> Result<Outcome, ReplicaError> {
    let settled = settled(desk, &form.door)?;
    let household = Household {
        id: HouseholdId(desk.fresh_id()),
        place: settled.place,
        housing: known(&form.housing)?.clone(),
        note: typed::text("note", &form.note)?,
    };
    let save = Save {
        scope: settled.scope,
        patches: vec![Patch::create(
            Kind::Household,
            household.id.into(),
            household.fields(),
        )],
        events: Vec::new(),
        summary: Summary {
            place: settled.title,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    };
    desk.save_new(save, household.id)
}
