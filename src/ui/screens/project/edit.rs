use chuanmen_core::domain::ProjectId;
use chuanmen_replica::api::{Command, ProjectFormQuery, ProjectFormView};
use dioxus::prelude::*;

use super::form::Form;
use super::typed::Typed;
use crate::ui::components::{Failure, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new project.
#[component]
pub(crate) fn AddProject() -> Element {
    rsx! {
        Loaded {}
    }
}

/// A project, to be changed.
#[component]
pub(crate) fn EditProject(id: ProjectId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(#[props(default)] id: Option<ProjectId>) -> Element {
    let title = match id {
        Some(_) => t!("project-edit"),
        None => t!("project-add"),
    };
    let asked = use_ask(ProjectFormQuery { project: id });
    match asked.shown() {
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, Failure { error } }
        },
        Shown::Here(view) if asked.fresh() => rsx! { Typing { id, title, view } },
        Shown::Here(_) | Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
    }
}

#[component]
fn Typing(id: Option<ProjectId>, title: String, view: ProjectFormView) -> Element {
    let home = match id {
        Some(id) => Route::Project { id },
        None => Route::Lists {
            tab: "projects".to_owned(),
        },
    };
    let (sender, snack, leave) = (use_send(), use_snack(), use_leave_to(home));
    let first = use_hook(|| view.known.as_ref().map(Typed::of).unwrap_or_default());
    let typed = use_signal(|| first.clone());
    let now = typed.read();
    let problem = if now.name.trim().is_empty() {
        Some(t!("campaign-fill"))
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
                sender.send(Command::SaveProject { project: id, form }, move |outcome| {
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
            Form { typed, view, sender }
        }
    }
}
