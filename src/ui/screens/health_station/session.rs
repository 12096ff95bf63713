use chuanmen_core::china_date;
use chuanmen_core::domain::{BookingState, HealthSession as Session, HealthSessionId};
use chuanmen_replica::api::{
    BookingRow, Command, HealthSessionQuery, HealthSessionRow, HealthSessionView,
};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Go, Heading, Icon, IconName, Notice, Rich, Section,
    Skeleton, Tag,
};
use crate::ui::hooks::{Sender, Shown, use_ask, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{booking_stand, health_service, session_seats, session_when, t};

/// One session: who is there, what it offers, and who booked of those this device holds.
#[component]
pub(crate) fn HealthSession(id: HealthSessionId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: HealthSessionId) -> Element {
    let title = t!("health-station");
    match use_ask(HealthSessionQuery { session: id }).shown() {
        Shown::Waiting => rsx! { Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 5 } } },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: HealthSessionView) -> Element {
    let today = china_date(use_now());
    let row = view.row.clone();
    let title = t!("health-station");
    let head = rsx! {
        Bar { sub: title.clone(),
            if view.editable {
                Go { to: Route::EditHealthSession { id: row.id }, class: "ib", label: t!("session-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    rsx! {
        Screen { title, head,
            Heading { class: "subject", Rich { text: session_when(&row, today) } }
            About { row: row.clone() }
            if row.cancelled {
                Notice { span { role: "status", {t!("session-is-cancelled")} } }
            }
            Bookings { rows: view.bookings, begun: view.begun && !row.cancelled }
        }
    }
}

#[component]
fn About(row: HealthSessionRow) -> Element {
    rsx! {
        Card { label: t!("session-about"),
            div { class: "there",
                if !row.place.is_empty() {
                    b { class: "l1", {row.place.clone()} }
                }
                if !row.doctors.is_empty() {
                    p { {t!("session-doctors-are", doctors = Session::joined(&row.doctors))} }
                }
                if !row.services.is_empty() {
                    div { class: "tags",
                        for service in row.services.iter() {
                            Tag { key: "{service}", text: health_service(service) }
                        }
                    }
                }
            }
            div { class: "due",
                span { class: "grow", Rich { text: session_seats(&row) } }
            }
        }
    }
}

#[component]
fn Bookings(rows: Vec<BookingRow>, begun: bool) -> Element {
    let sender = use_send();
    rsx! {
        Section { title: t!("bookings"),
            if rows.is_empty() {
                p { class: "sub under", {t!("bookings-empty")} }
            } else {
                if !begun {
                    p { class: "sub under", {t!("bookings-not-yet")} }
                }
                Card { label: t!("bookings"),
                    for row in rows {
                        Booking { key: "{row.id}", row, begun, sender }
                    }
                }
            }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}

#[component]
fn Booking(row: BookingRow, begun: bool, sender: Sender) -> Element {
    let snack = use_snack();
    let booking = row.id;
    let mark = move |state: BookingState| {
        sender.send(Command::MarkBooking { booking, state }, move |outcome| {
            snack.saved(t!("saved"), &outcome);
        });
    };
    let (tone, shape, text) = booking_stand(&row);
    let name = || row.name.clone();
    let stands = row.state != BookingState::Withdrawn;
    rsx! {
        div { class: "row rota",
            Go { to: Route::ResidentHealth { id: row.resident }, class: "grow",
                b { class: "l1", if row.name.is_empty() { {t!("booking-gone")} } else { {name()} } }
                span { class: "l2", {row.place.clone()} }
            }
            Tag { tone, shape, text }
            if begun && stands {
                Button {
                    look: ButtonLook::Soft,
                    label: t!("booking-came-of", name = name()),
                    disabled: sender.busy(),
                    onclick: move |_| mark(BookingState::Came),
                    {t!("booking-came")}
                }
                Button {
                    label: t!("booking-missed-of", name = name()),
                    disabled: sender.busy(),
                    onclick: move |_| mark(BookingState::Missed),
                    {t!("booking-missed")}
                }
                Go { to: Route::Measure { id: row.resident }, class: "btn", label: t!("measure-of", name = name()),
                    {t!("measure")}
                }
            } else if stands {
                Button {
                    label: t!("booking-withdraw-of", name = name()),
                    disabled: sender.busy(),
                    onclick: move |_| mark(BookingState::Withdrawn),
                    {t!("booking-withdraw")}
                }
            }
        }
    }
}
