use chuanmen_core::domain::{Meeting, MeetingId};
use chuanmen_replica::api::{Command, MeetingForm, MeetingQuery, MeetingView};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Field, FieldKind, Skeleton};
use crate::ui::hooks::{Sender, Shown, use_ask, use_leave_to, use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The form as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    /// As the browser's date field says it.
    on: String,
    time: String,
    venue: String,
    chair: String,
}

impl Typed {
    fn of(view: &MeetingView) -> Self {
        Self {
            on: view.row.on.to_string(),
            time: view.row.time.map(Meeting::clock).unwrap_or_default(),
            venue: view.row.venue.clone(),
            chair: view.chair.clone(),
        }
    }

    fn changes_from(&self, first: &Self) -> MeetingForm {
        let changed = |now: &String, before: &String| (now != before).then(|| now.clone());
        MeetingForm {
            on: changed(&self.on, &first.on).and_then(|on| on.parse().ok()),
            time: changed(&self.time, &first.time),
            venue: changed(&self.venue, &first.venue),
            chair: changed(&self.chair, &first.chair),
            ..MeetingForm::default()
        }
    }
}

/// A new meeting.
#[component]
pub(crate) fn AddMeeting() -> Element {
    let Some(me) = use_me() else { return rsx! {} };
    let first = Typed {
        chair: me.name,
        ..Typed::default()
    };
    rsx! {
        Typing { title: t!("meeting-add"), first }
    }
}

/// A meeting, to be changed.
#[component]
pub(crate) fn EditMeeting(id: MeetingId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: MeetingId) -> Element {
    let title = t!("meeting-edit");
    let asked = use_ask(MeetingQuery { meeting: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if asked.fresh() => {
            rsx! { Typing { id, title, first: Typed::of(&view) } }
        }
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 4 } }
        },
    }
}

#[component]
fn Typing(#[props(default)] id: Option<MeetingId>, title: String, first: Typed) -> Element {
    let home = match id {
        Some(id) => Route::Meeting { id },
        None => Route::Meetings {},
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| first);
    let typed = use_signal(|| first.clone());
    let problem = if typed.read().on.is_empty() {
        Some(t!("meeting-day-first"))
    } else if id.is_some() && *typed.read() == first {
        Some(t!("edit-nothing"))
    } else {
        None
    };
    let ready = problem.is_none();
    let before = id.map_or_else(Typed::default, |_| first.clone());
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label: problem.unwrap_or(t!("edit-save")),
            onsave: move |()| {
                let form = typed.peek().changes_from(&before);
                sender.send(Command::SaveMeeting { meeting: id, form }, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title: title.clone(),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Form { typed, sender }
        }
    }
}

#[component]
fn Form(mut typed: Signal<Typed>, sender: Sender) -> Element {
    let now = typed.cloned();
    let mut put = move |change: &dyn Fn(&mut Typed)| {
        sender.clear();
        change(&mut typed.write());
    };
    rsx! {
        Field {
            id: "on",
            label: t!("meeting-day"),
            kind: FieldKind::Date,
            value: now.on,
            problem: sender.problem("on"),
            oninput: move |text: String| put(&|typed| typed.on.clone_from(&text)),
        }
        Field {
            id: "time",
            label: t!("meeting-time"),
            placeholder: "14:30",
            value: now.time,
            problem: sender.problem("time"),
            oninput: move |text: String| put(&|typed| typed.time.clone_from(&text)),
        }
        Field {
            id: "venue",
            label: t!("meeting-venue"),
            placeholder: t!("meeting-venue-example"),
            value: now.venue,
            problem: sender.problem("venue"),
            oninput: move |text: String| put(&|typed| typed.venue.clone_from(&text)),
        }
        Field {
            id: "chair",
            label: t!("meeting-chair"),
            value: now.chair,
            problem: sender.problem("chair"),
            oninput: move |text: String| put(&|typed| typed.chair.clone_from(&text)),
        }
    }
}
