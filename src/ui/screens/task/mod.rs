//! One task of a party: what is asked for, where, by when, and its answer.

use chuanmen_core::domain::{NeedStep, Rung, TaskId, Urgency};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{Command, TaskQuery, TaskRow, TaskView};
use dioxus::prelude::*;

use super::steps::{Ask, Sheet, StepButtons, StepForm, Taken};
use super::tasks::stands;
use super::timeline::{Happened, Life};
use crate::ui::components::{
    Card, DaysLeft, Failure, Heading, IconName, Notice, NoticeTone, Section, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, rung_told, t, urgency, weekday};

/// The steps that a thumb finds first, in this order.
const LIKELY: [NeedStep; 4] = [
    NeedStep::Start,
    NeedStep::Resolve,
    NeedStep::Progress,
    NeedStep::Return,
];

/// The screen.
#[component]
pub(crate) fn Task(id: TaskId) -> Element {
    rsx! {
        One { key: "{id}", id }
    }
}

#[component]
fn One(id: TaskId) -> Element {
    let task = use_ask(TaskQuery { task: id });
    let head = rsx! { Bar { title: t!("task-title") } };
    match task.shown() {
        Shown::Waiting => rsx! { Screen { title: t!("task-title"), head, Skeleton { rows: 6 } } },
        Shown::Failed(error) => {
            rsx! { Screen { title: t!("task-title"), head, Failure { error } } }
        }
        Shown::Here(task) => rsx! { Body { task } },
    }
}

#[component]
fn Body(task: TaskView) -> Element {
    let now = use_now();
    let open = use_signal(|| None);
    let row = &task.row;
    let next: Vec<_> = LIKELY
        .into_iter()
        .filter(|step| task.next.contains(step))
        .collect();
    let dock = (!next.is_empty()).then(|| rsx! { Steps { next, open } });
    rsx! {
        Screen { title: t!("task-title"), dock,
            head: rsx! { Bar { sub: t!("need-line", category = row.category.clone()) } },
            Heading { class: "subject", {row.text.clone()} }
            if row.pending {
                Notice { tone: NoticeTone::Pending, icon: IconName::CloudWaiting, {t!("need-waits")} }
            }
            Card { label: t!("need-progress"),
                Due { row: row.clone(), now }
                div { class: "due", span { class: "sub", {t!("task-stands")} } " " b { {stands(row)} } }
            }
            There { task: task.clone() }
            Section { title: t!("timeline"), aside: t!("newest-first"),
                Card { Happened { rows: task.timeline.clone(), life: Life::Need, now } }
            }
        }
        StepSheet { id: row.id, open }
    }
}

#[component]
fn Due(row: TaskRow, now: UnixMillis) -> Element {
    let today = china_date(now);
    rsx! {
        div { class: "due",
            if let Some(due) = row.due_on {
                span { span { class: "sub", {t!("due-at-latest")} } " " b { class: "big", "{day(due, today)} {weekday(due)}" } }
            }
            if row.urgency == Urgency::Urgent {
                b { {urgency(&row.urgency)} }
            }
            if let Some(left) = row.days_left {
                DaysLeft { days: left }
                if let Some(rung) = row.due_on.and_then(|due| Rung::of(due, today)) {
                    span { class: "cap", {rung_told(rung)} }
                }
            }
        }
    }
}

/// Where to go, and whom to ask for if the community said so.
#[component]
fn There(task: TaskView) -> Element {
    if task.row.place.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("posting-there"),
            Card { label: t!("posting-there"),
                div { class: "there",
                    p { b { class: "l1", {task.row.place.clone()} } }
                    if !task.contact.is_empty() || !task.phone.is_empty() {
                        p {
                            {task.contact.clone()}
                            " "
                            a { class: "link", href: "tel:{task.phone}", {task.phone.clone()} }
                        }
                    }
                    if task.row.in_hand {
                        p { class: "cap", {t!("task-there-until")} }
                    }
                }
            }
        }
    }
}

#[component]
fn Steps(next: Vec<NeedStep>, open: Signal<Option<NeedStep>>) -> Element {
    let mut open = open;
    let words: Vec<_> = next.iter().map(answer).collect();
    rsx! {
        StepButtons { steps: words, onpick: move |index: usize| open.set(next.get(index).cloned()) }
    }
}

/// Asks what the open step needs to be told, and takes it.
#[component]
fn StepSheet(id: TaskId, open: Signal<Option<NeedStep>>) -> Element {
    let mut open = open;
    let Some(step) = open() else { return rsx! {} };
    rsx! {
        Sheet { title: answer(&step), onclose: move |()| open.set(None),
            StepForm {
                ask: Ask { note_required: step != NeedStep::Start, ..Ask::default() },
                done: t!("step-saved", step = answer(&step)),
                command: move |taken: Taken| Command::TakeTaskStep {
                    task: id,
                    step: step.clone(),
                    note: taken.note,
                },
                onsaved: move |()| open.set(None),
            }
        }
    }
}

/// A step in the words of whoever answers.
fn answer(step: &NeedStep) -> String {
    match step {
        NeedStep::Start => t!("task-start"),
        NeedStep::Return => t!("task-return"),
        step => crate::ui::text::need_step(step),
    }
}
