use chuanmen_core::domain::{FieldsBuilder, Kind, ResidentId, Signing, SigningId};
use chuanmen_core::merge::Patch;

use super::{save, whose};
use crate::api::{Outcome, ReplicaError, SigningForm};
use crate::commands::desk::Desk;
use crate::commands::resident;
use crate::commands::typed::{self, invalid};
use crate::queries::health_of;

/// Notes a contract. That the resident has a family doctor is told with it, where everybody who
/// calls on them sees it, as a save of its own: no transaction writes into two scopes.
pub(in crate::commands) fn sign(
    desk: &mut Desk<'_>,
    id: ResidentId,
    form: &SigningForm,
) -> Result<Outcome, ReplicaError> {
    let (scope, who) = whose(desk, id)?;
    let on = form.on.unwrap_or_else(|| desk.today());
    // It is the day it was signed: one to come would not hold yet, nor could it be told when it does.
    if on > desk.today() {
        return Err(invalid("on", "future"));
    }
    let until = form.until.unwrap_or_else(|| Signing::year_from(on));
    if until < on {
        return Err(invalid("until", "early"));
    }
    let signing = Signing {
        id: SigningId(desk.fresh_id()),
        resident: id,
        doctor: typed::name("doctor", &form.doctor)?,
        on,
        until,
        by: desk.account()?,
        withdrawn: None,
    };
    let patch = Patch::create(Kind::Signing, signing.id.into(), signing.fields());
    let saved = save(desk, (scope, &who), patch, None)?;
    if signing.holds(desk.today()) {
        tell(desk, id, true)?;
    }
    Ok(saved)
}

/// Says that a contract no longer holds; if no other does, the resident has no family doctor.
pub(in crate::commands) fn end(
    desk: &mut Desk<'_>,
    id: SigningId,
    reason: &str,
) -> Result<Outcome, ReplicaError> {
    let (_, record) = desk.find(&Kind::Signing, id.into())?;
    let signing = Signing::read(&record).ok_or(ReplicaError::NotFound)?;
    if signing.withdrawn.is_some() {
        return Err(ReplicaError::StepNotPossible);
    }
    let (scope, who) = whose(desk, signing.resident)?;
    let reason = typed::name("reason", reason)?;
    let set = FieldsBuilder::new().set(Signing::WITHDRAWN, reason);
    let saved = save(desk, (scope, &who), Patch::edit(&record, set.build()), None)?;
    let today = desk.today();
    let known = health_of(desk.store, signing.resident)?;
    let others = known
        .iter()
        .filter(|(record, _)| record.kind == Kind::Signing);
    let mut others = others.filter_map(|(record, _)| Signing::read(record));
    if !others.any(|it| it.holds(today)) {
        tell(desk, signing.resident, false)?;
    }
    Ok(saved)
}

fn tell(desk: &mut Desk<'_>, id: ResidentId, signed: bool) -> Result<(), ReplicaError> {
    let (scope, record, who) = resident::find(desk, id)?;
    let set = FieldsBuilder::new().set("family_doctor", signed).build();
    let place = desk.title(Some(who.household))?;
    desk.save_edit(scope, vec![Patch::edit(&record, set)], place)
        .map(drop)
}
