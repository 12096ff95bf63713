//! Joint meetings of the five parties, held by whoever supervises the community.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{
    Attendance, Event, FieldsBuilder, Kind, Meeting, MeetingId, MeetingState, MeetingStep, Need,
    NeedId, NeedStep, Party, Presence, Role, Scope, fold_meeting, fold_need,
};
use chuanmen_core::merge::{EventId, FieldName, Patch, Record, RecordId, Value};
use jiff::civil::Time;

use super::desk::Desk;
use super::typed::{self, invalid, required};
use crate::api::{MeetingForm, Outcome, ReplicaError, ResolutionForm, Summary};
use crate::storage::Save;

/// A meeting that this person may change.
struct Known {
    scope: Scope,
    record: Record,
    meeting: Meeting,
    state: MeetingState,
}

fn find(desk: &Desk<'_>, id: MeetingId) -> Result<Known, ReplicaError> {
    if desk.role()? != Role::CommunitySupervisor {
        return Err(ReplicaError::StepNotPossible);
    }
    let (scope, record) = desk.find(&Kind::Meeting, id.into())?;
    let meeting = Meeting::read(&record).filter(|_| !record.is_deleted());
    let meeting = meeting.ok_or(ReplicaError::NotFound)?;
    let life = fold_meeting(desk.store.events(record.id)?);
    Ok(Known {
        scope,
        record,
        meeting,
        state: life.state,
    })
}

/// Makes a meeting, or changes one whose minutes are not closed.
pub(super) fn save(
    desk: &mut Desk<'_>,
    id: Option<MeetingId>,
    form: &MeetingForm,
) -> Result<Outcome, ReplicaError> {
    let Some(id) = id else {
        if desk.role()? != Role::CommunitySupervisor {
            return Err(ReplicaError::StepNotPossible);
        }
        let scope = desk.community()?;
        let on = form.on.ok_or_else(|| invalid("on", "empty"))?;
        let mut set = fields(desk, form, None)?;
        set.retain(|(_, value)| ![Value::from(""), Value::NULL].contains(value));
        let id = RecordId(desk.fresh_id());
        let patch = Patch::create(Kind::Meeting, id, set.into_iter().collect());
        return write(desk, scope, vec![patch], Vec::new(), on.to_string());
    };
    let known = find(desk, id)?;
    if known.state == MeetingState::Closed {
        return Err(ReplicaError::StepNotPossible);
    }
    let set = fields(desk, form, Some(&known.meeting))?;
    let patch = Patch::edit(&known.record, set.into_iter().collect());
    if patch.is_empty() {
        return Ok(Outcome::Done);
    }
    let subject = form.on.unwrap_or(known.meeting.on).to_string();
    write(desk, known.scope, vec![patch], Vec::new(), subject)
}

/// Holds a meeting, closes its minutes, or says something of closed ones.
pub(super) fn take_step(
    desk: &mut Desk<'_>,
    id: MeetingId,
    step: &MeetingStep,
    note: &str,
) -> Result<Outcome, ReplicaError> {
    let known = find(desk, id)?;
    if known.state.after(step).is_none() {
        return Err(ReplicaError::StepNotPossible);
    }
    let note = match step {
        MeetingStep::Amend => required("note", note)?,
        _ => String::new(),
    };
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Meeting,
        subject: known.record.id,
        step: step.as_str().into(),
        fields: FieldsBuilder::new().text("note", &note).build(),
    };
    let subject = known.meeting.on.to_string();
    write(desk, known.scope, Vec::new(), vec![event], subject)
}

/// Resolves something about a need of the agenda: a step of the need, which is dispatched if
/// somebody takes it on, and is due by the day that is resolved. Once the minutes are closed it
/// amends them.
pub(super) fn pass(
    desk: &mut Desk<'_>,
    id: MeetingId,
    form: &ResolutionForm,
) -> Result<Outcome, ReplicaError> {
    let known = find(desk, id)?;
    if known.state == MeetingState::Planned || !known.meeting.agenda.contains(&form.need) {
        return Err(ReplicaError::StepNotPossible);
    }
    let (scope, record) = desk.find(&Kind::Need, form.need.into())?;
    let need = Need::read(&record).filter(|_| !record.is_deleted());
    let need = need.ok_or(ReplicaError::NotFound)?;
    let step = match &form.party {
        Some(party) if !Party::KNOWN.contains(party) => return Err(invalid("party", "form")),
        Some(_) => NeedStep::Dispatch,
        None => NeedStep::Progress,
    };
    let life = fold_need(desk.store.events(record.id)?);
    if life.state.after(&step).is_none() {
        return Err(ReplicaError::StepNotPossible);
    }
    if form.until.is_some_and(|until| until < known.meeting.on) {
        return Err(invalid("until", "form"));
    }
    let department = match &form.party {
        Some(party) => super::need::department(party, &form.department)?,
        None => String::new(),
    };
    let fields = FieldsBuilder::new()
        .set(NeedStep::MEETING, id)
        .set("note", required("resolution", &form.text)?)
        .maybe(NeedStep::PARTY, form.party.as_ref().map(Party::as_str))
        .text(NeedStep::DEPARTMENT, &department)
        .maybe(NeedStep::UNTIL, form.until.map(|day| day.to_string()));
    let event = Event {
        id: EventId(desk.fresh_id()),
        kind: Kind::Need,
        subject: record.id,
        step: step.as_str().into(),
        fields: fields.build(),
    };
    let due = form.until.map(|day| {
        let due = (FieldName::known(Need::DUE_ON), day.to_string().into());
        Patch::edit(&record, BTreeMap::from([due]))
    });
    let place = desk.title_of(need.host())?;
    desk.save(Save {
        scope,
        patches: due.into_iter().filter(|due| !due.is_empty()).collect(),
        events: vec![event],
        summary: Summary {
            place,
            subject: need.text,
            need_steps: vec![step.as_str().to_owned()],
            ..Summary::default()
        },
        draft: None,
    })
}

