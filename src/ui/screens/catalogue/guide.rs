use chuanmen_core::domain::{GuideId, Kind};
use chuanmen_replica::api::{
    CatalogueView, Command, GuideEntryRow, GuideForm, GuideFormQuery, ReplicaError,
};
use dioxus::prelude::*;

use super::Opened;
use super::changes::Changes;
use super::dock::EntryDock;
use super::line::Retire;
use crate::ui::components::{Failure, Field, FieldKind, Skeleton, TextArea};
use crate::ui::hooks::{Sender, Shown, use_ask, use_send};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// A new entry of the handbook.
#[component]
pub(crate) fn NewGuide() -> Element {
    rsx! {
        Opened { title: t!("handbook-add"), form: |_| Some(rsx! { Form { first: GuideForm::default() } }) }
    }
}

/// An entry that is there.
#[component]
pub(crate) fn EditGuide(id: GuideId) -> Element {
    rsx! {
        Opened {
            key: "{id}",
            title: t!("handbook-entry"),
            form: move |view: CatalogueView| {
                let row = view.guides.into_iter().find(|row| row.id == id)?;
                Some(rsx! { Loaded { row } })
            },
        }
    }
}

#[component]
fn Loaded(row: GuideEntryRow) -> Element {
    match use_ask(GuideFormQuery { guide: row.id }).shown() {
        Shown::Here(first) => rsx! { Form { row, first } },
        Shown::Waiting => rsx! {
            Screen { title: t!("handbook-entry"), head: rsx! { Bar { task: true } },
                Skeleton { rows: 6 }
            }
        },
        Shown::Failed(error) => rsx! { Failed { error } },
    }
}

#[component]
fn Failed(error: ReplicaError) -> Element {
    rsx! {
        Screen {
            title: t!("handbook-entry"),
            head: rsx! { Bar { task: true, title: t!("handbook-entry") } },
            Failure { error }
        }
    }
}

#[component]
fn Form(row: Option<GuideEntryRow>, first: GuideForm) -> Element {
    let sender = use_send();
    let first = use_hook(|| first);
    let typed = use_signal(|| first.clone());
    let (untitled, changed) = {
        let now = typed.read();
        let untitled = now.title.trim().is_empty() || now.category.trim().is_empty();
        (untitled, *now != first)
    };
    let (title, id) = match &row {
        Some(row) => (t!("question-edit", name = row.title.as_str()), Some(row.id)),
        None => (t!("handbook-add"), None),
    };
    let missing = untitled.then(|| t!("handbook-fill"));
    let dock = rsx! {
        EntryDock {
            sender,
            missing,
            changed: changed,
            command: Command::SaveGuide { guide: id, form: Box::new(typed.cloned()) },
            home: Route::Handbook {},
        }
    };
    rsx! {
        Screen {
            title: t!("handbook-entry"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Fields { typed, sender }
            if let Some(row) = row {
                Retire {
                    kind: Kind::Guide,
                    id: row.id.into(),
                    retired: row.retired,
                    what: t!("handbook-retire-what"),
                    home: Route::Handbook {},
                    sender,
                }
                Changes { records: vec![row.id.into()] }
            }
        }
    }
}

#[component]
fn Fields(mut typed: Signal<GuideForm>, sender: Sender) -> Element {
    let now = typed.cloned();
    let set = move |change: fn(&mut GuideForm, String)| {
        move |text: String| {
            sender.clear();
            change(&mut typed.write(), text);
        }
    };
    rsx! {
        Field {
            id: "title",
            label: t!("handbook-title"),
            placeholder: t!("handbook-title-example"),
            value: now.title,
            problem: sender.problem("title"),
            oninput: set(|form, text| form.title = text),
        }
        Field {
            id: "category",
            label: t!("handbook-category"),
            placeholder: t!("handbook-category-example"),
            value: now.category,
            problem: sender.problem("category"),
            oninput: set(|form, text| form.category = text),
        }
        TextArea {
            id: "summary",
            label: t!("guide-summary"),
            rows: 3,
            value: now.summary,
            problem: sender.problem("summary"),
            oninput: set(|form, text| form.summary = text),
        }
        TextArea {
            id: "eligibility",
            label: t!("guide-eligibility"),
            rows: 2,
            value: now.eligibility,
            problem: sender.problem("eligibility"),
            oninput: set(|form, text| form.eligibility = text),
        }
        TextArea {
            id: "papers",
            label: t!("guide-papers"),
            rows: 3,
            hint: t!("handbook-papers-hint"),
            value: now.papers,
            problem: sender.problem("papers"),
            oninput: set(|form, text| form.papers = text),
        }
        Field {
            id: "place",
            label: t!("guide-place"),
            value: now.place,
            problem: sender.problem("place"),
            oninput: set(|form, text| form.place = text),
        }
        Field {
            id: "hours",
            label: t!("guide-hours"),
            value: now.hours,
            problem: sender.problem("hours"),
            oninput: set(|form, text| form.hours = text),
        }
        Field {
            id: "phone",
            label: t!("guide-phone"),
            kind: FieldKind::Phone,
            value: now.phone,
            problem: sender.problem("phone"),
            oninput: set(|form, text| form.phone = text),
        }
    }
}
