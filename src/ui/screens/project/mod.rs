//! One project: the needs it answers, the resources it uses, and how far its steps are.

mod edit;
mod form;
mod typed;

use chuanmen_core::china_date;
use chuanmen_core::domain::{ProjectId, ProjectStep, Role};
use chuanmen_replica::api::{Command, ProjectForm, ProjectQuery, ProjectView, StepForm};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::lists::ResourceLine;
use crate::ui::components::{
    Card, CheckRow, Checked, Failure, Go, Heading, Icon, IconName, Meter, NeedLine, Section,
    Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, party_name, project_state, t, yuan};

pub(crate) use edit::{AddProject, EditProject};

/// The screen.
#[component]
pub(crate) fn Project(id: ProjectId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: ProjectId) -> Element {
    let title = t!("project");
    match use_ask(ProjectQuery { project: id }).shown() {
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
fn One(view: ProjectView) -> Element {
    let makes = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let row = view.row.clone();
    let head = rsx! {
        Bar { sub: project_state(&row.state),
            if makes {
                Go { to: Route::EditProject { id: row.id }, class: "ib", label: t!("project-edit"),
                    Icon { name: IconName::Pencil }
                }
            }
        }
    };
    let party = row.party.as_ref().map(party_name).unwrap_or_default();
    let budget = row.budget.map(|fen| t!("project-yuan", yuan = yuan(fen)));
    let lines = [
        (t!("project-party"), party),
        (t!("project-budget"), budget.unwrap_or_default()),
        (t!("project-result"), view.result.clone()),
    ];
    let progress = t!("project-progress", done = row.done, all = row.steps);
    rsx! {
        Screen { title: t!("project"), head,
            Heading { class: "subject", {row.name.clone()} }
            Card {
                for (name , said) in lines.into_iter().filter(|(_, said)| !said.is_empty()) {
                    div { key: "{name}", class: "set",
                        span { class: "sub grow", {name} }
                        span { {said} }
                    }
                }
            }
            Section { title: t!("project-needs"),
                Card {
                    for need in view.needs {
                        NeedLine { key: "{need.id}", need }
                    }
                    if view.needs_elsewhere > 0 {
                        p { class: "set", span { class: "sub", {t!("project-elsewhere", count = view.needs_elsewhere)} } }
                    }
                }
            }
            if !view.resources.is_empty() {
                Section { title: t!("project-resources"),
                    Card {
                        for row in view.resources {
                            ResourceLine { key: "{row.id}", row }
                        }
                    }
                }
            }
            if !view.steps.is_empty() {
                Section { title: t!("project-steps"), aside: progress.clone(),
                    Meter { done: u64::from(row.done), total: u64::from(row.steps), label: progress }
                    Steps { id: row.id, steps: view.steps, makes }
                }
            }
        }
    }
}

/// The steps, to be ticked by whoever makes projects.
#[component]
fn Steps(id: ProjectId, steps: Vec<ProjectStep>, makes: bool) -> Element {
    let today = china_date(use_now());
    let (sender, snack) = (use_send(), use_snack());
    rsx! {
        if let Some(error) = sender.error() {
            Failure { error }
        }
        Card {
            for step in steps {
                if makes {
                    CheckRow {
                        key: "{step.key}",
                        title: step.text.clone(),
                        second: when(step.on, today),
                        checked: if step.done { Checked::Yes } else { Checked::No },
                        ontoggle: move |()| {
                            let step = StepForm {
                                key: Some(step.key.clone()),
                                text: step.text.clone(),
                                on: step.on,
                                done: !step.done,
                            };
                            let form = ProjectForm {
                                steps: vec![step],
                                ..ProjectForm::default()
                            };
                            sender.send(Command::SaveProject { project: Some(id), form }, move |outcome| {
                                snack.saved(t!("saved"), &outcome);
                            });
                        },
                    }
                } else {
                    div { key: "{step.key}", class: "set",
                        span { class: "grow", {step.text.clone()} }
                        span { class: "sub", {when(step.on, today)} }
                        if step.done {
                            span { class: "sub", {t!("project-step-done")} }
                        }
                    }
                }
            }
        }
    }
}

fn when(on: Option<Date>, today: Date) -> String {
    on.map(|on| day(on, today)).unwrap_or_default()
}
