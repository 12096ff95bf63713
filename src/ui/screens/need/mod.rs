//! One need: how long there is, how far it is, whose hands it went through, and what comes next.

mod merged;
mod parties;
mod progress;
mod resource;
mod steps;

use chuanmen_core::domain::{NeedId, Rung};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{NeedQuery, NeedView};
use dioxus::prelude::*;

use super::timeline::{Happened, Life};
use crate::ui::components::{
    Card, DaysLeft, Failure, Go, Heading, IconName, Notice, NoticeTone, Section, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, moment, rung_told, t, weekday};

use merged::MergedWith;
use parties::FiveParties;
use progress::Progress;
use resource::AwaitsResource;
use steps::{NeedStepSheet, NeedSteps};

/// The screen.
#[component]
pub(crate) fn Need(id: NeedId) -> Element {
    rsx! {
        One { key: "{id}", id }
    }
}

#[component]
fn One(id: NeedId) -> Element {
    let need = use_ask(NeedQuery { need: id });
    match need.shown() {
        Shown::Waiting => {
            rsx! { Screen { title: t!("need-title"), head: rsx! { Bar { title: t!("need-title") } }, Skeleton { rows: 6 } } }
        }
        Shown::Failed(error) => {
            rsx! { Screen { title: t!("need-title"), head: rsx! { Bar { title: t!("need-title") } }, Failure { error } } }
        }
        Shown::Here(need) => rsx! { Body { need } },
    }
}

#[component]
fn Body(need: NeedView) -> Element {
    let now = use_now();
    let open = use_signal(|| None);
    let dock = (!need.next.is_empty()).then(
        || rsx! { NeedSteps { state: need.row.state.clone(), next: need.next.clone(), open } },
    );
    let row = &need.row;
    rsx! {
        Screen {
            title: t!("need-title"),
            head: rsx! { Bar { sub: t!("need-line", category = row.category.clone()) } },
            dock,
            Heading { class: "subject", {row.text.clone()} }
            p { class: "sub under", Where { need: need.clone() } }
            if row.pending {
                Notice { tone: NoticeTone::Pending, icon: IconName::CloudWaiting, {t!("need-waits")} }
            }
            Card { label: t!("need-progress"),
                Due { need: need.clone(), now }
                Progress { state: row.state.clone() }
            }
            FiveParties { row: row.clone(), timeline: need.timeline.clone() }
            AwaitsResource { need: need.clone() }
            MergedWith { into: need.merged_into.clone(), here: need.merged_here.clone() }
            Section { title: t!("timeline"), aside: t!("newest-first"),
                Card { Happened { rows: need.timeline.clone(), life: Life::Need, now } }
            }
        }
        NeedStepSheet { need: need.clone(), open }
    }
}

#[component]
fn Where(need: NeedView) -> Element {
    let by = match need.row.organisation {
        Some(_) => t!("need-by-organisation", name = need.row.place.clone()),
        None => t!(
            "need-by",
            room = need.row.place.clone(),
            name = need.household_name.clone()
        ),
    };
    let whose = match (need.row.household, need.row.organisation) {
        (Some(id), _) => Some(Route::Household { id }),
        (None, Some(id)) => Some(Route::Organisation { id }),
        (None, None) => None,
    };
    rsx! {
        if !need.address.is_empty() {
            {need.address.clone()}
            i { class: "d" }
        }
        match whose {
            Some(to) => rsx! { Go { class: "link", to, {by} } },
            None => rsx! { span { {t!("common-need")} } },
        }
    }
}

#[component]
fn Due(need: NeedView, now: UnixMillis) -> Element {
    let today = china_date(now);
    rsx! {
        div { class: "due",
            match need.row.due_on {
                Some(due) => rsx! {
                    span { span { class: "sub", {t!("due-at-latest")} } " " b { class: "big", "{day(due, today)} {weekday(due)}" } }
                },
                None => rsx! {
                    span { span { class: "sub", {t!("recorded-at")} } " " b { {moment(need.row.raised_at, now)} } }
                },
            }
            if let Some(left) = need.row.days_left {
                DaysLeft { days: left }
                if let Some(rung) = need.row.due_on.and_then(|due| Rung::of(due, today)) {
                    span { class: "cap", {rung_told(rung)} }
                }
            }
        }
    }
}
