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
use chuanmen_replica::api::{Command, ReplicaError, ResidentHealthQuery, ResidentHealthView};
use dioxus::prelude::*;

use crate::ui::components::{
    Empty, Failure, Go, Heading, HowTo, Icon, IconName, Notice, NoticeTone, Rich, Skeleton, Topic,
};
use crate::ui::hooks::{Shown, use_ask, use_live};
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

/// Nothing of it shows before it is noted that somebody looks.
#[component]
fn Loaded(id: ResidentId) -> Element {
    let live = use_live();
    let noted = use_resource(move || {
        let live = live.clone();
        async move { live.door.send(Command::LookAtHealth { resident: id }).await }
    });
    match noted.cloned() {
        None => rsx! { Waiting {} },
        Some(Err(error)) => rsx! { Failed { error } },
        Some(Ok(_)) => rsx! { Noted { id } },
    }
}

#[component]
fn Noted(id: ResidentId) -> Element {
    match use_ask(ResidentHealthQuery { resident: id }).shown() {
        Shown::Waiting => rsx! { Waiting {} },
        Shown::Failed(error) => rsx! { Failed { error } },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn Waiting() -> Element {
    rsx! {
        Screen { title: t!("health"), head: rsx! { Bar {} }, Skeleton { rows: 6 } }
    }
}

#[component]
fn Failed(error: ReplicaError) -> Element {
    let title = t!("health");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
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
                Empty { so: t!("measurements-empty"), advice: t!("measurements-empty-next"),
                    HowTo { topic: Topic::Health }
                }
            }
            Trends { rows: view.measurements.clone() }
            Measurements { rows: view.measurements.clone() }
            Bookings { resident: view.id, rows: view.bookings.clone(), sessions: view.sessions.clone(), today: view.today }
            Signings { resident: view.id, rows: view.signings.clone(), today: view.today }
        }
    }
}
