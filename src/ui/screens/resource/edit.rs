use chuanmen_core::domain::{ResourceId, Role};
use chuanmen_replica::api::{Command, ResourceQuery, ResourceView};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_me, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new resource.
#[component]
pub(crate) fn AddResource() -> Element {
    let supervises = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let title = if supervises {
        t!("resource-add")
    } else {
        t!("resource-offer")
    };
    rsx! {
        Typing { title }
    }
}

/// A resource, to be changed.
#[component]
pub(crate) fn EditResource(id: ResourceId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: ResourceId) -> Element {
    let title = t!("resource-edit");
    let asked = use_ask(ResourceQuery { resource: id });
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
fn Typing(title: String, #[props(default)] view: Option<ResourceView>) -> Element {
    let id = view.as_ref().map(|view| view.row.id);
    let home = match id {
        Some(id) => Route::Resource { id },
        None => Route::Lists {
            tab: "resources".to_owned(),
        },
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| view.as_ref().map(Typed::of).unwrap_or_default());
    let typed = use_signal(|| first.clone());
    let now = typed.read();
    let problem = if now.name.trim().is_empty() {
        Some(t!("campaign-fill"))
    } else if now.kind.is_none() {
        Some(t!("resource-fill-kind"))
    } else if !now.is_owned() {
        Some(t!("resource-fill-owner"))
    } else if *now == first {
        Some(t!("edit-nothing"))
    } else {
        None
    };
    drop(now);
    let ready = problem.is_none();
    let dock = rsx! {
        SaveDock {
            sender,
            ready,
            label: problem.unwrap_or(t!("edit-save")),
            onsave: move |()| {
                let form = typed.peek().changes_from(&first);
                sender.send(Command::SaveResource { resource: id, form }, move |outcome| {
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
