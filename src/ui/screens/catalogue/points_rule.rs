use chuanmen_core::domain::{EarnedBy, Kind, PointsRuleId};
use chuanmen_replica::api::{Command, PointsRuleForm, PointsRuleRow, PointsView};
use dioxus::prelude::*;

use super::changes::Changes;
use super::dock::EntryDock;
use super::line::Retire;
use super::opened::OpenedTerms;
use crate::ui::components::{Field, FieldKind, Select};
use crate::ui::hooks::use_send;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{earned_by, t};

/// A new rule for points.
#[component]
pub(crate) fn NewPointsRule() -> Element {
    rsx! {
        OpenedTerms { title: t!("points-rule-add"), form: |_| Some(rsx! { Form {} }) }
    }
}

/// A rule that is there.
#[component]
pub(crate) fn EditPointsRule(id: PointsRuleId) -> Element {
    rsx! {
        OpenedTerms {
            key: "{id}",
            title: t!("points-rule"),
            form: move |view: PointsView| {
                let row = view.rules.into_iter().find(|row| row.id == id)?;
                Some(rsx! { Form { row } })
            },
        }
    }
}

#[component]
fn Form(row: Option<PointsRuleRow>) -> Element {
    let sender = use_send();
    let first = use_hook(|| match &row {
        Some(row) => PointsRuleForm {
            name: row.name.clone(),
            by: row.by.clone(),
            points: row.points.to_string(),
        },
        None => PointsRuleForm {
            name: String::new(),
            by: EarnedBy::Desk,
            points: String::new(),
        },
    });
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let (title, id) = match &row {
        Some(row) => (t!("question-edit", name = row.name.as_str()), Some(row.id)),
        None => (t!("points-rule-add"), None),
    };
    let missing = if now.name.trim().is_empty() {
        Some(t!("catalogue-fill-name"))
    } else if now.points.trim().is_empty() {
        Some(t!("points-fill"))
    } else {
        None
    };
    let dock = rsx! {
        EntryDock {
            sender,
            missing,
            changed: now != first,
            command: Command::SavePointsRule { rule: id, form: now.clone() },
            home: Route::PointsRules {},
        }
    };
    let sorts = EarnedBy::KNOWN.iter();
    let sorts = sorts.map(|by| (by.as_str().to_owned(), earned_by(by)));
    rsx! {
        Screen {
            title: t!("points-rule"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("catalogue-name"),
                placeholder: t!("points-rule-example"),
                value: now.name,
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().name = text;
                },
            }
            Select {
                id: "by",
                label: t!("points-rule-by"),
                value: now.by.as_str().to_owned(),
                groups: vec![(t!("points-rule-by"), sorts.collect())],
                problem: sender.problem("by"),
                onchoose: move |one: String| {
                    sender.clear();
                    typed.write().by = EarnedBy::from(one.as_str());
                },
            }
            Field {
                id: "points",
                label: t!("points-rule-points"),
                kind: FieldKind::Count,
                value: now.points,
                hint: t!("points-rule-hint"),
                problem: sender.problem("points"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().points = text;
                },
            }
            if let Some(row) = row {
                Retire {
                    kind: Kind::PointsRule,
                    id: row.id.into(),
                    retired: row.retired,
                    what: t!("points-rule-retire-what"),
                    home: Route::PointsRules {},
                    sender,
                }
                Changes { records: vec![row.id.into()] }
            }
        }
    }
}
