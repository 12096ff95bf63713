use chuanmen_core::domain::{
    AreaId, Event, FieldsBuilder, Host, HouseholdId, Kind, Need, NeedId, NeedLife, NeedStep, Party,
    Scope, Urgency, fold_need,
};
use chuanmen_core::merge::{EventId, Patch, Record};

use super::desk::Desk;
use super::typed::{invalid, line, required, satisfaction, text};
use crate::api::{NeedDraft, Outcome, ReplicaError, Summary, TakeNeedStep};
use crate::queries::common_form::chiefs_buildings;
use crate::queries::{Areas, Catalogue};
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

/// Records a need about what a building shares. Its chief does not hold the grid: it stands in
/// their own scope, and the hub puts it before the grid's people.
pub(super) fn raise_common(
    desk: &mut Desk<'_>,
    area: AreaId,
    draft: &NeedDraft,
) -> Result<Outcome, ReplicaError> {
    let account = desk.account()?;
    let buildings = chiefs_buildings(desk.store)?;
    if !buildings.iter().any(|building| building.id == area) {
        return Err(ReplicaError::StepNotPossible);
    }
    let catalogue = Catalogue::load(desk.store.connection())?;
    let need = Need {
        area: Some(area),
        ..need(desk, None, &catalogue, draft, "")?
    };
    desk.save(Save {
        scope: Scope::Account(account),
        summary: Summary {
            place: Areas::load(desk.store.connection())?.title(area, "", ""),
            needs: 1,
            ..Summary::default()
        },
        patches: vec![Patch::create(Kind::Need, need.id.into(), need.fields())],
        events: Vec::new(),
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
    let need = need(desk, Some(host), catalogue, draft, form)?;
    Ok(Patch::create(Kind::Need, need.id.into(), need.fields()))
}

fn need(
    desk: &Desk<'_>,
    host: Option<Host>,
    catalogue: &Catalogue,
    draft: &NeedDraft,
    form: &str,
) -> Result<Need, ReplicaError> {
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
    Ok(Need {
        id: NeedId(desk.fresh_id()),
        household: host.and_then(Host::household),
        organisation: host.and_then(Host::organisation),
        area: None,
        category: category.code.clone(),
        text,
        urgency: draft.urgency.clone(),
        due_on: Some(category.within.after(desk.today())),
        raised_by: Some(desk.account()?),
        raised_at: desk.now(),
        awaits_resource: false,
    })
}

/// Takes a step about a need.
pub(super) fn take_step(desk: &mut Desk<'_>, take: TakeNeedStep) -> Result<Outcome, ReplicaError> {
    let (scope, record) = desk.find(&Kind::Need, take.need.into())?;
    let need = Need::read(&record).filter(|_| !record.is_deleted());
    let need = need.ok_or(ReplicaError::NotFound)?;
    let life = fold_need(desk.store.events(record.id)?);
    if !life.state.lets(&desk.role()?, &take.step) {
        return Err(ReplicaError::StepNotPossible);
    }
    let mut fields = said(&take, &life)?;
    let mut patches = Vec::new();
    if take.step == NeedStep::Merge {
        let (into, kept) = target(desk, &take, scope)?;
        fields = fields.set(NeedStep::INTO, into);
        patches.extend(take_over(&kept, &need));
    }
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Need,
        subject: record.id,
        step: take.step.as_str().into(),
        fields: fields.build(),
    };
    // What takes a merging or a withdrawal back is no reopening of what was resolved.
    let said_as = match life.state.takes_back(&take.step) {
        true => NeedStep::TAKES_BACK,
        false => take.step.as_str(),
    };
    let place = desk.title_of(need.host())?;
    desk.save(Save {
        scope,
        patches,
        events: vec![event],
        summary: Summary {
            place,
            subject: need.text,
            need_steps: vec![said_as.to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

/// What goes with a step, and nothing that belongs to another.
fn said(take: &TakeNeedStep, life: &NeedLife) -> Result<FieldsBuilder, ReplicaError> {
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
            let contact = take.contact.then_some(true);
            let department = department(party, &take.department)?;
            fields
                .text(NeedStep::DEPARTMENT, &department)
                .set(NeedStep::PARTY, party.as_str())
                .set(NeedStep::FROM, holder(life))
                .maybe(NeedStep::CONTACT, contact)
        }
        NeedStep::Confirm => fields.set("satisfaction", satisfaction(take.satisfaction)?),
        NeedStep::Reopen => {
            let takes_back = life.state.takes_back(&take.step);
            fields.maybe(NeedStep::TAKES_BACK, takes_back.then_some(true))
        }
        _ => fields,
    })
}

/// What a department goes by; nothing else has such a name.
pub(super) fn department(party: &Party, name: &str) -> Result<String, ReplicaError> {
    match party {
        Party::Department => line("department", name),
        _ => Ok(String::new()),
    }
}

/// The word of whoever has a need.
fn holder(life: &NeedLife) -> &str {
    let holder = life.holder.as_ref();
    holder.map_or(NeedStep::NOBODY, Party::as_str)
}

/// The need that another is merged into: an open one of the same scope.
fn target(
    desk: &Desk<'_>,
    take: &TakeNeedStep,
    scope: Scope,
) -> Result<(NeedId, Record), ReplicaError> {
    let into = take.into.ok_or_else(|| invalid("into", "empty"))?;
    let (there, record) = desk.find(&Kind::Need, into.into())?;
    let life = fold_need(desk.store.events(record.id)?);
    let other = into != take.need && there == scope && !record.is_deleted();
    if !other || !life.state.is_open() {
        return Err(invalid("into", "form"));
    }
    Ok((into, record))
}

/// What the need that is kept takes over, so that an old one does not hide in today's double.
fn take_over(kept: &Record, merged: &Need) -> Option<Patch> {
    let own = Need::read(kept)?;
    let (due_on, urgency) =
        Need::taken_over((own.due_on, &own.urgency), (merged.due_on, &merged.urgency));
    let set = FieldsBuilder::new()
        .maybe(Need::DUE_ON, due_on.map(|day| day.to_string()))
        .maybe(Need::URGENCY, urgency.as_ref().map(Urgency::as_str))
        .build();
    Some(Patch::edit(kept, set)).filter(|patch| !patch.is_empty())
}
