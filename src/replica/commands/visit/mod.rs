mod answers;
mod floor;

use chuanmen_core::domain::{
    Campaign, HouseholdId, Kind, Outcome as VisitOutcome, Purpose, Visit, VisitId,
};
use chuanmen_core::merge::Patch;
use chuanmen_core::protocol::limits;

use super::desk::{Desk, Home};
use super::typed::{invalid, text};
use super::{need, wish};
use crate::api::{Outcome, ReplicaError, RetryAt, Summary, VisitDraft};
use crate::queries::doors::{self, Which};
use crate::queries::questions::{Start, prefilled};
use crate::queries::{Catalogue, Merged, campaigns, visits};
use crate::storage::{DraftKey, Save};
use answers::{Answers, settle};

/// Saves a visit with its needs and wishes, and the same call at other doors of the floor, as one
/// transaction, and drops its draft with it.
pub(super) fn record(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    form: VisitDraft,
) -> Result<Outcome, ReplicaError> {
    let home = desk.home(household)?;
    let catalogue = Catalogue::load(desk.store.connection())?;
    let visit = visit(desk, &home, &catalogue, &form)?;
    let made = |visit: &Visit| Patch::create(Kind::Visit, visit.id.into(), visit.fields());
    let mut patches = vec![made(&visit)];
    for other in &form.also {
        let beside = floor::beside(desk, &home, &catalogue, &visit, *other)?;
        patches.push(made(&beside));
    }
    for (index, draft) in form.needs.iter().enumerate() {
        let form = format!("needs/{index}/");
        patches.push(need::patch(desk, home.id.into(), &catalogue, draft, &form)?);
    }
    for (index, draft) in form.wishes.iter().enumerate() {
        let form = format!("wishes/{index}/");
        patches.push(wish::patch(desk, &home, draft, &form)?);
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    desk.save(Save {
        scope: home.scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            place: home.title,
            visits: count(1 + form.also.len()),
            needs: count(form.needs.len()),
            wishes: count(form.wishes.len()),
            ..Summary::default()
        },
        draft: Some(DraftKey::of(household, &form)),
    })
}

fn visit(
    desk: &Desk<'_>,
    home: &Home,
    catalogue: &Catalogue,
    form: &VisitDraft,
) -> Result<Visit, ReplicaError> {
    let outcome = form
        .outcome
        .clone()
        .ok_or_else(|| invalid("outcome", "empty"))?;
    let corrected = form
        .corrects
        .map(|id| correctable(desk, home, id))
        .transpose()?;
    let campaign = campaign(desk, form, corrected.as_ref())?;
    if form.photos.len() > limits::PHOTOS {
        return Err(invalid("photos", "too_long"));
    }
    let now = desk.now();
    // What was filled in before another outcome was chosen is not part of this visit.
    let (answers, unchanged) = match outcome {
        VisitOutcome::Met => {
            let campaign = campaign.as_ref();
            answered(desk, home, catalogue, form, corrected.as_ref(), campaign)?
        }
        VisitOutcome::NobodyHome => (form.retry.map(retry).into_iter().collect(), false),
        _ => (Answers::new(), false),
    };
    Ok(Visit {
        id: VisitId(desk.fresh_id()),
        host: home.id.into(),
        visitor: desk.account()?,
        started_at: form.started_at.map_or(now, |at| at.min(now)),
        // A correction is of then.
        ended_at: corrected.as_ref().map_or(now, |visit| visit.ended_at),
        purpose: form.purpose.clone().unwrap_or(Purpose::Routine),
        outcome,
        unchanged,
        answers,
        note: text("note", &form.note)?,
        corrects: form.corrects,
        campaign: campaign.map(|campaign| campaign.id),
        photos: form.photos.clone(),
        signature: form.signature.clone(),
    })
}

/// The campaign that a visit is made for; a correction is for the same. One that is gone meanwhile
/// is no reason to refuse what was seen at a door.
fn campaign(
    desk: &Desk<'_>,
    form: &VisitDraft,
    corrected: Option<&Visit>,
) -> Result<Option<Campaign>, ReplicaError> {
    let id = match corrected {
        Some(visit) => visit.campaign,
        None => form.campaign,
    };
    Ok(match id {
        Some(id) => campaigns::find(desk.store, id)?,
        None => None,
    })
}

/// A visit that this person may put right: their own, at this door, not put right already.
fn correctable(desk: &Desk<'_>, home: &Home, id: VisitId) -> Result<Visit, ReplicaError> {
    let visit = visits::one(desk.store, id)?.ok_or(ReplicaError::NotFound)?;
    let merged = Merged::load(desk.store.connection())?;
    let here = visit.host.household().map(|id| merged.kept(id)) == Some(home.id);
    let own = visit.visitor == desk.account()? && here;
    if !own || visits::is_corrected(desk.store.connection(), &visit)? {
        return Err(ReplicaError::StepNotPossible);
    }
    Ok(visit)
}

/// The answers of a visit that met somebody, and whether all are as last time. Of an unchanged
/// form, and of a correction, only what was touched is new.
fn answered(
    desk: &Desk<'_>,
    home: &Home,
    catalogue: &Catalogue,
    form: &VisitDraft,
    corrected: Option<&Visit>,
    campaign: Option<&Campaign>,
) -> Result<(Answers, bool), ReplicaError> {
    let connection = desk.store.connection();
    let tags = doors::tags(connection, &Which::one(home.id), catalogue)?.remove(&home.id);
    let last = visits::last_met(connection, home.id)?;
    let start = match corrected {
        Some(visit) => Start::correcting(visit, last.as_ref()),
        None => Start::Last(last.as_ref()),
    };
    let items = prefilled(catalogue, &tags.unwrap_or_default(), campaign, start);
    if let Start::As(visit) = start {
        let mut before = visit.answers.clone();
        before.remove(visits::RETRY);
        let mut given = before.clone();
        given.extend(form.answers.clone());
        let answers = settle(&items, &given, true)?;
        let unchanged = visit.unchanged && answers == before;
        return Ok((answers, unchanged));
    }
    let answers = settle(&items, &form.answers, form.unchanged)?;
    let as_last = || settle(&items, &Answers::new(), true).is_ok_and(|last| last == answers);
    let unchanged = form.unchanged && as_last();
    Ok((answers, unchanged))
}

/// When to try again, as an answer.
fn retry(at: RetryAt) -> (String, String) {
    let word = match at {
        RetryAt::Morning => "morning",
        RetryAt::Afternoon => "afternoon",
        RetryAt::Evening => "evening",
        RetryAt::Weekend => "weekend",
    };
    (visits::RETRY.to_owned(), word.to_owned())
}
