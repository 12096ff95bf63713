use std::collections::BTreeMap;

use chuanmen_core::domain::{HouseholdId, Relation, ResidentId};
use chuanmen_core::merge::{FieldName, Patch, Value};

use super::wishes_of;
use crate::api::{Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::typed::invalid;
use crate::storage::{DraftKey, Save};

/// Somebody lives in another household from now on. It may lie in another grid that this person
/// writes in: the hub takes the resident there, because that is what the record says.
///
/// # Errors
/// `household: form` for the one where they live already; as [`Desk::home`].
pub(in crate::commands) fn relocate(
    desk: &mut Desk<'_>,
    resident: ResidentId,
    household: HouseholdId,
    relation: Option<Relation>,
) -> Result<Outcome, ReplicaError> {
    let (scope, record, person) = super::find(desk, resident)?;
    let home = desk.home(household)?;
    if person.household == home.id {
        return Err(invalid("household", "form"));
    }
    let mut set = BTreeMap::from([(FieldName::known("household"), home.id.into())]);
    let relation = relation.map_or(Value::NULL, |relation| relation.as_str().into());
    set.insert(FieldName::known("relation"), relation);
    super::edit::known_fields(&mut set, &record.fields);
    let mut patches = vec![Patch::edit(&record, set)];
    for wish in wishes_of(desk.store.connection(), resident)? {
        let lives = (FieldName::known("household"), home.id.into());
        patches.push(Patch::edit(&wish, BTreeMap::from([lives])));
    }
    desk.save(Save {
        scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            place: home.title,
            subject: person.name,
            edits: 1,
            ..Summary::default()
        },
        draft: Some(DraftKey::Resident(resident)),
    })
}
