use chuanmen_core::domain::HealthSessionId;
use chuanmen_replica::api::{Command, HealthSessionQuery, HealthSessionRow};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new session, or one a week for several weeks.
#[component]
pub(crate) fn AddHealthSession() -> Element {
    rsx! {
        Typing { title: t!("session-add") }
    }
}

/// A session, to be changed or cancelled.
#[component]
pub(crate) fn EditHealthSession(id: HealthSessionId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: HealthSessionId) -> Element {
    let title = t!("session-edit");
    let asked = use_ask(HealthSessionQuery { session: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if asked.fresh() => rsx! { Typing { title, row: view.row } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn Typing(title: String, #[props(default)] row: Option<HealthSessionRow>) -> Element {
    let id = row.as_ref().map(|row| row.id);
    let home = match id {
        Some(id) => Route::HealthSession { id },
        None => Route::HealthStation {},
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| row.as_ref().map(Typed::of));
    let typed = use_signal(|| first.clone().unwrap_or_else(Typed::new));
    let now = typed.read();
    let problem = if now.on.is_empty() || now.from.is_empty() || now.to.is_empty() {
        Some(t!("post-fill-day"))
    } else if first.as_ref() == Some(&*now) {
        Some(t!("edit-nothing"))
    } else {
        None
    };
    drop(now);
    let ready = problem.is_none();
    let save = match id {
        Some(_) => t!("edit-save"),
        None => t!("post-save"),
    };
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label: problem.unwrap_or(save),
            onsave: move |()| {
                let form = typed.peek().changes_from(first.as_ref());
                sender.send(Command::SaveHealthSession { session: id, form }, move |outcome| {
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
            Form { typed, known: id.is_some(), sender }
        }
    }
}
