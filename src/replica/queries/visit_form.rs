use std::collections::BTreeMap;

use chuanmen_core::domain::{CampaignId, HouseholdId, Visit, VisitId};

use super::doors;
use super::questions::{Start, prefilled};
use super::{Catalogue, Merged, Reading, campaigns, neighbours, residents, visits};
use crate::api::{ReplicaError, VisitDraft, VisitFormView};
use crate::storage::DraftKey;

/// The form for a visit, prefilled.
pub(super) fn answer(
    reading: Reading<'_>,
    household: HouseholdId,
) -> Result<VisitFormView, ReplicaError> {
    let household = Merged::load(reading.connection())?.kept(household);
    let last = visits::last_met(reading.connection(), household)?;
    let draft = reading.store.draft(DraftKey::New(household))?;
    form(reading, household, Start::Last(last.as_ref()), draft)
}

/// The form for a visit that is made for a campaign: as it was left, or empty, with what the
/// campaign asks beside the usual.
pub(super) fn of_campaign(
    reading: Reading<'_>,
    household: HouseholdId,
    campaign: CampaignId,
) -> Result<VisitFormView, ReplicaError> {
    let last = visits::last_met(reading.connection(), household)?;
    let left = reading.store.draft(DraftKey::New(household))?;
    let draft = VisitDraft {
        campaign: Some(campaign),
        ..left.unwrap_or_default()
    };
    form(reading, household, Start::Last(last.as_ref()), Some(draft))
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
        campaign: visit.campaign,
        photos: visit.photos.clone(),
        signature: visit.signature.clone(),
        ..VisitDraft::default()
    };
    // Only a household's visit has a form to put it right with.
    let household = visit.host.household().ok_or(ReplicaError::NotFound)?;
    let household = Merged::load(reading.connection())?.kept(household);
    let last = visits::last_met(reading.connection(), household)?;
    let start = Start::correcting(&visit, last.as_ref());
    let form = form(reading, household, start, kept)?;
    Ok(VisitFormView {
        neighbours: Vec::new(),
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
    start: Start<'_>,
    draft: Option<VisitDraft>,
) -> Result<VisitFormView, ReplicaError> {
    let connection = reading.connection();
    let catalogue = Catalogue::load(connection)?;
    let door = doors::one(connection, household, &catalogue, reading.today)?;
    let door = door.ok_or(ReplicaError::NotFound)?;
    let residents = residents::of(connection, household)?;
    let campaign = match draft.as_ref().and_then(|draft| draft.campaign) {
        Some(id) => campaigns::find(reading.store, id)?,
        None => None,
    };
    // What a campaign asks is looked at behind each door.
    let neighbours = match campaign {
        Some(_) => Vec::new(),
        None => neighbours::of(reading, &door, &catalogue)?,
    };
    Ok(VisitFormView {
        household,
        room: door.room,
        name: residents
            .first()
            .map(|head| head.name.clone())
            .unwrap_or_default(),
        items: prefilled(&catalogue, &door.tags, campaign.as_ref(), start),
        neighbours,
        campaign: campaign.map(|one| one.name).unwrap_or_default(),
        met_at: door.met_at,
        draft,
        categories: catalogue.category_choices(),
        residents: residents
            .into_iter()
            .map(|who| (who.id, who.name))
            .collect(),
    })
}
