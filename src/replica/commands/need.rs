use chuanmen_core::domain::{
    Event, FieldsBuilder, Host, HouseholdId, Kind, Need, NeedId, NeedStep, Scope, Urgency,
    fold_need,
};
use chuanmen_core::merge::{EventId, Patch};
use jiff::ToSpan;

use super::desk::Desk;
use super::typed::{invalid, required, satisfaction, text};
use crate::api::{NeedDraft, Outcome, ReplicaError, Summary, TakeNeedStep};
use crate::queries::Catalogue;
use crate::storage::Save;

/// Records a household's need outside a visit.
pub(super) fn raise(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    draft: &NeedDraft,
) -> Result<Outcome, ReplicaError> {
    let home = desk.home(household)?;
    record(desk, home.id.into(), home.scope, home.title, draft)
}

/// Records a need of somebody who is called `place` in lists.
pub(super) fn record(
    desk: &mut Desk<'_>,
    host: Host,
    scope: Scope,
    place: String,
    draft: &NeedDraft,
) -> Result<Outcome, ReplicaError> {
    let catalogue = Catalogue::load(desk.store.connection())?;
    let patch = patch(desk, host, &catalogue, draft, "")?;
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            place,
            needs: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

/// A new need; `form` stands before the names of its fields when something is wrong.
pub(super) fn patch(
    desk: &Desk<'_>,
    host: Host,
    catalogue: &Catalogue,
    draft: &NeedDraft,
    form: &str,
) -> Result<Patch, ReplicaError> {
    let field = |name: &str| format!("{form}{name}");
    let text = required(&field("text"), &draft.text)?;
    let category = match catalogue.categories.get(&draft.category) {
        Some(category) => category,
        None if draft.category.is_empty() => return Err(invalid(field("category"), "empty")),
        None => return Err(invalid(field("category"), "form")),
    };
    if !Urgency::KNOWN.contains(&draft.urgency) {
        return Err(invalid(field("urgency"), "form"));
    }
    let need = Need {
        id: NeedId(desk.fresh_id()),
        household: host.household(),
        organisation: host.organisation(),
        category: category.code.clone(),
        text,
        urgency: draft.urgency.clone(),
        due_on: Some(desk.today().saturating_add(category.days.days())),
        raised_by: Some(desk.account()?),
        raised_at: desk.now(),
    };
    Ok(Patch::create(Kind::Need, need.id.into(), need.fields()))
}

/// Takes a step about a need.
pub(super) fn take_step(desk: &mut Desk<'_>, take: TakeNeedStep) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Need, take.need.into())?;
    let need = Need::read(&record).filter(|_| !record.is_deleted());
    let need = need.ok_or(ReplicaError::NotFound)?;
    let life = fold_need(desk.store.events(record.id)?);
    if !take.step.is_allowed_to(&desk.role()?) || life.state.after(&take.step).is_none() {
        return Err(ReplicaError::StepNotPossible);
    }
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Need,
        subject: record.id,
        step: take.step.as_str().into(),
        fields: said(&take)?.build(),
    };
    let place = desk.title_of(need.host())?;
    desk.save(Save {
        scope,
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            place,
            subject: need.text,
            need_steps: vec![take.step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

/// What goes with a step, and nothing that belongs to another.
fn said(take: &TakeNeedStep) -> Result<FieldsBuilder, ReplicaError> {
    let note = match take.step {
        NeedStep::Progress | NeedStep::Return => required("note", &take.note)?,
        _ => text("note", &take.note)?,
    };
    let fields = FieldsBuilder::new().text("note", &note);
    Ok(match take.step {
        NeedStep::Dispatch => {
            let party = take
                .party
                .as_ref()
                .ok_or_else(|| invalid("party", "empty"))?;
            fields.set("party", party.as_str())
        }
        NeedStep::Confirm => fields.set("satisfaction", satisfaction(take.satisfaction)?),
        // The command has no place to say into which need.
        NeedStep::Merge => return Err(invalid("into", "empty")),
        _ => fields,
    })
}
