use std::collections::BTreeMap;

use chuanmen_core::merge::{FieldName, Patch, Value};

use super::{find, known};
use crate::api::{EditHousehold, Outcome, ReplicaError};
use crate::commands::desk::Desk;
use crate::commands::resident::known_fields;
use crate::commands::typed;

/// Changes whose the flat is and what a visitor should know. What stands so already is not
/// written; if nothing is left, nothing is saved.
pub(in crate::commands) fn edit(
    desk: &mut Desk<'_>,
    edit: &EditHousehold,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, household) = find(desk, edit.household)?;
    let mut set: BTreeMap<FieldName, Value> = BTreeMap::new();
    if let Some(housing) = &edit.housing {
        set.insert(FieldName::known("housing"), known(housing)?.as_str().into());
    }
    if let Some(note) = &edit.note {
        let note = typed::text("note", note)?;
        set.insert(FieldName::known("note"), note.into());
    }
    known_fields(&mut set, &record.fields);
    let title = desk.title(Some(household.id))?;
    desk.save_edit(scope, vec![Patch::edit(&record, set)], title)
}
