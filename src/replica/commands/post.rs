//! Posts and activities: made, changed and marked by a community's supervisor; others sign up.

use std::collections::BTreeMap;

use chuanmen_core::domain::{
    AccountId, Event, FieldsBuilder, Kind, Post, PostId, PostSort, PostStep, Role, RotaPlace, Scope,
};
use chuanmen_core::merge::{EventId, FieldName, Patch, Record, RecordId, Value};

use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{Outcome, PostForm, ReplicaError, Summary};
use crate::queries::posts::posts;
use crate::storage::Save;

/// Makes a post, or changes one.
pub(super) fn save(
    desk: &mut Desk<'_>,
    id: Option<PostId>,
    form: &PostForm,
) -> Result<Outcome, ReplicaError> {
    supervises(desk)?;
    let known = match id {
        Some(id) => Some(desk.find(&Kind::Post, id.into())?),
        None => None,
    };
    let before = match &known {
        Some((_, record)) => Some(standing(record)?),
        None => None,
    };
    let set = fields(form, before.as_ref())?;
    let (scope, patch) = match known {
        Some((scope, record)) => (scope, Patch::edit(&record, set)),
        None => {
            let id = RecordId(desk.fresh_id());
            (desk.community()?, Patch::create(Kind::Post, id, set))
        }
    };
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    let name = form.title.clone().or(before.map(|before| before.title));
    desk.save(Save {
        scope,
        patches: vec![patch],
        events: Vec::new(),
        summary: Summary {
            subject: name.unwrap_or_default(),
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

fn standing(record: &Record) -> Result<Post, ReplicaError> {
    let post = Post::read(record).filter(|_| !record.is_deleted());
    post.ok_or(ReplicaError::NotFound)
}

/// Signs up for a post, or withdraws: it stands in one's own scope, and the hub decides in the
/// order in which it hears of it who has a seat.
pub(super) fn take_step(
    desk: &mut Desk<'_>,
    id: PostId,
    step: &PostStep,
) -> Result<Outcome, ReplicaError> {
    let known = posts(desk.store)?.remove(&id).unwrap_or_default();
    let title = known.title().ok_or(ReplicaError::NotFound)?.to_owned();
    if !known.next(desk.store, desk.today()).contains(step) {
        return Err(ReplicaError::StepNotPossible);
    }
    ask(desk, id, step, FieldsBuilder::new(), title)
}

/// Says how long somebody served, or that they did not come; saying it again puts it right.
pub(super) fn mark(
    desk: &mut Desk<'_>,
    id: PostId,
    account: AccountId,
    minutes: Option<i64>,
) -> Result<Outcome, ReplicaError> {
    supervises(desk)?;
    let (_, record) = desk.find(&Kind::Post, id.into())?;
    let post = standing(&record)?;
    if post.on > desk.today() {
        return Err(ReplicaError::StepNotPossible);
    }
    let said = FieldsBuilder::new().set("account", account.to_string());
    let (step, said) = match minutes {
        Some(minutes) if (1..=RotaPlace::LONGEST).contains(&minutes) => {
            (PostStep::Serve, said.set("minutes", minutes))
        }
        Some(_) => return Err(invalid("minutes", "form")),
        None => (PostStep::Miss, said),
    };
    ask(desk, id, &step, said, post.title)
}

fn supervises(desk: &Desk<'_>) -> Result<(), ReplicaError> {
    match desk.role()? {
        Role::CommunitySupervisor => Ok(()),
        _ => Err(ReplicaError::StepNotPossible),
    }
}

fn ask(
    desk: &mut Desk<'_>,
    id: PostId,
    step: &PostStep,
    said: FieldsBuilder,
    subject: String,
) -> Result<Outcome, ReplicaError> {
    let account = desk.account()?;
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::SignUp,
        subject: id.into(),
        step: step.as_str().into(),
        fields: said.build(),
    };
    desk.save(Save {
        scope: Scope::Account(account),
        patches: Vec::new(),
        events: vec![event],
        summary: Summary {
            subject,
            post_steps: vec![step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

/// What was typed, checked: with what is known already it makes a post.
fn fields(
    form: &PostForm,
    before: Option<&Post>,
) -> Result<BTreeMap<FieldName, Value>, ReplicaError> {
    let mut set = BTreeMap::new();
    let mut put = |name: &'static str, value: Value| {
        set.insert(FieldName::known(name), value);
    };
    match &form.title {
        Some(title) => put("title", typed::name("title", title)?.into()),
        None if before.is_none() => return Err(invalid("title", "empty")),
        None => {}
    }
    match &form.sort {
        Some(sort) if PostSort::KNOWN.contains(sort) => put("sort", sort.as_str().into()),
        Some(_) => return Err(invalid("sort", "form")),
        None if before.is_none() => put("sort", PostSort::Service.as_str().into()),
        None => {}
    }
    if let Some(place) = &form.place {
        put("place", typed::line("place", place)?.into());
    }
    if let Some(text) = &form.text {
        put("text", typed::text("text", text)?.into());
    }
    let on = form.on.or(before.map(|it| it.on));
    put(
        "on",
        on.ok_or_else(|| invalid("on", "empty"))?.to_string().into(),
    );
    let from = form.from.or(before.map(|it| it.from));
    let from = from.ok_or_else(|| invalid("from", "empty"))?;
    let to = form.to.or(before.map(|it| it.to));
    let to = to.ok_or_else(|| invalid("to", "empty"))?;
    if to <= from {
        return Err(invalid("to", "hour_early"));
    }
    put("from", Post::hour(from).into());
    put("to", Post::hour(to).into());
    let seats = form.seats.or(before.map(|it| it.seats));
    let seats = seats.ok_or_else(|| invalid("seats", "empty"))?;
    if !(1..=Post::SEATS).contains(&seats) {
        return Err(invalid("seats", "form"));
    }
    put("seats", seats.into());
    if let Some(cancelled) = form.cancelled {
        put("cancelled", cancelled.into());
    }
    Ok(set)
}
