use chuanmen_core::domain::{AccountId, EarnedBy, PointsStep};
use chuanmen_core::merge::RecordId;
use chuanmen_replica::api::{Command, LedgerView, PointsForm, PointsQuery};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Card, Failure, Field, Section};
use crate::ui::hooks::{Sender, use_ask, use_send, use_snack};
use crate::ui::text::{points_step, reward_about, t};

/// What the desk does about somebody's points, while they stand there.
#[component]
pub(super) fn Desk(view: LedgerView) -> Element {
    let sender = use_send();
    let terms = use_ask(PointsQuery {}).view().unwrap_or_default();
    let account = view.account;
    let rewards: Vec<_> = terms
        .rewards
        .into_iter()
        .filter(|one| !one.retired)
        .collect();
    let rules = terms.rules.into_iter();
    let given = |by: &EarnedBy| *by == EarnedBy::Desk;
    let rules: Vec<_> = rules.filter(|one| given(&one.by) && !one.retired).collect();
    let problem = sender.problem("points");
    rsx! {
        Section { title: points_step(&PointsStep::Redeem),
            if rewards.is_empty() {
                p { class: "sub under", {t!("rewards-none")} }
            } else {
                Card { label: points_step(&PointsStep::Redeem),
                    for row in rewards {
                        Offer {
                            key: "{row.id}",
                            account,
                            step: PointsStep::Redeem,
                            about: row.id.into(),
                            name: row.name.clone(),
                            second: reward_about(&row),
                            blocked: row.left == Some(0) || row.price > view.balance,
                            sender,
                        }
                    }
                }
            }
        }
        if view.can_earn && !rules.is_empty() {
            Section { title: points_step(&PointsStep::Give),
                Card { label: points_step(&PointsStep::Give),
                    for row in rules {
                        Offer {
                            key: "{row.id}",
                            account,
                            step: PointsStep::Give,
                            about: row.id.into(),
                            name: row.name.clone(),
                            second: t!("points-count", points = row.points),
                            blocked: false,
                            sender,
                        }
                    }
                }
            }
        }
        Correction { account, sender, problem }
        if let Some(error) = sender.error() { Failure { error } }
    }
}

/// Something that is given or redeemed with one tap.
#[component]
fn Offer(
    account: AccountId,
    step: PointsStep,
    about: RecordId,
    name: String,
    second: String,
    /// There are too few points, or none of it is left.
    blocked: bool,
    sender: Sender,
) -> Element {
    let snack = use_snack();
    let verb = points_step(&step);
    let take = move |_| {
        let form = PointsForm {
            step: step.clone(),
            about: Some(about),
            points: String::new(),
            note: String::new(),
        };
        sender.send(Command::TakePoints { account, form }, move |outcome| {
            snack.saved(t!("saved"), &outcome);
        });
    };
    rsx! {
        div { class: "row",
            span { class: "grow",
                span { class: "l1", {name.clone()} }
                span { class: "l2", {second} }
            }
            Button {
                look: ButtonLook::Soft,
                label: t!("points-take", verb = verb.as_str(), what = name),
                disabled: sender.busy() || blocked,
                onclick: take,
                {verb.clone()}
            }
        }
    }
}

/// What was wrong is put right by another entry, with a reason.
#[component]
fn Correction(account: AccountId, sender: Sender, problem: Option<String>) -> Element {
    let snack = use_snack();
    let mut points = use_signal(String::new);
    let mut note = use_signal(String::new);
    let ready = !points.read().trim().is_empty() && !note.read().trim().is_empty();
    let correct = move |_| {
        let form = PointsForm {
            step: PointsStep::Correct,
            about: None,
            points: points.cloned(),
            note: note.cloned(),
        };
        sender.send(Command::TakePoints { account, form }, move |outcome| {
            points.set(String::new());
            note.set(String::new());
            snack.saved(t!("saved"), &outcome);
        });
    };
    rsx! {
        Section { title: points_step(&PointsStep::Correct),
            Field {
                id: "points",
                label: t!("points-by-how-many"),
                hint: t!("points-by-how-many-hint"),
                value: points(),
                problem,
                oninput: move |text| {
                    sender.clear();
                    points.set(text);
                },
            }
            Field {
                id: "note",
                label: t!("points-why"),
                value: note(),
                problem: sender.problem("note"),
                oninput: move |text| {
                    sender.clear();
                    note.set(text);
                },
            }
            div { class: "add one",
                Button { disabled: sender.busy() || !ready, onclick: correct, {t!("points-correct-save")} }
            }
        }
    }
}
