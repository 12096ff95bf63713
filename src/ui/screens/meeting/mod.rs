//! One joint meeting: its agenda in order, who came, and what is resolved about each need.

mod agenda;
mod amend;
mod attendance;
mod edit;
mod item;
mod minutes;
mod offer;
mod order;
mod resolution;

use chuanmen_core::china_date;
use chuanmen_core::domain::{Meeting as Record, MeetingId, MeetingState, MeetingStep};
use chuanmen_replica::api::{Command, MeetingQuery, MeetingView};
use dioxus::prelude::*;

use super::meetings::StateTag;
use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Go, Heading, Icon, IconName, SetLine, Skeleton,
};
use crate::ui::hooks::{Sender, Shown, use_ask, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, t};

use agenda::Agenda;
use amend::Amendments;
use attendance::WhoCame;
pub(crate) use edit::{AddMeeting, EditMeeting};
pub(crate) use minutes::Minutes;

/// The screen.
#[component]
pub(crate) fn Meeting(id: MeetingId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: MeetingId) -> Element {
    let title = t!("meeting");
    match use_ask(MeetingQuery { meeting: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: MeetingView) -> Element {
    let row = view.row.clone();
    let sender = use_send();
    let changes = view.may_change && row.state != MeetingState::Closed;
    let head = rsx! {
        Bar {
            if changes {
                Go { to: Route::EditMeeting { id: row.id }, class: "ib", label: t!("meeting-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    let dock = view.may_change.then(|| next(row.id, &row.state, sender));
    let on = day(row.on, china_date(use_now()));
    let when = row.time.map(Record::clock).unwrap_or_default();
    let lines = [
        (t!("meeting-time"), when),
        (t!("meeting-venue"), row.venue.clone()),
        (t!("meeting-chair"), view.chair.clone()),
    ];
    rsx! {
        Screen { title: t!("meeting"), head, dock: dock.flatten(),
            Heading { class: "subject", {t!("meeting-of", day = on)} }
            Card {
                div { class: "set",
                    span { class: "sub grow", {t!("meeting-state")} }
                    StateTag { state: row.state.clone(), pending: row.pending }
                }
                for (name , said) in lines.into_iter().filter(|(_, said)| !said.is_empty()) {
                    div { key: "{name}", class: "set",
                        span { class: "sub grow", {name} }
                        span { {said} }
                    }
                }
                SetLine {
                    to: Route::Minutes { id: row.id },
                    icon: IconName::Report,
                    words: t!("minutes"),
                    about: t!("minutes-about"),
                }
            }
            if let Some(error) = sender.error() {
                Failure { error }
            }
            Agenda { view: view.clone(), changes }
            WhoCame { id: row.id, known: view.attendance.clone(), changes }
            if row.state == MeetingState::Closed {
                Amendments { id: row.id, rows: view.amendments.clone(), may: view.may_change }
            }
        }
    }
}

/// What is to be done with it next.
fn next(id: MeetingId, state: &MeetingState, sender: Sender) -> Option<Element> {
    let (step, words) = match state {
        MeetingState::Planned => (MeetingStep::Hold, t!("meeting-hold")),
        MeetingState::Held => (MeetingStep::Close, t!("meeting-close")),
        _ => return None,
    };
    Some(rsx! { NextStep { id, step, words, sender } })
}

#[component]
fn NextStep(id: MeetingId, step: MeetingStep, words: String, sender: Sender) -> Element {
    let snack = use_snack();
    rsx! {
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: IconName::Check,
            disabled: sender.busy(),
            onclick: move |_| {
                let take = Command::TakeMeetingStep { meeting: id, step: step.clone(), note: String::new() };
                sender.send(take, move |outcome| snack.saved(t!("saved"), &outcome));
            },
            {words}
        }
    }
}
