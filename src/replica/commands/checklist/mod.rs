//! The community's checklist, changed by whoever supervises it.

mod question;

use std::collections::BTreeMap;

use chuanmen_core::domain::{ChecklistItem, ChecklistItemId, Kind};
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};

use super::desk::Desk;
use crate::api::{Outcome, QuestionForm, ReplicaError, Summary};
use crate::queries::checklist::{self, Entry};
use crate::storage::Save;

/// Adds a question as the last, or changes one.
pub(super) fn save(
    desk: &mut Desk<'_>,
    item: Option<ChecklistItemId>,
    form: &QuestionForm,
) -> Result<Outcome, ReplicaError> {
    let all = entries(desk)?;
    let Some(id) = item else {
        let order = all.iter().map(|entry| entry.item.order).max().unwrap_or(0);
        let id = desk.fresh_id();
        // The end of a fresh id is drawn by lot.
        let code = format!("q{:012x}", id.as_u128() & 0xFFFF_FFFF_FFFF);
        let mut item = question::item(desk, form, code, None, &all)?;
        item.order = order.saturating_add(1);
        let patch = Patch::create(Kind::ChecklistItem, RecordId(id), item.fields());
        return write(desk, item.name, vec![patch]);
    };
    let Entry {
        item: before,
        record,
        ..
    } = find(&all, id)?;
    let mut after = question::item(desk, form, before.code.clone(), Some(before), &all)?;
    (after.order, after.retired) = (before.order, before.retired);
    let patch = Patch::edit(record, changes(before, &after));
    write(desk, after.name, vec![patch])
}

/// Moves a question by one place among those that are asked.
pub(super) fn shift(
    desk: &mut Desk<'_>,
    id: ChecklistItemId,
    up: bool,
) -> Result<Outcome, ReplicaError> {
    let mut all = entries(desk)?;
    let name = find(&all, id)?.item.name.clone();
    let asked = |(_, entry): &(usize, &Entry)| !entry.item.retired;
    let from = all.iter().position(|entry| entry.record.id == id.into());
    let from = from.ok_or(ReplicaError::NotFound)?;
    let to = if up {
        all.iter().enumerate().take(from).rfind(asked)
    } else {
        all.iter().enumerate().skip(from + 1).find(asked)
    };
    let Some(to) = to.map(|(index, _)| index) else {
        return Ok(Outcome::Done);
    };
    let moved = all.remove(from);
    all.insert(to, moved);
    // Places are counted anew: two may have been the same.
    let mut patches = Vec::new();
    for (order, entry) in (1_i64..).zip(&all) {
        let order = BTreeMap::from([(FieldName::known("order"), order.into())]);
        patches.push(Patch::edit(&entry.record, order));
    }
    write(desk, name, patches)
}

/// Asks a question no longer, or again.
pub(super) fn retire(
    desk: &mut Desk<'_>,
    id: ChecklistItemId,
    retired: bool,
) -> Result<Outcome, ReplicaError> {
    let all = entries(desk)?;
    let Entry { item, record, .. } = find(&all, id)?;
    let set = BTreeMap::from([(FieldName::known("retired"), retired.into())]);
    write(desk, item.name.clone(), vec![Patch::edit(record, set)])
}

/// What makes `after` of `before`: also what stands no longer.
fn changes(before: &ChecklistItem, after: &ChecklistItem) -> BTreeMap<FieldName, Value> {
    let mut set = after.fields();
    for name in before.fields().into_keys() {
        let gone = match name.member_of(ChecklistItem::TAG) {
            Some(_) => Value::from(false),
            None => Value::NULL,
        };
        set.entry(name).or_insert(gone);
    }
    set
}

/// Every question in the order of the form, for whoever may change them.
fn entries(desk: &Desk<'_>) -> Result<Vec<Entry>, ReplicaError> {
    desk.community()?;
    Ok(checklist::entries(desk.store.connection())?)
}

fn find(all: &[Entry], id: ChecklistItemId) -> Result<&Entry, ReplicaError> {
    let found = all.iter().find(|entry| entry.record.id == id.into());
    found.ok_or(ReplicaError::NotFound)
}

fn write(
    desk: &mut Desk<'_>,
    subject: String,
    mut patches: Vec<Patch>,
) -> Result<Outcome, ReplicaError> {
    patches.retain(|patch| !patch.is_empty());
    if patches.is_empty() {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope: desk.community()?,
        patches,
        events: Vec::new(),
        summary: Summary {
            subject,
            questions: 1,
            ..Summary::default()
        },
        draft: None,
    })
}
