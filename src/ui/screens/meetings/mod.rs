//! 联席会议: the joint meetings of the five parties, those that wait for something first.

use chuanmen_core::china_date;
use chuanmen_core::domain::{Meeting, MeetingState, Role};
use chuanmen_replica::api::{MeetingRow, MeetingsQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Go, Icon, IconName, Row, Shape, Skeleton, Tag, TagTone,
};
use crate::ui::hooks::{Shown, supervises, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::screens::NotFound;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, meeting_state, t};

/// The screen.
#[component]
pub(crate) fn Meetings() -> Element {
    let asked = use_ask(MeetingsQuery {});
    let Some(me) = use_me() else { return rsx! {} };
    if !supervises(&me.role) {
        return rsx! { NotFound { segments: Vec::new() } };
    }
    let title = t!("meetings");
    let dock = (me.role == Role::CommunitySupervisor).then(|| {
        rsx! {
            Go { to: Route::AddMeeting {}, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("meeting-add")}
            }
        }
    });
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } }, dock, keep: "meetings",
            match asked.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) if rows.is_empty() => rsx! {
                    Empty { so: t!("meetings-empty"), advice: t!("meetings-empty-next") }
                },
                Shown::Here(rows) => rsx! {
                    Card { label: t!("meetings"),
                        for row in rows {
                            Line { key: "{row.id}", row }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Line(row: MeetingRow) -> Element {
    let on = day(row.on, china_date(use_now()));
    let time = row.time.map(Meeting::clock).unwrap_or_default();
    let items = t!("meeting-items", count = row.items);
    let second = [time, row.venue.clone(), items];
    let second: Vec<_> = second.into_iter().filter(|said| !said.is_empty()).collect();
    rsx! {
        Row {
            to: Route::Meeting { id: row.id },
            lead: rsx! { Icon { name: IconName::Calendar } },
            title: t!("meeting-of", day = on),
            strong: true,
            second: second.join(" · "),
            trail: rsx! { StateTag { state: row.state, pending: row.pending } },
        }
    }
}

/// How far a meeting is.
#[component]
pub(super) fn StateTag(state: MeetingState, #[props(default)] pending: bool) -> Element {
    let text = meeting_state(&state);
    match (pending, state) {
        (true, _) => rsx! {
            Tag { tone: TagTone::Pending, icon: IconName::CloudWaiting, text: t!("waiting") }
        },
        (_, MeetingState::Held) => {
            rsx! { Tag { tone: TagTone::Pending, shape: Shape::Half, text } }
        }
        (_, MeetingState::Closed) => rsx! { Tag { tone: TagTone::Done, shape: Shape::Done, text } },
        _ => rsx! { Tag { text } },
    }
}
