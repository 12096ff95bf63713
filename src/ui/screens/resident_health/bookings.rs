use chuanmen_core::domain::{BookingState, HealthSession, ResidentId};
use chuanmen_replica::api::{BookingRow, Command, HealthSessionRow};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Rich, Section, Shape, Tag, TagTone,
};
use crate::ui::hooks::{Sender, use_send, use_snack};
use crate::ui::text::{booking_stand, day, session_seats, session_when, t};

/// So many sessions to come are offered.
const OFFERED: usize = 4;

/// What they booked, and what they can book.
#[component]
pub(super) fn Bookings(
    resident: ResidentId,
    rows: Vec<BookingRow>,
    sessions: Vec<HealthSessionRow>,
    today: Date,
) -> Element {
    let sender = use_send();
    let offered: Vec<_> = sessions.into_iter().take(OFFERED).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| row.state != BookingState::Withdrawn)
        .collect();
    rsx! {
        Section { title: t!("bookings"),
            if rows.is_empty() && offered.is_empty() {
                p { class: "sub under", {t!("bookings-none")} }
            }
            if !rows.is_empty() {
                Card { label: t!("bookings"),
                    for row in rows {
                        Booked { key: "{row.id}", row, today, sender }
                    }
                }
            }
            if !offered.is_empty() {
                Card { label: t!("sessions-ahead"),
                    for session in offered {
                        Offered { key: "{session.id}", resident, session, today, sender }
                    }
                }
            }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}

#[component]
fn Booked(row: BookingRow, today: Date, sender: Sender) -> Element {
    let snack = use_snack();
    let (tone, shape, text) = booking_stand(&row);
    let booking = row.id;
    let when = row
        .on
        .map_or_else(|| t!("booking-session-gone"), |on| day(on, today));
    let ahead = row.on.is_some_and(|on| on >= today) && row.state == BookingState::Booked;
    rsx! {
        div { class: "row rota",
            b { class: "grow l1", {when.clone()} }
            if row.pending {
                Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("not-sent-yet") }
            } else {
                Tag { tone, shape, text }
            }
            if ahead {
                Button {
                    label: t!("booking-withdraw-of", name = when),
                    disabled: sender.busy(),
                    onclick: move |_| {
                        let state = BookingState::Withdrawn;
                        sender.send(Command::MarkBooking { booking, state }, move |outcome| {
                            snack.saved(t!("saved"), &outcome);
                        });
                    },
                    {t!("booking-withdraw")}
                }
            }
        }
    }
}

#[component]
fn Offered(
    resident: ResidentId,
    session: HealthSessionRow,
    today: Date,
    sender: Sender,
) -> Element {
    let snack = use_snack();
    let id = session.id;
    let when = session_when(&session, today);
    let full = session.seats.is_some_and(|seats| session.booked >= seats);
    let doctors = HealthSession::joined(&session.doctors);
    let about = [doctors, session_seats(&session)];
    let about: Vec<_> = about.into_iter().filter(|it| !it.is_empty()).collect();
    rsx! {
        div { class: "row rota",
            span { class: "grow",
                b { class: "l1", Rich { text: when.clone() } }
                span { class: "l2 flow", Rich { text: about.join(" · ") } }
            }
            Button {
                look: ButtonLook::Soft,
                label: t!("book-of", when = when),
                disabled: sender.busy(),
                onclick: move |_| {
                    sender.send(Command::Book { session: id, resident }, move |outcome| {
                        snack.saved(t!("saved"), &outcome);
                    });
                },
                if full { {t!("book-waiting")} } else { {t!("book")} }
            }
        }
    }
}
