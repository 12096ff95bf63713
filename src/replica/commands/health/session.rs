use std::collections::BTreeMap;

use chuanmen_core::domain::{HealthService, HealthSession, HealthSessionId, Kind, Post, Role};
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::api::{HealthSessionForm, Outcome, ReplicaError, Summary};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};
use crate::storage::Save;

/// Makes a session, or several a week apart, or changes one.
pub(in crate::commands) fn save_session(
    desk: &mut Desk<'_>,
    id: Option<HealthSessionId>,
    form: &HealthSessionForm,
) -> Result<Outcome, ReplicaError> {
    if desk.role()? != Role::CommunitySupervisor {
        return Err(ReplicaError::StepNotPossible);
    }
    let scope = desk.community()?;
    let (patches, place) = match id {
        Some(id) => {
            let (_, record) = desk.find(&Kind::HealthSession, id.into())?;
            let standing = HealthSession::read(&record).filter(|_| !record.is_deleted());
            let standing = standing.ok_or(ReplicaError::NotFound)?;
            let (set, _) = fields(form, Some(&standing))?;
            (vec![Patch::edit(&record, set)], standing.place)
        }
        None => (several(desk, form)?, form.place.clone().unwrap_or_default()),
    };
    if patches.iter().all(Patch::is_empty) {
        return Ok(Outcome::Done);
    }
    desk.save(Save {
        scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            subject: place,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

fn several(desk: &Desk<'_>, form: &HealthSessionForm) -> Result<Vec<Patch>, ReplicaError> {
    if !(0..=HealthSessionForm::WEEKS).contains(&form.weeks) {
        return Err(invalid("weeks", "form"));
    }
    let (set, first) = fields(form, None)?;
    let one = |weeks: i64| {
        let on = first.checked_add(weeks.weeks());
        let on = on.map_err(|_| invalid("on", "form"))?;
        let mut set = set.clone();
        set.insert(FieldName::known("on"), on.to_string().into());
        let id = RecordId(desk.fresh_id());
        Ok(Patch::create(Kind::HealthSession, id, set))
    };
    (0..=form.weeks).map(one).collect()
}

/// What was typed, checked, and the day: with what is known already it makes a session.
fn fields(
    form: &HealthSessionForm,
    before: Option<&HealthSession>,
) -> Result<(BTreeMap<FieldName, Value>, Date), ReplicaError> {
    let mut set = BTreeMap::new();
    let mut put = |name: &'static str, value: Value| {
        set.insert(FieldName::known(name), value);
    };
    let on = form.on.or(before.map(|it| it.on));
    let on = on.ok_or_else(|| invalid("on", "empty"))?;
    put("on", on.to_string().into());
    let from = form.from.or(before.map(|it| it.from));
    let from = from.ok_or_else(|| invalid("from", "empty"))?;
    let to = form.to.or(before.map(|it| it.to));
    let to = to.ok_or_else(|| invalid("to", "empty"))?;
    if to <= from {
        return Err(invalid("to", "hour_early"));
    }
    put("from", Post::hour(from).into());
    put("to", Post::hour(to).into());
    if let Some(place) = &form.place {
        put("place", typed::line("place", place)?.into());
    }
    if let Some(doctors) = &form.doctors {
        let names = HealthSession::names(doctors).into_iter();
        let names = names.map(|name| typed::name("doctors", &name));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        if names.len() > HealthSession::DOCTORS {
            return Err(invalid("doctors", "too_long"));
        }
        put("doctors", HealthSession::joined(&names).into());
    }
    match form.seats {
        Some(Some(seats)) if (1..=HealthSession::SEATS).contains(&seats) => {
            put("seats", seats.into());
        }
        Some(Some(_)) => return Err(invalid("seats", "form")),
        Some(None) if before.is_some_and(|it| it.seats.is_some()) => put("seats", Value::NULL),
        Some(None) | None => {}
    }
    if let Some(cancelled) = form.cancelled {
        put("cancelled", cancelled.into());
    }
    for (service, offered) in &form.services {
        let known = before.is_some_and(|it| it.services.contains(service));
        if !HealthService::KNOWN.contains(service) {
            return Err(invalid("services", "form"));
        }
        let field = FieldName::member(HealthSession::SERVICE, service.as_str());
        if let (Ok(field), true) = (field, known != *offered) {
            set.insert(field, (*offered).into());
        }
    }
    Ok((set, on))
}
