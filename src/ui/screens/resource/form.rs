use chuanmen_core::domain::ResourceKind;
use chuanmen_replica::api::OrganisationsQuery;
use dioxus::prelude::*;

use super::typed::Typed;
use crate::ui::components::{Chip, Chips, Field, FieldKind, OnOff, Section, Select, TextArea};
use crate::ui::hooks::{Sender, use_ask};
use crate::ui::text::{resource_kind, t};

/// What a resource is, to be filled in.
#[component]
pub(super) fn Form(mut typed: Signal<Typed>, known: bool, sender: Sender) -> Element {
    let now = typed.cloned();
    let chip = |kind: &ResourceKind| Chip {
        text: resource_kind(kind),
        chosen: now.kind.as_ref() == Some(kind),
    };
    rsx! {
        Field {
            id: "name",
            label: t!("resource-name"),
            value: now.name.clone(),
            placeholder: t!("resource-name-example"),
            problem: sender.problem("name"),
            oninput: move |text| {
                sender.clear();
                typed.write().name = text;
            },
        }
        Section { title: t!("resource-kind"),
            Chips {
                label: t!("resource-kind"),
                wrap: true,
                chips: ResourceKind::KNOWN.iter().map(chip).collect::<Vec<_>>(),
                onchoose: move |index: usize| typed.write().kind = ResourceKind::KNOWN.get(index).cloned(),
            }
        }
        Whose { typed, sender }
        Field {
            id: "amount",
            label: t!("resource-amount"),
            value: now.amount.clone(),
            problem: sender.problem("amount"),
            oninput: move |text| {
                sender.clear();
                typed.write().amount = text;
            },
        }
        Field {
            id: "hours",
            label: t!("resource-hours"),
            value: now.hours.clone(),
            problem: sender.problem("hours"),
            oninput: move |text| {
                sender.clear();
                typed.write().hours = text;
            },
        }
        Field {
            id: "contact",
            label: t!("resource-contact"),
            value: now.contact.clone(),
            hint: t!("resource-contact-hint"),
            problem: sender.problem("contact"),
            oninput: move |text| {
                sender.clear();
                typed.write().contact = text;
            },
        }
        Field {
            id: "until",
            label: t!("resource-until"),
            kind: FieldKind::Date,
            value: now.until.clone(),
            problem: sender.problem("until"),
            oninput: move |text| {
                sender.clear();
                typed.write().until = text;
            },
        }
        TextArea {
            id: "note",
            label: t!("edit-note"),
            value: now.note.clone(),
            rows: 2,
            problem: sender.problem("note"),
            oninput: move |text| {
                sender.clear();
                typed.write().note = text;
            },
        }
        if known {
            OnOff {
                label: t!("resource-retire"),
                on: now.retired,
                onchange: move |on| typed.write().retired = on,
            }
        }
    }
}

/// An organisation that is recorded, or whoever is called so.
#[component]
fn Whose(mut typed: Signal<Typed>, sender: Sender) -> Element {
    let now = typed.cloned();
    let rows = use_ask(OrganisationsQuery {
        text: String::new(),
    })
    .view();
    let rows = rows.unwrap_or_default();
    let choices: Vec<_> = rows
        .iter()
        .map(|row| (row.id.to_string(), row.name.clone()))
        .collect();
    rsx! {
        if !choices.is_empty() {
            Select {
                id: "organisation",
                label: t!("resource-organisation"),
                value: now.organisation.map(|id| id.to_string()).unwrap_or_default(),
                none: t!("resource-no-organisation"),
                groups: vec![(t!("resource-organisation"), choices)],
                onchoose: move |id: String| {
                    sender.clear();
                    typed.write().organisation = id.parse().ok();
                },
            }
        }
        if now.organisation.is_none() {
            Field {
                id: "owner",
                label: t!("resource-owner"),
                value: now.owner.clone(),
                placeholder: t!("resource-owner-example"),
                problem: sender.problem("owner"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().owner = text;
                },
            }
        }
    }
}
