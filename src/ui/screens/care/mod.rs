use chuanmen_core::china_date;
use chuanmen_replica::api::{CareList, CareQuery, Trip};
use dioxus::prelude::*;

use super::today::{TripLine, title};
use crate::ui::components::{Card, Climb, Empty, Failure, Go, LongList, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Households that somebody looks after, by building: those not met this month, or the old.
#[component]
pub(crate) fn Care(list: String) -> Element {
    let list = CareList::from_word(&list);
    rsx! {
        Listed { key: "{list.word()}", list }
    }
}

#[component]
fn Listed(list: CareList) -> Element {
    let (heading, nothing) = match list {
        CareList::Unseen => (t!("care-unseen"), t!("care-unseen-none")),
        CareList::Elders => (t!("care-elders"), t!("care-elders-none")),
    };
    let shown = use_ask(CareQuery { list }).shown();
    let doors: u32 = match &shown {
        Shown::Here(trips) => trips.iter().map(|trip| trip.doors).sum(),
        _ => 0,
    };
    let sub = if doors > 0 {
        t!("doors", count = doors)
    } else {
        String::new()
    };
    rsx! {
        Screen {
            title: heading.clone(),
            head: rsx! { Bar { title: heading, sub } },
            keep: "care",
            match shown {
                Shown::Waiting => rsx! { Skeleton { rows: 8 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(trips) if trips.is_empty() => rsx! {
                    Empty { so: nothing,
                        Go { to: Route::Today {}, class: "btn", {t!("tab-today")} }
                    }
                },
                Shown::Here(trips) => rsx! { Trips { trips, list } },
            }
        }
    }
}

#[component]
fn Trips(trips: Vec<Trip>, list: CareList) -> Element {
    let today = china_date(use_now());
    rsx! {
        LongList { keep: "care", count: trips.len(), row: move |index: usize| {
            let trip = trips[index].clone();
            rsx! {
                Card { label: title(&trip),
                    TripLine { trip: trip.clone(), aside: t!("doors", count = trip.doors) }
                    Climb { floors: trip.floors, today, apart: list == CareList::Unseen }
                }
            }
        } }
    }
}
