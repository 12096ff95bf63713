//! A resident's health, where this device holds it: what was measured and how it went, bookings,
//! the contract with a family doctor.

mod bookings;
mod ending;
mod measure;
mod measurements;
mod sign;
mod signings;
mod trend;

use chuanmen_core::domain::ResidentId;
use chuanmen_replica::api::{ResidentHealthQuery, ResidentHealthView};
use dioxus::prelude::*;

use crate::ui::components::{
    Empty, Failure, Go, Heading, Icon, IconName, Notice, NoticeTone, Rich, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{advice, advice_about, reading, t};

use bookings::Bookings;
use measurements::Measurements;
use signings::Signings;
use trend::Trends;

pub(crate) use measure::Measure;
pub(crate) use sign::SignDoctor;

/// The screen.
#[component]
pub(crate) fn ResidentHealth(id: ResidentId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: ResidentId) -> Element {
    let title = t!("health");
    match use_ask(ResidentHealthQuery { resident: id }).shown() {
        Shown::Waiting => rsx! { Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 6 } } },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: ResidentHealthView) -> Element {
    let dock = rsx! {
        Go { to: Route::Measure { id: view.id }, class: "btn pri big",
            Icon { name: IconName::Plus }
            {t!("measure-long")}
        }
    };
    let mut counted = view.measurements.iter();
    let last = counted.find(|row| row.withdrawn.is_none());
    rsx! {
        // The window's title goes into the browser's history: no name in it.
        Screen { title: t!("health"), head: rsx! { Bar { sub: t!("health") } }, dock,
            Heading { class: "subject", {view.name.clone()} }
            p { class: "sub under", {view.place.clone()} }
            if let Some(last) = last {
                Notice { tone: if advice(last.advice).is_some() { NoticeTone::Pending } else { NoticeTone::Plain },
                    p { b { Rich { text: t!("reading-last", reading = reading(&last.reading)) } } }
                    p { {advice_about(last.advice)} }
                }
            } else {
                Empty { so: t!("measurements-empty"), advice: t!("measurements-empty-next") }
            }
            Trends { rows: view.measurements.clone(), today: view.today }
            Measurements { rows: view.measurements.clone() }
            Bookings { resident: view.id, rows: view.bookings.clone(), sessions: view.sessions.clone(), today: view.today }
            Signings { resident: view.id, rows: view.signings.clone(), today: view.today }
        }
    }
}
