use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, Effect, EventOrder, Fields, NeedStep, TimelineEntry, WithoutEffect,
};

use super::super::people::People;
use crate::api::TimelineRow;

/// How a need or a wish came to be.
pub(in crate::queries) struct Recording {
    /// Who recorded it.
    pub(in crate::queries) by: Option<AccountId>,
    /// When.
    pub(in crate::queries) at: UnixMillis,
    /// Whether it is not delivered yet.
    pub(in crate::queries) pending: bool,
}

/// What happened, newest first; the recording itself last.
pub(in crate::queries) fn timeline(
    entries: &[TimelineEntry],
    recording: &Recording,
    people: &People,
) -> Vec<TimelineRow> {
    let recorded = recorded(recording, people);
    steps(entries, people).chain([recorded]).collect()
}

/// What happened, newest first.
pub(in crate::queries) fn steps(
    entries: &[TimelineEntry],
    people: &People,
) -> impl Iterator<Item = TimelineRow> {
    entries.iter().rev().map(|entry| step(entry, people))
}

fn step(entry: &TimelineEntry, people: &People) -> TimelineRow {
    let TimelineEntry { event, effect } = entry;
    let fields = Fields(&event.event.fields);
    let without_effect = match effect {
        Effect::Applied => None,
        Effect::Without(why) => Some(why.clone()),
    };
    let rival = match &without_effect {
        Some(WithoutEffect::AlreadyClaimed { by }) => people.name(*by),
        _ => String::new(),
    };
    TimelineRow {
        step: event.event.step.to_string(),
        by: people.name(event.author),
        role: people.role(event.author),
        at: event.stamp.wall(),
        delivered_at: match event.order {
            EventOrder::Hub { at, .. } => Some(at),
            EventOrder::Pending { .. } => None,
        },
        note: fields.string("note"),
        party: fields.word("party"),
        department: fields.string(NeedStep::DEPARTMENT),
        meeting: fields.parse(NeedStep::MEETING),
        until: fields.date(NeedStep::UNTIL),
        satisfaction: fields.int("satisfaction"),
        into: String::new(),
        takes_back: fields.flag(NeedStep::TAKES_BACK),
        without_effect,
        rival,
    }
}

fn recorded(recording: &Recording, people: &People) -> TimelineRow {
    let Recording { by, at, pending } = *recording;
    TimelineRow {
        step: "record".to_owned(),
        by: by.map(|by| people.name(by)).unwrap_or_default(),
        role: by.and_then(|by| people.role(by)),
        at,
        delivered_at: (!pending).then_some(at),
        note: String::new(),
        party: None,
        department: String::new(),
        meeting: None,
        until: None,
        satisfaction: None,
        into: String::new(),
        takes_back: false,
        without_effect: None,
        rival: String::new(),
    }
}
