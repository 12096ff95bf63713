mod typed;

use std::collections::BTreeSet;

use chuanmen_core::domain::{HouseholdId, ResidentId};
use chuanmen_replica::api::{Command, HouseholdQuery, ReplicaError, ResidentView};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Failure, Field, FieldKind, IconName, Section, Skeleton,
    Switch, TextArea,
};
use crate::ui::hooks::{Shown, use_ask, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use typed::Typed;

/// What is known of a resident, to be changed. Numbers stay masked: they are typed anew or left.
#[component]
pub(crate) fn EditResident(id: HouseholdId, resident: ResidentId) -> Element {
    rsx! {
        Loaded { key: "{resident}", id, resident }
    }
}

#[component]
fn Loaded(id: HouseholdId, resident: ResidentId) -> Element {
    match use_ask(HouseholdQuery { household: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("edit"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! { Missing { error } },
        Shown::Here(view) => match view.residents.into_iter().find(|one| one.id == resident) {
            Some(known) => rsx! { Form { id, known, care_tags: view.care_tags } },
            None => rsx! { Missing { error: ReplicaError::NotFound } },
        },
    }
}

#[component]
fn Missing(error: ReplicaError) -> Element {
    rsx! {
        Screen { title: t!("edit"), head: rsx! { Bar { task: true, title: t!("edit") } },
            Failure { error }
        }
    }
}

#[component]
fn Form(id: HouseholdId, known: ResidentView, care_tags: Vec<(String, String)>) -> Element {
    let navigator = use_navigator();
    let (sender, snack) = (use_send(), use_snack());
    let first = use_hook(|| Typed::of(&known));
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let changed = now != first;
    let title = t!("edit-whose", name = known.name.clone());
    let resident = known.id;
    // A tag of another version or community stays choosable while somebody has it.
    let known_codes: BTreeSet<&str> = care_tags.iter().map(|(code, _)| code.as_str()).collect();
    let strangers = known
        .tags
        .iter()
        .filter(|(code, _)| !known_codes.contains(code.as_str()))
        .cloned();
    let tags: Vec<(String, String)> = care_tags.iter().cloned().chain(strangers).collect();
    let chips: Vec<Chip> = tags
        .iter()
        .map(|(code, name)| Chip {
            text: name.clone(),
            chosen: now.tags.contains(code),
        })
        .collect();
    let dock = rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if changed { Some(IconName::Check) } else { None },
            disabled: !changed || sender.busy(),
            onclick: move |_| {
                let edit = typed.peek().changes_from(&first, resident);
                sender.send(Command::EditResident(edit), move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    if device::navigated() && navigator.can_go_back() {
                        navigator.go_back();
                    } else {
                        navigator.replace(Route::Household { id });
                    }
                });
            },
            if changed { {t!("edit-save")} } else { {t!("edit-nothing")} }
        }
    };
    rsx! {
        Screen {
            title: t!("edit"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("edit-name"),
                value: now.name,
                problem: sender.problem("name"),
                oninput: move |text| typed.write().name = text,
            }
            Field {
                id: "phone",
                label: t!("edit-phone"),
                kind: FieldKind::Phone,
                value: now.phone,
                hint: masked(known.phone.as_ref()),
                problem: sender.problem("phone"),
                oninput: move |text| typed.write().phone = text,
            }
            Field {
                id: "citizen-id",
                label: t!("edit-citizen-id"),
                value: now.citizen_id,
                hint: masked(known.citizen_id.as_ref()),
                problem: sender.problem("citizen_id"),
                oninput: move |text| typed.write().citizen_id = text,
            }
            if !chips.is_empty() {
                Section { title: t!("edit-tags"),
                    Chips {
                        label: t!("edit-tags"),
                        wrap: true,
                        chips,
                        onchoose: move |index: usize| {
                            if let Some((code, _)) = tags.get(index) {
                                typed.write().toggle(code);
                            }
                        },
                    }
                }
            }
            div { class: "switch-row",
                span { class: "grow", {t!("edit-family-doctor")} }
                Switch {
                    label: t!("edit-family-doctor"),
                    on: now.family_doctor,
                    onchange: move |on| typed.write().family_doctor = on,
                }
            }
            TextArea {
                id: "note",
                label: t!("edit-note"),
                value: now.note,
                rows: 2,
                problem: sender.problem("note"),
                oninput: move |text| typed.write().note = text,
            }
        }
    }
}

/// What a number is now, masked, and that leaving the field empty keeps it.
fn masked(number: Option<&(String, String)>) -> String {
    match number {
        Some((head, tail)) => t!("edit-now", head = head.as_str(), tail = tail.as_str()),
        None => t!("edit-none-yet"),
    }
}
