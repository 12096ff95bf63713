use chuanmen_core::domain::{Kind, NeedCategoryId, Party};
use chuanmen_replica::api::{CatalogueView, Command, NeedCategoryForm, NeedCategoryRow};
use dioxus::prelude::*;

use super::Opened;
use super::changes::Changes;
use super::dock::EntryDock;
use super::line::Retire;
use crate::ui::components::{Field, FieldKind, Segment, Select};
use crate::ui::hooks::use_send;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{party_name, t};

/// A new category of needs.
#[component]
pub(crate) fn NewNeedCategory() -> Element {
    rsx! {
        Opened { title: t!("need-category-add"), form: |_| Some(rsx! { Form {} }) }
    }
}

/// A category that is there.
#[component]
pub(crate) fn EditNeedCategory(id: NeedCategoryId) -> Element {
    rsx! {
        Opened {
            key: "{id}",
            title: t!("need-category-one"),
            form: move |view: CatalogueView| {
                let row = view.categories.into_iter().find(|row| row.id == id)?;
                Some(rsx! { Form { row } })
            },
        }
    }
}

fn form_of(row: Option<&NeedCategoryRow>) -> NeedCategoryForm {
    match row {
        Some(row) => NeedCategoryForm {
            name: row.name.clone(),
            days: row.within.days().to_string(),
            working: row.within.is_working(),
            party: row.party.clone(),
        },
        None => NeedCategoryForm {
            days: "7".to_owned(),
            ..NeedCategoryForm::default()
        },
    }
}

#[component]
fn Form(row: Option<NeedCategoryRow>) -> Element {
    let sender = use_send();
    let first = use_hook(|| form_of(row.as_ref()));
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let nameless = now.name.trim().is_empty();
    let (title, id) = match &row {
        Some(row) => (t!("question-edit", name = row.name.as_str()), Some(row.id)),
        None => (t!("need-category-add"), None),
    };
    let missing = nameless.then(|| t!("catalogue-fill-name"));
    let dock = rsx! {
        EntryDock {
            sender,
            missing,
            changed: now != first,
            command: Command::SaveNeedCategory { category: id, form: now.clone() },
            home: Route::NeedCategories {},
        }
    };
    let parties = Party::KNOWN.iter();
    let parties = parties.map(|party| (party.as_str().to_owned(), party_name(party)));
    rsx! {
        Screen {
            title: t!("need-category-one"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("catalogue-name"),
                placeholder: t!("need-category-example"),
                value: now.name,
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().name = text;
                },
            }
            div { class: "two-fields",
                Field {
                    id: "days",
                    label: t!("need-category-days"),
                    kind: FieldKind::Count,
                    value: now.days,
                    hint: if now.working { t!("need-category-working-hint") } else { t!("need-category-days-hint") },
                    problem: sender.problem("days"),
                    oninput: move |text| {
                        sender.clear();
                        typed.write().days = text;
                    },
                }
                Segment {
                    label: t!("need-category-sort"),
                    choices: vec![t!("need-category-calendar"), t!("need-category-working")],
                    chosen: Some(usize::from(now.working)),
                    class: "every",
                    onchoose: move |index| {
                        sender.clear();
                        typed.write().working = index == 1;
                    },
                }
            }
            Select {
                id: "party",
                label: t!("need-category-party"),
                value: now.party.as_ref().map(|party| party.as_str().to_owned()).unwrap_or_default(),
                none: t!("need-category-party-none"),
                groups: vec![(t!("need-category-party"), parties.collect())],
                problem: sender.problem("party"),
                onchoose: move |one: String| {
                    typed.write().party = (!one.is_empty()).then(|| Party::from(one.as_str()));
                },
            }
            if let Some(row) = row {
                Retire {
                    kind: Kind::NeedCategory,
                    id: row.id.into(),
                    retired: row.retired,
                    what: t!("need-category-retire-what"),
                    home: Route::NeedCategories {},
                    sender,
                }
                Changes { records: vec![row.id.into()] }
            }
        }
    }
}
