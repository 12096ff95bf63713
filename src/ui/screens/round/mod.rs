//! 今天这一趟: the doors of the day's round in the order of the way, ticked off by the visits.

mod plan;

use chuanmen_core::china_date;
use chuanmen_replica::api::{Command, Door, RoundQuery, RoundStep, RoundView, Trip};
use dioxus::prelude::*;

use super::today::{TripLine, title};
use crate::ui::components::{
    Button, ButtonLook, Card, Climb, Empty, Failure, Go, LongList, Meter, NextDoor, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_now, use_send};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use plan::PlanRound;

/// The screen.
#[component]
pub(crate) fn Round() -> Element {
    let shown = use_ask(RoundQuery {}).shown();
    let (mut sub, mut dock) = (String::new(), None);
    if let Shown::Here(Some(view)) = &shown {
        let line = &view.line;
        sub = t!("round-progress", walked = line.walked, total = line.total);
        if line.skipped > 0 {
            sub = format!("{sub} · {}", t!("round-left-out", count = line.skipped));
        }
        dock = line.next.clone().map(|door| rsx! { NextDoor { door } });
    }
    rsx! {
        Screen { title: t!("round"), head: rsx! { Bar { title: t!("round"), sub } }, dock, keep: "round",
            match shown {
                Shown::Waiting => rsx! { Skeleton { rows: 8 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(None) => rsx! {
                    Empty { so: t!("round-none"), advice: t!("round-none-advice"),
                        Go { to: Route::PlanRound {}, class: "btn", {t!("round-plan")} }
                    }
                },
                Shown::Here(Some(view)) => rsx! { Way { view } },
            }
        }
    }
}

#[component]
fn Way(view: RoundView) -> Element {
    let sender = use_send();
    let today = china_date(use_now());
    let RoundView { line, trips } = view;
    let next = line.next.map(|door| door.household);
    let beside = use_callback(move |door: Door| {
        if door.called {
            return rsx! {};
        }
        let (household, skip) = (door.household, !door.skipped);
        let label = if skip {
            t!("round-skip-label", room = door.room)
        } else {
            t!("round-take-label", room = door.room)
        };
        rsx! {
            button {
                r#type: "button",
                class: "turn",
                "aria-label": label,
                disabled: sender.busy(),
                onclick: move |_| {
                    sender.send(Command::Round(RoundStep::Skip { household, skip }), |_| ());
                },
                if skip { {t!("round-skip")} } else { {t!("round-take")} }
            }
        }
    });
    rsx! {
        Meter {
            done: u64::from(line.walked),
            total: u64::from(line.total),
            label: t!("round-progress-label", walked = line.walked, total = line.total),
        }
        if next.is_none() {
            div { role: "status",
                Empty { so: t!("round-done"), advice: t!("round-done-advice") }
            }
        }
        LongList { keep: "round", count: trips.len(), row: move |index: usize| {
            let trip = trips[index].clone();
            rsx! {
                Card { label: title(&trip),
                    TripLine { trip: trip.clone(), whole: true, aside: progress(&trip) }
                    Climb { floors: trip.floors, today, next, ticked: true, beside }
                }
            }
        } }
        if let Some(error) = sender.error() { Failure { error } }
        div { class: "two",
            Go { to: Route::PlanRound {}, class: "btn", {t!("round-plan-anew")} }
            Button { look: ButtonLook::Bare, disabled: sender.busy(),
                onclick: move |_| sender.send(Command::Round(RoundStep::End), |_| ()),
                {t!("round-end")}
            }
        }
    }
}

/// `走了 2 户，共 6 户` of a staircase.
fn progress(trip: &Trip) -> String {
    let doors = || trip.floors.iter().flat_map(|floor| &floor.doors);
    let walked = doors().filter(|door| door.called).count();
    let total = doors().filter(|door| door.called || !door.skipped).count();
    t!("round-stairs", walked = walked, total = total)
}
