//! The community's three lists: a need that waits for a resource, resources, projects.

mod project;
mod resource;

use std::collections::BTreeMap;

use chuanmen_core::domain::{Kind, Need, NeedId, Scope, fold_need};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Value};

use super::desk::Desk;
use crate::api::{Outcome, ReplicaError, Summary};
use crate::storage::Save;

pub(super) use project::save as save_project;
pub(super) use resource::save as save_resource;

/// Says that an open need waits for a resource, or does not any more.
pub(super) fn await_resource(
    desk: &mut Desk<'_>,
    id: NeedId,
    awaits: bool,
) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Need, id.into())?;
    let need = Need::read(&record).filter(|_| !record.is_deleted());
    let need = need.ok_or(ReplicaError::NotFound)?;
    let life = fold_need(desk.store.events(record.id)?);
    if !life.state.is_open() || !matches!(scope, Scope::Grid(_)) {
        return Err(ReplicaError::StepNotPossible);
    }
    if need.awaits_resource == awaits {
        return Ok(Outcome::Done);
    }
    let set = [(FieldName::known(Need::AWAITS_RESOURCE), awaits.into())];
    let patch = Patch::edit(&record, set.into());
    let place = desk.title_of(need.host())?;
    desk.save_edit(scope, vec![patch], place)
}

/// What a form sets.
type Set = BTreeMap<FieldName, Value>;

fn put(set: &mut Set, name: &'static str, value: impl Into<Value>) {
    set.insert(FieldName::known(name), value.into());
}

/// Saves what is new of a record; nothing if nothing is. What was never there is not written as
/// empty.
fn save(
    desk: &mut Desk<'_>,
    scope: Scope,
    known: Option<&Record>,
    (kind, mut set): (Kind, Set),
    subject: String,
) -> Result<Outcome, ReplicaError> {
    set.retain(|field, value| {
        let empty = [Value::from(false), Value::from(""), Value::NULL].contains(value);
        !empty || known.is_some_and(|known| known.fields.contains_key(field))
    });
    let patch = match known {
        Some(record) => Patch::edit(record, set),
        None => Patch::create(kind, RecordId(desk.fresh_id()), set),
    };
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            subject,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}
