use std::collections::BTreeMap;

use chuanmen_core::domain::{
    Host, Kind, OrganisationId, Outcome as VisitOutcome, Purpose, Visit, VisitId,
};
use chuanmen_core::merge::Patch;

use crate::api::{CallDraft, NeedDraft, Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::need;
use crate::commands::typed::{invalid, text};
use crate::queries::Catalogue;
use crate::storage::{DraftKey, Save};

/// Keeps the form of a call as it stands, or forgets it.
pub(in crate::commands) fn keep_call(
    desk: &mut Desk<'_>,
    id: OrganisationId,
    form: Option<&CallDraft>,
) -> Result<Outcome, ReplicaError> {
    let key = DraftKey::Call(id);
    match form {
        Some(form) => {
            super::find(desk, id)?;
            desk.store.keep_draft(key, form, desk.wall)?;
        }
        None => desk.store.drop_draft(key)?,
    }
    Ok(Outcome::Done)
}

/// Saves a call with the needs that were heard as one transaction, and drops its draft with it.
pub(in crate::commands) fn call(
    desk: &mut Desk<'_>,
    id: OrganisationId,
    form: &CallDraft,
) -> Result<Outcome, ReplicaError> {
    let (scope, _, organisation) = super::find(desk, id)?;
    let outcome = form.outcome.clone();
    let outcome = outcome.ok_or_else(|| invalid("outcome", "empty"))?;
    let now = desk.now();
    // What was heard before another outcome was chosen is not part of this call.
    let heard = if outcome == VisitOutcome::Met {
        form.needs.as_slice()
    } else {
        &[]
    };
    let visit = Visit {
        id: VisitId(desk.fresh_id()),
        host: id.into(),
        visitor: desk.account()?,
        started_at: form.started_at.map_or(now, |at| at.min(now)),
        ended_at: now,
        purpose: Purpose::Routine,
        outcome,
        unchanged: false,
        answers: BTreeMap::new(),
        note: text("note", &form.note)?,
        corrects: None,
        campaign: None,
        photos: Vec::new(),
        signature: None,
    };
    let mut patches = vec![Patch::create(Kind::Visit, visit.id.into(), visit.fields())];
    let catalogue = Catalogue::load(desk.store.connection())?;
    for (index, draft) in heard.iter().enumerate() {
        let form = format!("needs/{index}/");
        patches.push(need::patch(desk, id.into(), &catalogue, draft, &form)?);
    }
    desk.save(Save {
        scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            place: organisation.name,
            visits: 1,
            needs: u32::try_from(heard.len()).unwrap_or(u32::MAX),
            ..Summary::default()
        },
        draft: Some(DraftKey::Call(id)),
    })
}

/// Records a need outside a call.
pub(in crate::commands) fn raise_need(
    desk: &mut Desk<'_>,
    id: OrganisationId,
    draft: &NeedDraft,
) -> Result<Outcome, ReplicaError> {
    let (scope, _, organisation) = super::find(desk, id)?;
    let host = Host::Organisation(id);
    need::record(desk, host, scope, organisation.name, draft)
}
