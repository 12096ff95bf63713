//! One micro-wish: whose it is, who promised, what happened, and what comes next.

mod steps;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::WishId;
use chuanmen_replica::api::{WishQuery, WishView};
use dioxus::prelude::*;

use super::timeline::{Happened, Life};
use super::wishes::ClaimDays;
use crate::ui::components::{
    Card, Failure, Go, Heading, IconName, Notice, NoticeTone, Section, Skeleton, Tag, TagTone,
};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, t, wish_kind, wish_status};

use steps::{WishStepSheet, WishSteps};

/// The screen.
#[component]
pub(crate) fn Wish(id: WishId) -> Element {
    rsx! {
        One { key: "{id}", id }
    }
}

#[component]
fn One(id: WishId) -> Element {
    match use_ask(WishQuery { wish: id }).shown() {
        Shown::Waiting => {
            rsx! { Screen { title: t!("wish-title"), head: rsx! { Bar { title: t!("wish-title") } }, Skeleton { rows: 6 } } }
        }
        Shown::Failed(error) => {
            rsx! { Screen { title: t!("wish-title"), head: rsx! { Bar { title: t!("wish-title") } }, Failure { error } } }
        }
        Shown::Here(wish) => rsx! { Body { wish } },
    }
}

#[component]
fn Body(wish: WishView) -> Element {
    let now = use_now();
    let open = use_signal(|| None);
    let dock =
        (!wish.next.is_empty()).then(|| rsx! { WishSteps { next: wish.next.clone(), open } });
    let row = &wish.row;
    let number = row.number.map(|number| format!("{number:03}"));
    let line = match number {
        Some(number) => t!(
            "wish-line-number",
            number = number,
            kind = wish_kind(&row.kind)
        ),
        None => t!("wish-line", kind = wish_kind(&row.kind)),
    };
    rsx! {
        Screen { title: t!("wish-title"), head: rsx! { Bar { sub: line } }, dock,
            Heading { class: "subject", {row.text.clone()} }
            p { class: "sub under",
                {wish.address.clone()}
                i { class: "d", "aria-hidden": "true" }
                Go { class: "link", to: Route::Household { id: row.household },
                    "{row.place} {row.resident_name}"
                }
            }
            if row.pending {
                Notice { tone: NoticeTone::Pending, icon: IconName::CloudWaiting, {t!("wish-waits")} }
            }
            Card { label: t!("wish-stand"), Stand { wish: wish.clone(), now } }
            Section { title: t!("timeline"), aside: t!("newest-first"),
                Card { Happened { rows: wish.timeline.clone(), life: Life::Wish, now } }
            }
        }
        WishStepSheet { wish: wish.clone(), open }
    }
}

#[component]
fn Stand(wish: WishView, now: UnixMillis) -> Element {
    let today = chuanmen_core::china_date(now);
    let row = &wish.row;
    rsx! {
        div { class: "due",
            b { class: "big", {wish_status(row)} }
            if let Some(needed) = row.needed_by {
                Tag { tone: TagTone::Plain, icon: IconName::Clock, text: t!("needed", day = day(needed, today)) }
            }
        }
        if let Some(claim) = row.claim.clone().filter(|_| row.state.as_str() == "claimed") {
            div { class: "inset", ClaimDays { claim, now } }
        }
    }
}
