//! One resource: what it is, whom to ask, and which projects use it.

mod edit;
mod form;
mod typed;

use chuanmen_core::china_date;
use chuanmen_core::domain::{ResourceId, Role};
use chuanmen_replica::api::{Command, ResourceForm, ResourceQuery, ResourceView};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Failure, Go, Heading, Icon, IconName, Notice, NoticeTone, Section,
    Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, resource_kind, t};

pub(crate) use edit::{AddResource, EditResource};

/// The screen.
#[component]
pub(crate) fn Resource(id: ResourceId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: ResourceId) -> Element {
    let title = t!("resource");
    match use_ask(ResourceQuery { resource: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title, head: rsx! { Bar {} }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: title.clone(), head: rsx! { Bar { title } }, Failure { error } }
        },
        Shown::Here(view) => rsx! { One { view } },
    }
}

#[component]
fn One(view: ResourceView) -> Element {
    let today = china_date(use_now());
    let row = view.row.clone();
    let head = rsx! {
        Bar { sub: resource_kind(&row.kind),
            if view.may_change {
                Go { to: Route::EditResource { id: row.id }, class: "ib", label: t!("resource-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    let until = row.until.map(|until| day(until, today)).unwrap_or_default();
    let lines = [
        (t!("resource-owner"), row.owner.clone()),
        (t!("resource-amount"), row.amount.clone()),
        (t!("resource-hours"), row.hours.clone()),
        (t!("resource-contact"), view.contact.clone()),
        (t!("resource-until"), until),
        (t!("edit-note"), view.note.clone()),
    ];
    let takes = row.offered
        && view.may_change
        && use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    rsx! {
        Screen { title: t!("resource"), head, dock: takes.then(|| rsx! { TakeUp { id: row.id } }),
            Heading { class: "subject", {row.name.clone()} }
            if !row.available {
                Notice { p { {t!("resource-gone-why")} } }
            } else if row.offered {
                Notice { tone: NoticeTone::Pending, p { {t!("resource-offered-why")} } }
            }
            Card {
                for (name , said) in lines.into_iter().filter(|(_, said)| !said.is_empty()) {
                    div { key: "{name}", class: "set",
                        span { class: "sub grow", {name} }
                        span { {said} }
                    }
                }
            }
            if !view.projects.is_empty() {
                Section { title: t!("resource-used"),
                    Card {
                        for project in view.projects {
                            Go { key: "{project.id}", class: "set", to: Route::Project { id: project.id },
                                Icon { name: IconName::Swap }
                                span { class: "grow", {project.name} }
                                Icon { name: IconName::Chevron }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Takes up what a grid's people offered.
#[component]
fn TakeUp(id: ResourceId) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: IconName::Check,
            disabled: sender.busy(),
            onclick: move |_| {
                let form = ResourceForm {
                    listed: Some(true),
                    ..ResourceForm::default()
                };
                sender.send(Command::SaveResource { resource: Some(id), form }, move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                });
            },
            {t!("resource-take-up")}
        }
    }
}
