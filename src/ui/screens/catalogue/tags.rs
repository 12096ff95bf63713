use chuanmen_replica::api::{CareTagRow, CatalogueView, Command, EveryForm};
use dioxus::prelude::*;

use super::changes::Changes;
use super::every::{EveryField, every_words};
use super::line::Line;
use super::{List, Opened};
use crate::ui::components::{Card, Section};
use crate::ui::hooks::{use_leave_to, use_send, use_snack};
use crate::ui::route::Route;
use crate::ui::screens::entries::SaveDock;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// 关爱标签: the reasons for care, and how often those who have one are visited.
#[component]
pub(crate) fn CareTags() -> Element {
    rsx! {
        List {
            title: t!("care-tags"),
            add: t!("care-tag-add"),
            to: Route::NewCareTag {},
            shown: |view| rsx! { Tags { view } },
        }
    }
}

#[component]
fn Tags(view: CatalogueView) -> Element {
    let may_change = view.may_change;
    let (retired, live): (Vec<_>, Vec<_>) = view.tags.into_iter().partition(|tag| tag.retired);
    let card = |rows: Vec<CareTagRow>| {
        rsx! {
            Card {
                for row in rows {
                    Line {
                        key: "{row.id}",
                        to: may_change.then_some(Route::EditCareTag { id: row.id }),
                        title: row.name.clone(),
                        second: about(&row),
                        pending: row.pending,
                    }
                }
            }
        }
    };
    rsx! {
        Card {
            Line {
                to: may_change.then_some(Route::EveryHousehold {}),
                title: t!("every-household"),
                second: every_words(view.everybody),
                pending: false,
            }
        }
        Section { title: t!("care-tags-used", count = live.len()), {card(live)} }
        if !retired.is_empty() {
            Section { title: t!("catalogue-retired", count = retired.len()), {card(retired)} }
        }
    }
}

/// `每 1 个月走访一次 · 分量 6 · 管控`.
fn about(row: &CareTagRow) -> String {
    let every = row.every.map_or_else(|| t!("every-as-all"), every_words);
    let weight = t!("care-tag-weight-of", weight = row.weight);
    let restricted = row.restricted.then(|| t!("care-tag-restricted-short"));
    [every, weight]
        .into_iter()
        .chain(restricted)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// How often every household is visited, whoever lives there.
#[component]
pub(crate) fn EveryHousehold() -> Element {
    rsx! {
        Opened { title: t!("every-household"), form: |view| Some(rsx! { Everybody { view } }) }
    }
}

#[component]
fn Everybody(view: CatalogueView) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let leave = use_leave_to(Route::CareTags {});
    let first = use_hook(|| EveryForm::of(Some(view.everybody)));
    let mut typed = use_signal(|| first.clone());
    let changed = typed() != first;
    let dock = rsx! {
        SaveDock {
            sender,
            ready: changed,
            label: if changed { t!("edit-save") } else { t!("edit-nothing") },
            onsave: move |()| {
                let every = typed.peek().clone();
                sender.send(Command::SaveVisitRule { every }, move |outcome| {
                    snack.saved(t!("question-saved"), &outcome);
                    leave.call(());
                });
            },
        }
    };
    rsx! {
        Screen {
            title: t!("every-household"),
            head: rsx! { Bar { task: true, title: t!("every-household"), back_label: t!("edit-leave") } },
            dock,
            last: true,
            EveryField {
                value: typed(),
                hint: t!("every-household-hint"),
                problem: sender.problem("every"),
                onchange: move |every| {
                    sender.clear();
                    typed.set(every);
                },
            }
            Changes { records: view.everybody_rules }
        }
    }
}
