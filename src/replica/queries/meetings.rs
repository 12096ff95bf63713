//! Joint meetings of the five parties, for supervisors.

use chuanmen_core::domain::{
    Effect, Kind, Meeting, MeetingId, MeetingLife, MeetingState, MeetingStep, NeedId, Resolution,
    Role, TimelineEntry, fold_meeting, resolutions,
};

use super::lives::{Lives, need_stories, steps};
use super::people::People;
use super::{Areas, Catalogue, Reading, needs};
use crate::api::{AgendaItem, MeetingRow, MeetingView, NeedRow, ReplicaError, ResolutionRow};
use crate::storage::StorageError;

/// A meeting with its life.
struct Story {
    meeting: Meeting,
    life: MeetingLife,
    pending: bool,
}

impl Story {
    fn row(&self) -> MeetingRow {
        let Meeting { id, on, time, .. } = self.meeting;
        MeetingRow {
            id,
            on,
            time,
            venue: self.meeting.venue.clone(),
            state: self.life.state.clone(),
            items: u32::try_from(self.meeting.agenda.len()).unwrap_or(u32::MAX),
            pending: self.pending,
        }
    }
}

/// Every meeting for those who supervise; nothing for anybody else. Those that wait for something
/// first: held ones, then planned ones, the soonest first; closed ones, the last first.
pub(super) fn rows(reading: Reading<'_>) -> Result<Vec<MeetingRow>, StorageError> {
    if !supervises(reading) {
        return Ok(Vec::new());
    }
    let mut rows: Vec<_> = stories(reading, Lives::All)?
        .iter()
        .map(Story::row)
        .collect();
    rows.sort_by(|a, b| {
        let soonest = (a.on, a.time, a.id).cmp(&(b.on, b.time, b.id));
        let closed = a.state == MeetingState::Closed;
        let soonest = if closed { soonest.reverse() } else { soonest };
        a.state.cmp(&b.state).then(soonest)
    });
    Ok(rows)
}

/// One meeting.
pub(super) fn one(reading: Reading<'_>, id: MeetingId) -> Result<MeetingView, ReplicaError> {
    let mut found = match supervises(reading) {
        true => stories(reading, Lives::One(id.into()))?,
        false => Vec::new(),
    };
    let story = found.pop().ok_or(ReplicaError::NotFound)?;
    let people = People::load(reading.store)?;
    let areas = Areas::load(reading.connection())?;
    let catalogue = Catalogue::load(reading.connection())?;
    let on_it = |need: &NeedId| story.meeting.agenda.contains(need);
    let rows = needs::rows(reading, Lives::All, &areas, &catalogue, |need| {
        need.life.state.is_open() || on_it(&need.need.id)
    })?;
    let (known, offered): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| on_it(&row.id));
    let mut agenda = Vec::new();
    for need in &story.meeting.agenda {
        agenda.push(item(reading, &story, *need, &known, &people)?);
    }
    let amends = |entry: &&TimelineEntry| {
        let TimelineEntry { event, effect } = entry;
        *effect == Effect::Applied && &*event.event.step == MeetingStep::Amend.as_str()
    };
    let amendments: Vec<_> = story.life.timeline.iter().filter(amends).cloned().collect();
    let mut amendments: Vec<_> = steps(&amendments, &people).collect();
    amendments.reverse();
    let me = reading.store.session();
    Ok(MeetingView {
        row: story.row(),
        chair: story.meeting.chair.clone(),
        agenda,
        attendance: story.meeting.attendance.clone(),
        amendments,
        offered,
        may_change: me.is_some_and(|me| me.role == Role::CommunitySupervisor),
    })
}

fn item(
    reading: Reading<'_>,
    story: &Story,
    need: NeedId,
    known: &[NeedRow],
    people: &People,
) -> Result<AgendaItem, StorageError> {
    let found = need_stories(reading.connection(), Lives::One(need.into()))?.pop();
    let events = found.iter().flat_map(|found| &found.life.timeline);
    let events = events.map(|entry| &entry.event);
    let resolved = resolutions(story.meeting.id, story.life.closed_at, events);
    let row = |one: Resolution| ResolutionRow {
        by: people.name(one.by),
        text: one.text,
        party: one.party,
        department: one.department,
        until: one.until,
        at: one.at,
        amends: one.amends,
    };
    Ok(AgendaItem {
        need,
        row: known.iter().find(|row| row.id == need).cloned(),
        open: found.is_some_and(|found| found.life.state.is_open()),
        resolutions: resolved.into_iter().map(row).collect(),
    })
}

fn supervises(reading: Reading<'_>) -> bool {
    let me = reading.store.session();
    me.is_some_and(|me| {
        matches!(
            me.role,
            Role::CommunitySupervisor | Role::SubdistrictSupervisor
        )
    })
}

fn stories(reading: Reading<'_>, which: Lives) -> Result<Vec<Story>, StorageError> {
    let lives = which
        .read(reading.connection(), &Kind::Meeting)?
        .into_iter();
    let story = |life: super::lives::Life| {
        Some(Story {
            meeting: Meeting::read(&life.record)?,
            pending: life.pending,
            life: fold_meeting(life.events),
        })
    };
    Ok(lives.filter_map(story).collect())
}
