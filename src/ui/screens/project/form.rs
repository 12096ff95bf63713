use std::collections::BTreeSet;

use chuanmen_core::domain::{Party, ProjectState};
use chuanmen_replica::api::ProjectFormView;
use dioxus::prelude::*;

use super::typed::{StepTyped, Typed};
use crate::ui::components::{
    Button, Card, CheckRow, Checked, Chip, Chips, Field, FieldKind, IconName, OnOff, Section,
    TextArea,
};
use crate::ui::hooks::Sender;
use crate::ui::text::{party_name, project_state, resource_kind, t};

/// What a project is, to be filled in.
#[component]
pub(super) fn Form(mut typed: Signal<Typed>, view: ProjectFormView, sender: Sender) -> Element {
    let now = typed.cloned();
    let party = |party: &Party| Chip {
        text: party_name(party),
        chosen: now.party.as_ref() == Some(party),
    };
    let state = |state: &ProjectState| Chip {
        text: project_state(state),
        chosen: now.state == *state,
    };
    rsx! {
        Field {
            id: "name",
            label: t!("project-name"),
            value: now.name.clone(),
            placeholder: t!("project-name-example"),
            problem: sender.problem("name"),
            oninput: move |text| {
                sender.clear();
                typed.write().name = text;
            },
        }
        Chosen { typed, view, sender }
        Section { title: t!("project-party"),
            Chips {
                label: t!("project-party"),
                wrap: true,
                chips: Party::KNOWN.iter().map(party).collect::<Vec<_>>(),
                onchoose: move |index: usize| typed.write().party = Party::KNOWN.get(index).cloned(),
            }
        }
        Field {
            id: "budget",
            label: t!("project-budget-yuan"),
            kind: FieldKind::Count,
            value: now.budget.clone(),
            problem: sender.problem("budget"),
            oninput: move |text| {
                sender.clear();
                typed.write().budget = text;
            },
        }
        Steps { typed, sender }
        Section { title: t!("project-state"),
            Chips {
                label: t!("project-state"),
                wrap: true,
                chips: ProjectState::KNOWN.iter().map(state).collect::<Vec<_>>(),
                onchoose: move |index: usize| {
                    if let Some(state) = ProjectState::KNOWN.get(index) {
                        typed.write().state = state.clone();
                    }
                },
            }
        }
        TextArea {
            id: "result",
            label: t!("project-result"),
            value: now.result.clone(),
            rows: 2,
            problem: sender.problem("result"),
            oninput: move |text| {
                sender.clear();
                typed.write().result = text;
            },
        }
    }
}

/// The needs it answers and the resources it uses.
#[component]
fn Chosen(mut typed: Signal<Typed>, view: ProjectFormView, sender: Sender) -> Element {
    let now = typed.cloned();
    rsx! {
        Section { title: t!("project-needs"), aside: t!("project-chosen", count = now.needs.len()),
            if let Some(problem) = sender.problem("need") {
                p { class: "problem", {problem} }
            }
            if view.needs.is_empty() {
                p { class: "sub", {t!("waiting-empty-next")} }
            } else {
                Card {
                    for need in view.needs {
                        CheckRow {
                            key: "{need.id}",
                            title: need.text,
                            second: need.place,
                            checked: checked(&now.needs, &need.id),
                            ontoggle: move |()| toggle(&mut typed.write().needs, need.id),
                        }
                    }
                }
            }
        }
        Section { title: t!("project-resources"), aside: t!("project-chosen", count = now.resources.len()),
            if let Some(problem) = sender.problem("resource") {
                p { class: "problem", {problem} }
            }
            if view.resources.is_empty() {
                p { class: "sub", {t!("resources-empty")} }
            } else {
                Card {
                    for row in view.resources {
                        CheckRow {
                            key: "{row.id}",
                            title: row.name,
                            second: format!("{} · {}", resource_kind(&row.kind), row.owner),
                            checked: checked(&now.resources, &row.id),
                            ontoggle: move |()| toggle(&mut typed.write().resources, row.id),
                        }
                    }
                }
            }
        }
    }
}

fn checked<T: Ord>(set: &BTreeSet<T>, one: &T) -> Checked {
    if set.contains(one) {
        Checked::Yes
    } else {
        Checked::No
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, one: T) {
    if !set.remove(&one) {
        set.insert(one);
    }
}

/// Steps, each with its day; an emptied one goes.
#[component]
fn Steps(mut typed: Signal<Typed>, sender: Sender) -> Element {
    let steps = typed.read().steps.clone();
    rsx! {
        Section { title: t!("project-steps"),
            if let Some(problem) = sender.problem("steps") {
                p { class: "problem", {problem} }
            }
            for (index , step) in steps.into_iter().enumerate() {
                Step { key: "{index}", typed, index, step }
            }
            Button {
                icon: IconName::Plus,
                onclick: move |_| typed.write().steps.push(StepTyped::default()),
                {t!("project-step-add")}
            }
        }
    }
}

#[component]
fn Step(mut typed: Signal<Typed>, index: usize, step: StepTyped) -> Element {
    let mut change = move |change: &dyn Fn(&mut StepTyped)| {
        if let Some(step) = typed.write().steps.get_mut(index) {
            change(step);
        }
    };
    let number = index + 1;
    rsx! {
        Card { label: t!("project-step", number = number),
            div { class: "step-form",
                Field {
                    id: "step-{index}",
                    label: t!("project-step", number = number),
                    value: step.text,
                    oninput: move |text: String| change(&|step| step.text = text.clone()),
                }
                Field {
                    id: "step-{index}-on",
                    label: t!("project-step-on"),
                    kind: FieldKind::Date,
                    value: step.on,
                    oninput: move |text: String| change(&|step| step.on = text.clone()),
                }
                OnOff {
                    label: t!("project-step-done"),
                    on: step.done,
                    onchange: move |on: bool| change(&|step| step.done = on),
                }
            }
        }
    }
}
