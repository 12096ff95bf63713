use chuanmen_replica::api::{Command, OrganisationView};
use dioxus::prelude::*;

use crate::ui::components::{Button, Card, IconName, NeedLine, Section};
use crate::ui::hooks::use_send;
use crate::ui::screens::entries::{NeedEntry, SaveEntry, new_need};
use crate::ui::text::t;

/// What it asks for that is not finished, and a way to add to it.
#[component]
pub(super) fn Needs(view: OrganisationView) -> Element {
    let mut adding = use_signal(|| false);
    let count = view.needs.len();
    rsx! {
        Section {
            title: t!("matters"),
            aside: if count > 0 { t!("matters-needs", count = count) } else { String::new() },
            if count > 0 {
                Card {
                    for need in view.needs.clone() {
                        NeedLine { key: "{need.id}", need, at_home: true }
                    }
                }
            } else if !adding() {
                p { class: "sub", {t!("organisation-no-needs")} }
            }
            if adding() {
                Add { view, ondone: move |()| adding.set(false) }
            } else {
                div { class: "add-one",
                    Button { icon: IconName::Plus, onclick: move |_| adding.set(true), {t!("need-add")} }
                }
            }
        }
    }
}

#[component]
fn Add(view: OrganisationView, ondone: EventHandler<()>) -> Element {
    let sender = use_send();
    let mut need = use_signal(|| new_need(&view.categories));
    let empty = need.read().text.trim().is_empty();
    rsx! {
        NeedEntry {
            number: 0,
            need: need.cloned(),
            categories: view.categories,
            sender,
            onchange: move |next| need.set(next),
            onremove: move |()| ondone.call(()),
        }
        SaveEntry {
            sender,
            empty,
            label: if empty { t!("need-fill") } else { t!("need-save") },
            command: Command::RaiseOrganisationNeed { organisation: view.id, need: need.cloned() },
            ondone,
        }
    }
}
