//! 健康加油站: when doctors come, who booked, and whose contract with a family doctor lapses.

mod edit;
mod form;
mod lapsing;
mod session;
mod typed;

use chuanmen_core::china_date;
use chuanmen_core::domain::{HealthSession as Session, Role};
use chuanmen_replica::api::{HealthSessionRow, HealthSessionsQuery, HealthSessionsView};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Go, HowTo, Icon, IconName, Rich, Section, SetLine, Shape, Skeleton, Tag,
    TagTone, Topic,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{session_seats, session_when, t};

pub(crate) use edit::{AddHealthSession, EditHealthSession};
pub(crate) use lapsing::LapsingSignings;
pub(crate) use session::HealthSession;

/// The screen.
#[component]
pub(crate) fn HealthStation() -> Element {
    let makes = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let dock = makes.then(|| {
        rsx! {
            Go { to: Route::AddHealthSession {}, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("session-add")}
            }
        }
    });
    let title = t!("health-station");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } }, dock, keep: "health",
            match use_ask(HealthSessionsQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! { Groups { view, makes } },
            }
        }
    }
}

#[component]
fn Groups(view: HealthSessionsView, makes: bool) -> Element {
    let (ahead, over) = view.rows.split_at(view.ahead.min(view.rows.len()));
    let groups = [
        (t!("sessions-ahead"), ahead.to_vec()),
        (t!("sessions-over"), over.to_vec()),
    ];
    rsx! {
        if view.lapsing > 0 {
            Card {
                SetLine {
                    to: Route::LapsingSignings {},
                    icon: IconName::Doctor,
                    words: t!("signings-lapsing"),
                    about: t!("signings-lapsing-count", count = view.lapsing),
                }
            }
        }
        if view.rows.is_empty() {
            Empty {
                so: t!("sessions-empty"),
                advice: if makes { t!("sessions-empty-make") } else { t!("sessions-empty-wait") },
                HowTo { topic: Topic::Health }
            }
        }
        for (title , rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { key: "{title}", title,
                Card {
                    for row in rows {
                        Line { key: "{row.id}", row }
                    }
                }
            }
        }
    }
}

#[component]
fn Line(row: HealthSessionRow) -> Element {
    let today = china_date(use_now());
    let doctors = (!row.doctors.is_empty()).then(|| Session::joined(&row.doctors));
    let place = Some(row.place.clone()).filter(|place| !place.is_empty());
    let seats = (!row.cancelled).then(|| session_seats(&row));
    let about: Vec<_> = [doctors, place, seats].into_iter().flatten().collect();
    rsx! {
        Go { to: Route::HealthSession { id: row.id }, class: "row",
            span { class: "grow",
                b { class: "l1", Rich { text: session_when(&row, today) } }
                span { class: "l2 flow", Rich { text: about.join(" · ") } }
            }
            if row.cancelled {
                Tag { shape: Shape::Vacant, text: t!("session-cancelled") }
            } else if row.pending {
                Tag { tone: TagTone::Pending, shape: Shape::Due, text: t!("not-sent-yet") }
            }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}
