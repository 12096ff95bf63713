use chuanmen_core::domain::{ChecklistItem, ChecklistItemId};
use chuanmen_replica::api::{
    ChecklistQuery, ChecklistRow, ChecklistView, Command, QuestionForm, ReplicaError,
};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Failure, Field, IconName, OnOff, Section, Skeleton,
};
use crate::ui::hooks::{Sender, Shown, use_ask, use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::catalogue::Changes;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

use super::answers::Answers;
use super::condition::Condition;
use super::preview::Preview;

/// A new question.
#[component]
pub(crate) fn NewQuestion() -> Element {
    rsx! {
        Loaded { id: None }
    }
}

/// A question that is there.
#[component]
pub(crate) fn EditQuestion(id: ChecklistItemId) -> Element {
    rsx! {
        Loaded { key: "{id}", id: Some(id) }
    }
}

#[component]
fn Loaded(id: Option<ChecklistItemId>) -> Element {
    let failed = |error: ReplicaError| {
        rsx! {
            Screen { title: t!("question"), head: rsx! { Bar { task: true, title: t!("question") } },
                Failure { error }
            }
        }
    };
    match use_ask(ChecklistQuery {}).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("question"), head: rsx! { Bar { task: true } }, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => failed(error),
        Shown::Here(view) => {
            let row = id.map(|id| view.rows.iter().find(|row| row.id == id).cloned());
            match row {
                Some(None) => failed(ReplicaError::NotFound),
                _ if !view.may_change => failed(ReplicaError::StepNotPossible),
                row => rsx! { Form { row: row.flatten(), view } },
            }
        }
    }
}

#[component]
fn Form(row: Option<ChecklistRow>, view: ChecklistView) -> Element {
    let sender = use_send();
    let first = use_hook(|| {
        row.as_ref()
            .map(|row| QuestionForm::of(&row.item))
            .unwrap_or_default()
    });
    let mut form = use_signal(|| first.clone());
    let now = form.cloned();
    let changed = now != first;
    let others: Vec<ChecklistItem> = view
        .rows
        .iter()
        .map(|one| &one.item)
        .filter(|item| !item.retired && row.as_ref().is_none_or(|row| row.item.code != item.code))
        .cloned()
        .collect();
    let title = match &row {
        Some(row) => t!("question-edit", name = row.item.name.as_str()),
        None => t!("question-add"),
    };
    rsx! {
        Screen {
            title: t!("question"),
            head: rsx! { Bar { task: true, title, back_label: t!("question-leave") } },
            dock: rsx! { Save { id: row.as_ref().map(|row| row.id), form, changed, sender } },
            last: true,
            Field {
                id: "question-name",
                label: t!("question-name"),
                placeholder: t!("question-name-example"),
                value: now.name.clone(),
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    form.write().name = text;
                },
            }
            Answers { form, sender }
            Tags { form, tags: view.tags }
            OnOff {
                label: t!("question-required"),
                on: now.required,
                onchange: move |on| form.write().required = on,
            }
            p { class: "cap", {t!("question-required-what")} }
            Condition { form, others, sender }
            Preview { form: now }
            if let Some(row) = row {
                Changes { records: vec![row.id.into()] }
                Retire { row, sender }
            }
        }
    }
}

#[component]
fn Tags(mut form: Signal<QuestionForm>, tags: Vec<(String, String)>) -> Element {
    let chosen = form.read().tags.clone();
    let everybody = Chip {
        text: t!("question-everybody"),
        chosen: chosen.is_empty(),
    };
    let chips: Vec<_> = [everybody]
        .into_iter()
        .chain(tags.iter().map(|(code, name)| Chip {
            text: name.clone(),
            chosen: chosen.contains(code),
        }))
        .collect();
    rsx! {
        Section { title: t!("question-whom"),
            Chips {
                label: t!("question-whom"),
                wrap: true,
                chips,
                onchoose: move |index: usize| {
                    let mut form = form.write();
                    match index.checked_sub(1).and_then(|index| tags.get(index)) {
                        Some((code, _)) => {
                            if !form.tags.remove(code) {
                                form.tags.insert(code.clone());
                            }
                        }
                        None => form.tags.clear(),
                    }
                },
            }
        }
    }
}

#[component]
fn Save(
    id: Option<ChecklistItemId>,
    form: Signal<QuestionForm>,
    changed: bool,
    sender: Sender,
) -> Element {
    let (snack, leave) = (use_snack(), use_leave_to(Route::Checklist {}));
    let nameless = form.read().name.trim().is_empty();
    let ready = changed && !nameless;
    rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if ready { Some(IconName::Check) } else { None },
            disabled: !ready || sender.busy(),
            onclick: move |_| {
                let question = Box::new(form.peek().clone());
                sender.send(Command::SaveQuestion { item: id, question }, move |outcome| {
                    snack.saved(t!("question-saved"), &outcome);
                    leave.call(());
                });
            },
            if nameless {
                {t!("question-fill")}
            } else if changed {
                {t!("question-save")}
            } else {
                {t!("edit-nothing")}
            }
        }
    }
}

/// Asked no longer, or again. What was answered stays in the visits.
#[component]
fn Retire(row: ChecklistRow, sender: Sender) -> Element {
    let (snack, leave) = (use_snack(), use_leave_to(Route::Checklist {}));
    let retired = row.item.retired;
    rsx! {
        div { class: "add one",
            Button {
                disabled: sender.busy(),
                onclick: move |_| {
                    let retire = Command::RetireQuestion { item: row.id, retired: !retired };
                    sender.send(retire, move |outcome| {
                        snack.saved(t!("saved"), &outcome);
                        leave.call(());
                    });
                },
                if retired { {t!("question-restore")} } else { {t!("question-retire")} }
            }
            if !retired {
                p { class: "cap", {t!("question-retire-what")} }
            }
        }
    }
}
