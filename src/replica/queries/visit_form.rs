use std::collections::BTreeMap;

use chuanmen_core::domain::{ChecklistItem, HouseholdId, Visit, VisitId};

use super::doors;
use super::{Catalogue, Reading, residents, visits};
use crate::api::{FormItem, ReplicaError, VisitDraft, VisitFormView};
use crate::storage::DraftKey;

/// The form for a visit, prefilled.
pub(super) fn answer(
    reading: Reading<'_>,
    household: HouseholdId,
) -> Result<VisitFormView, ReplicaError> {
    let last = visits::last_met(reading.connection(), household)?;
    let draft = reading.store.draft(DraftKey::New(household))?;
    form(reading, household, last.as_ref(), draft)
}

/// The form that puts a visit right: as it was saved, or as it was left.
pub(super) fn correction(
    reading: Reading<'_>,
    visit: VisitId,
) -> Result<VisitFormView, ReplicaError> {
    let visit = visits::one(reading.store, visit)?.ok_or(ReplicaError::NotFound)?;
    let kept = reading.store.draft(DraftKey::Correction(visit.id))?;
    let saved = VisitDraft {
        started_at: Some(visit.started_at),
        outcome: Some(visit.outcome.clone()),
        purpose: Some(visit.purpose.clone()),
        unchanged: visit.unchanged,
        answers: checked(&visit),
        retry: visits::retry(&visit),
        note: visit.note.clone(),
        corrects: Some(visit.id),
        ..VisitDraft::default()
    };
    // Only a household's visit has a form to put it right with.
    let household = visit.host.household().ok_or(ReplicaError::NotFound)?;
    let form = form(reading, household, Some(&visit), kept)?;
    Ok(VisitFormView {
        met_at: Some(visit.ended_at),
        draft: form.draft.or(Some(saved)),
        ..form
    })
}

/// The answers of the checklist; when to try again is asked apart.
fn checked(visit: &Visit) -> BTreeMap<String, String> {
    let mut answers = visit.answers.clone();
    answers.remove(visits::RETRY);
    answers
}

fn form(
    reading: Reading<'_>,
    household: HouseholdId,
    last: Option<&Visit>,
    draft: Option<VisitDraft>,
) -> Result<VisitFormView, ReplicaError> {
    let connection = reading.connection();
    let catalogue = Catalogue::load(connection)?;
    let door = doors::one(connection, household, &catalogue, reading.today)?;
    let door = door.ok_or(ReplicaError::NotFound)?;
    let residents = residents::of(connection, household)?;
    let answered = |item: &ChecklistItem| {
        let answer = last?.answers.get(&item.code)?;
        Some(answer.clone())
    };
    let item = |item: &ChecklistItem| FormItem {
        last: answered(item).unwrap_or_else(|| ChecklistItem::NORMAL.to_owned()),
        code: item.code.clone(),
        name: item.name.clone(),
        normal: item.normal.clone(),
        attention: item.attention.clone(),
    };
    Ok(VisitFormView {
        household,
        room: door.room,
        name: residents
            .first()
            .map(|head| head.name.clone())
            .unwrap_or_default(),
        items: catalogue.items_for(&door.tags).map(item).collect(),
        met_at: door.met_at,
        draft,
        categories: catalogue.category_choices(),
        residents: residents
            .into_iter()
            .map(|who| (who.id, who.name))
            .collect(),
    })
}
