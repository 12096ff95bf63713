use chuanmen_core::domain::{CareTagId, Kind};
use chuanmen_replica::api::{CareTagForm, CareTagRow, Command, EveryForm};
use dioxus::prelude::*;

use super::Opened;
use super::changes::Changes;
use super::dock::EntryDock;
use super::every::EveryField;
use super::line::Retire;
use crate::ui::components::{Field, FieldKind, OnOff};
use crate::ui::hooks::use_send;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new care tag.
#[component]
pub(crate) fn NewCareTag() -> Element {
    rsx! {
        Opened { title: t!("care-tag-add"), form: |_| Some(rsx! { Form {} }) }
    }
}

/// A care tag that is there.
#[component]
pub(crate) fn EditCareTag(id: CareTagId) -> Element {
    rsx! {
        Opened {
            key: "{id}",
            title: t!("care-tag"),
            form: move |view: chuanmen_replica::api::CatalogueView| {
                let row = view.tags.into_iter().find(|row| row.id == id)?;
                Some(rsx! { Form { row } })
            },
        }
    }
}

fn form_of(row: Option<&CareTagRow>) -> CareTagForm {
    match row {
        Some(row) => CareTagForm {
            name: row.name.clone(),
            weight: row.weight.to_string(),
            restricted: row.restricted,
            every: EveryForm::of(row.every),
        },
        None => CareTagForm {
            weight: "3".to_owned(),
            ..CareTagForm::default()
        },
    }
}

#[component]
fn Form(row: Option<CareTagRow>) -> Element {
    let sender = use_send();
    let first = use_hook(|| form_of(row.as_ref()));
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let nameless = now.name.trim().is_empty();
    let (title, id) = match &row {
        Some(row) => (t!("question-edit", name = row.name.as_str()), Some(row.id)),
        None => (t!("care-tag-add"), None),
    };
    let missing = nameless.then(|| t!("catalogue-fill-name"));
    let dock = rsx! {
        EntryDock {
            sender,
            missing,
            changed: now != first,
            command: Command::SaveCareTag { tag: id, form: now.clone() },
            home: Route::CareTags {},
        }
    };
    rsx! {
        Screen {
            title: t!("care-tag"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("catalogue-name"),
                placeholder: t!("care-tag-example"),
                value: now.name,
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().name = text;
                },
            }
            EveryField {
                value: now.every,
                hint: t!("every-hint"),
                problem: sender.problem("every"),
                onchange: move |every| {
                    sender.clear();
                    typed.write().every = every;
                },
            }
            Field {
                id: "weight",
                label: t!("care-tag-weight"),
                kind: FieldKind::Count,
                value: now.weight,
                hint: t!("care-tag-weight-hint"),
                problem: sender.problem("weight"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().weight = text;
                },
            }
            OnOff {
                label: t!("care-tag-restricted"),
                on: now.restricted,
                onchange: move |on| typed.write().restricted = on,
            }
            p { class: "cap", {t!("care-tag-restricted-what")} }
            if let Some(row) = row {
                Retire {
                    kind: Kind::CareTag,
                    id: row.id.into(),
                    retired: row.retired,
                    what: t!("care-tag-retire-what"),
                    home: Route::CareTags {},
                    sender,
                }
                Changes { records: [row.id.into()].into_iter().chain(row.rules).collect::<Vec<_>>() }
            }
        }
    }
}
