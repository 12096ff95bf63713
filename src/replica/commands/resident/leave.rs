use std::collections::BTreeMap;

use chuanmen_core::domain::ResidentId;
use chuanmen_core::merge::{FieldName, Patch, Record};

use crate::api::{Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::storage::{DraftKey, Save};

/// Notes that somebody does not live there any more. What was recorded about them stays with the
/// household.
pub(in crate::commands) fn leave(
    desk: &mut Desk<'_>,
    resident: ResidentId,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, resident) = super::find(desk, resident)?;
    let gone = BTreeMap::from([(FieldName::known(Record::DELETED), true.into())]);
    let place = desk.title(Some(resident.household))?;
    desk.save(Save {
        scope,
        patches: vec![Patch::edit(&record, gone)],
        events: Vec::new(),
        summary: Summary {
            place,
            subject: resident.name,
            edits: 1,
            ..Summary::default()
        },
        draft: Some(DraftKey::Resident(resident.id)),
    })
}
