use chuanmen_core::domain::{Kind, RewardId};
use chuanmen_replica::api::{Command, PointsView, RewardForm, RewardRow};
use dioxus::prelude::*;

use super::changes::Changes;
use super::dock::EntryDock;
use super::line::Retire;
use super::opened::OpenedTerms;
use crate::ui::components::{Field, FieldKind};
use crate::ui::hooks::use_send;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// Something new that points are redeemed for.
#[component]
pub(crate) fn NewReward() -> Element {
    rsx! {
        OpenedTerms { title: t!("reward-add"), form: |_| Some(rsx! { Form {} }) }
    }
}

/// A reward that is there.
#[component]
pub(crate) fn EditReward(id: RewardId) -> Element {
    rsx! {
        OpenedTerms {
            key: "{id}",
            title: t!("reward"),
            form: move |view: PointsView| {
                let row = view.rewards.into_iter().find(|row| row.id == id)?;
                Some(rsx! { Form { row } })
            },
        }
    }
}

#[component]
fn Form(row: Option<RewardRow>) -> Element {
    let sender = use_send();
    let first = use_hook(|| match &row {
        Some(row) => RewardForm {
            name: row.name.clone(),
            price: row.price.to_string(),
            stock: row.stock.map(|stock| stock.to_string()).unwrap_or_default(),
        },
        None => RewardForm::default(),
    });
    let mut typed = use_signal(|| first.clone());
    let now = typed.cloned();
    let (title, id) = match &row {
        Some(row) => (t!("question-edit", name = row.name.as_str()), Some(row.id)),
        None => (t!("reward-add"), None),
    };
    let missing = if now.name.trim().is_empty() {
        Some(t!("catalogue-fill-name"))
    } else if now.price.trim().is_empty() {
        Some(t!("points-fill"))
    } else {
        None
    };
    let dock = rsx! {
        EntryDock {
            sender,
            missing,
            changed: now != first,
            command: Command::SaveReward { reward: id, form: now.clone() },
            home: Route::PointsRules {},
        }
    };
    rsx! {
        Screen {
            title: t!("reward"),
            head: rsx! { Bar { task: true, title, back_label: t!("edit-leave") } },
            dock,
            last: true,
            Field {
                id: "name",
                label: t!("catalogue-name"),
                placeholder: t!("reward-example"),
                value: now.name,
                problem: sender.problem("name"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().name = text;
                },
            }
            Field {
                id: "price",
                label: t!("reward-price"),
                kind: FieldKind::Count,
                value: now.price,
                problem: sender.problem("price"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().price = text;
                },
            }
            Field {
                id: "stock",
                label: t!("reward-stock"),
                kind: FieldKind::Count,
                value: now.stock,
                hint: t!("reward-stock-hint"),
                problem: sender.problem("stock"),
                oninput: move |text| {
                    sender.clear();
                    typed.write().stock = text;
                },
            }
            if let Some(row) = row {
                Retire {
                    kind: Kind::Reward,
                    id: row.id.into(),
                    retired: row.retired,
                    what: t!("reward-retire-what"),
                    home: Route::PointsRules {},
                    sender,
                }
                Changes { records: vec![row.id.into()] }
            }
        }
    }
}