fn write(
    desk: &mut Desk<'_>,
    scope: Scope,
    patches: Vec<Patch>,
    events: Vec<Event>,
    subject: String,
) -> Result<Outcome, ReplicaError> {
    desk.save(Save {
        scope,
        patches,
        events,
        summary: Summary {
            subject,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    })
}

/// What was typed, checked.
fn fields(
    desk: &Desk<'_>,
    form: &MeetingForm,
    before: Option<&Meeting>,
) -> Result<Vec<(FieldName, Value)>, ReplicaError> {
    let mut set = Vec::new();
    if let Some(on) = form.on {
        set.push((FieldName::known("on"), on.to_string().into()));
    }
    if let Some(time) = &form.time {
        set.push((FieldName::known("time"), clock(time)?));
    }
    for (name, typed) in [("venue", &form.venue), ("chair", &form.chair)] {
        if let Some(typed) = typed {
            set.push((FieldName::known(name), typed::line(name, typed)?.into()));
        }
    }
    if let Some(agenda) = &form.agenda {
        set.extend(places(desk, agenda, before)?);
    }
    for (party, said) in &form.attendance {
        if !Party::FIVE.contains(party) || !Presence::KNOWN.contains(&said.presence) {
            return Err(invalid("attendance", "form"));
        }
        let said = Attendance {
            presence: said.presence.clone(),
            who: typed::line("who", &said.who)?,
        };
        set.push((Meeting::attendance_of(party), said.value()));
    }
    Ok(set)
}

/// `14:30` as typed, also `14：30` and `9:05`; nothing for nothing.
fn clock(typed: &str) -> Result<Value, ReplicaError> {
    let typed = typed::line("time", typed)?.replace('：', ":");
    if typed.is_empty() {
        return Ok(Value::NULL);
    }
    let parts = typed.split_once(':');
    let time = parts.and_then(|(hour, minute)| {
        let digits = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            (digits && (1..=2).contains(&text.len())).then(|| text.parse().ok())
        };
        Time::new(digits(hour)??, digits(minute)??, 0, 0).ok()
    });
    let time = time.ok_or_else(|| invalid("time", "form"))?;
    Ok(Meeting::clock(time).into())
}

/// The places on the agenda; what is not on it any more has none. Only an open need of this device
/// is put on it; what stands on it may stay.
fn places(
    desk: &Desk<'_>,
    agenda: &[NeedId],
    before: Option<&Meeting>,
) -> Result<Vec<(FieldName, Value)>, ReplicaError> {
    let known = before.map(|before| before.agenda.as_slice());
    let known = known.unwrap_or_default();
    let wanted: BTreeSet<_> = agenda.iter().copied().collect();
    if agenda.len() > Meeting::MOST {
        return Err(invalid("agenda", "too_many"));
    }
    if wanted.len() != agenda.len() {
        return Err(invalid("agenda", "form"));
    }
    for need in wanted.iter().filter(|need| !known.contains(need)) {
        let found = desk.store.find((*need).into())?;
        let there = found.is_some_and(|(_, it)| it.kind == Kind::Need && !it.is_deleted());
        if !there
            || !fold_need(desk.store.events((*need).into())?)
                .state
                .is_open()
        {
            return Err(invalid("agenda", "form"));
        }
    }
    let gone = known.iter().filter(|need| !wanted.contains(need));
    let gone = gone.map(|need| (Meeting::item(*need), Value::NULL));
    let places = (1_i64..).zip(agenda);
    let places = places.map(|(place, need)| (Meeting::item(*need), place.into()));
    Ok(gone.chain(places).collect())
}
