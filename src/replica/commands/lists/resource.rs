use chuanmen_core::domain::{Kind, Organisation, Resource, ResourceId, ResourceKind, Role, Scope};
use chuanmen_core::merge::{Record, Value};
use jiff::civil::Date;

use super::{Set, put};
use crate::api::{Outcome, Owner, ReplicaError, ResourceForm};
use crate::commands::desk::Desk;
use crate::commands::typed::{self, invalid};

/// Enters a resource, or changes one. What a grid's people enter is an offer that lies in their
/// grid; once a supervisor took it up, it is the community's to change.
pub(in crate::commands) fn save(
    desk: &mut Desk<'_>,
    id: Option<ResourceId>,
    form: &ResourceForm,
) -> Result<Outcome, ReplicaError> {
    let supervises = desk.role()? == Role::CommunitySupervisor;
    let (scope, known) = match id {
        Some(id) => {
            let (scope, record) = find(desk, id)?;
            (scope, Some(record))
        }
        None if supervises => (desk.community()?, None),
        None => {
            let grid = desk.grids()?.first().copied();
            (grid.ok_or(ReplicaError::StepNotPossible)?, None)
        }
    };
    let before = known.as_ref().and_then(Resource::read);
    let taken_up = before.as_ref().is_some_and(|before| before.listed);
    if !supervises && (form.listed.is_some() || taken_up) {
        return Err(ReplicaError::StepNotPossible);
    }
    let set = fields(desk, form, before.as_ref())?;
    let subject = form.name.clone().or(before.map(|before| before.name));
    let set = (Kind::Resource, set);
    super::save(
        desk,
        scope,
        known.as_ref(),
        set,
        subject.unwrap_or_default(),
    )
}

fn find(desk: &Desk<'_>, id: ResourceId) -> Result<(Scope, Record), ReplicaError> {
    let (scope, record) = desk.find(&Kind::Resource, id.into())?;
    match Resource::read(&record) {
        Some(_) if !record.is_deleted() => Ok((scope, record)),
        _ => Err(ReplicaError::NotFound),
    }
}

/// What was typed, checked: with what is known already it makes a resource.
fn fields(
    desk: &Desk<'_>,
    form: &ResourceForm,
    before: Option<&Resource>,
) -> Result<Set, ReplicaError> {
    let mut set = Set::new();
    match (&form.name, before) {
        (Some(name), _) => put(&mut set, "name", typed::name("name", name)?),
        (None, Some(_)) => {}
        (None, None) => return Err(invalid("name", "empty")),
    }
    match (&form.kind, before) {
        (Some(kind), _) if ResourceKind::KNOWN.contains(kind) => {
            put(&mut set, "kind", kind.as_str());
        }
        (Some(_), _) => return Err(invalid("kind", "form")),
        (None, Some(_)) => {}
        (None, None) => return Err(invalid("kind", "empty")),
    }
    match (&form.owner, before) {
        (Some(owner), _) => owned(desk, owner, &mut set)?,
        (None, Some(_)) => {}
        (None, None) => return Err(invalid("owner", "empty")),
    }
    for (name, typed) in [
        ("amount", &form.amount),
        ("hours", &form.hours),
        ("contact", &form.contact),
    ] {
        if let Some(typed) = typed {
            put(&mut set, name, typed::line(name, typed)?);
        }
    }
    if let Some(note) = &form.note {
        put(&mut set, "note", typed::text("note", note)?);
    }
    if let Some(until) = &form.until {
        let until = match until.as_str() {
            "" => Value::NULL,
            day => day
                .parse::<Date>()
                .map_err(|_| invalid("until", "form"))?
                .to_string()
                .into(),
        };
        put(&mut set, "until", until);
    }
    if let Some(listed) = form.listed {
        put(&mut set, Resource::LISTED, listed);
    }
    if let Some(retired) = form.retired {
        put(&mut set, "retired", retired);
    }
    Ok(set)
}

/// Whose it is: one or the other.
fn owned(desk: &Desk<'_>, owner: &Owner, set: &mut Set) -> Result<(), ReplicaError> {
    match owner {
        Owner::Words(words) => {
            put(set, "owner", typed::name("owner", words)?);
            put(set, "organisation", Value::NULL);
        }
        Owner::Organisation(id) => {
            let found = desk.store.find((*id).into())?;
            let found = found.and_then(|(_, record)| Organisation::read(&record));
            // Its name goes along: not everybody who reads the list holds the organisation's grid.
            let name = found.ok_or_else(|| invalid("owner", "form"))?.name;
            put(set, "owner", name);
            put(set, "organisation", *id);
        }
    }
    Ok(())
}
