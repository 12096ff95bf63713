use chuanmen_core::domain::PostId;
use chuanmen_replica::api::{Command, PostQuery, PostView};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new post or activity.
#[component]
pub(crate) fn AddPost() -> Element {
    rsx! {
        Typing { title: t!("post-add") }
    }
}

/// A post or activity, to be changed or cancelled.
#[component]
pub(crate) fn EditPost(id: PostId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: PostId) -> Element {
    let title = t!("post-edit");
    let asked = use_ask(PostQuery { post: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if asked.fresh() => rsx! { Typing { title, view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn Typing(title: String, #[props(default)] view: Option<PostView>) -> Element {
    let id = view.as_ref().map(|view| view.row.id);
    let home = match id {
        Some(id) => Route::Post { id },
        None => Route::Posts {},
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| view.as_ref().map(Typed::of));
    let typed = use_signal(|| first.clone().unwrap_or_else(Typed::new));
    let now = typed.read();
    let problem = if now.title.trim().is_empty() {
        Some(t!("post-fill"))
    } else if now.on.is_empty() || now.from.is_empty() || now.to.is_empty() {
        Some(t!("post-fill-day"))
    } else if now.seats.trim().is_empty() {
        Some(t!("post-fill-seats"))
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
                sender.send(Command::SavePost { post: id, form }, move |outcome| {
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
