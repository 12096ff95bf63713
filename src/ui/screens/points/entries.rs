use chuanmen_core::domain::{AccountId, PointsStep, PostId};
use chuanmen_replica::api::{LedgerQuery, LedgerRow, LedgerView};
use dioxus::prelude::*;

use crate::ui::components::{Card, Failure, Field, FieldKind, Go, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask, use_now};
use crate::ui::route::Route;
use crate::ui::text::{entry_about, moment, signed, t};

/// How many somebody has, in large.
#[component]
pub(super) fn Balance(view: LedgerView) -> Element {
    rsx! {
        Card { label: t!("points-balance"),
            div { class: "due",
                span { class: "grow", {t!("points-balance")} }
                b { class: "big", {t!("points-count", points = view.balance)} }
            }
        }
    }
}

/// Somebody's entries, of all days or of those that are chosen; the last first.
#[component]
pub(super) fn Entries(account: Option<AccountId>) -> Element {
    let mut days = use_signal(|| (String::new(), String::new()));
    let (from, to) = days.cloned();
    let asked = use_ask(LedgerQuery {
        account,
        from: from.parse().ok(),
        to: to.parse().ok(),
    });
    let chosen = !from.is_empty() || !to.is_empty();
    rsx! {
        Section { title: t!("points-entries"),
            div { class: "two-fields",
                Field {
                    id: "ledger-from",
                    label: t!("points-from"),
                    kind: FieldKind::Date,
                    value: from,
                    oninput: move |day| days.write().0 = day,
                }
                Field {
                    id: "ledger-to",
                    label: t!("points-to"),
                    kind: FieldKind::Date,
                    value: to,
                    oninput: move |day| days.write().1 = day,
                }
            }
            match asked.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) if view.rows.is_empty() => rsx! {
                    p { class: "sub under", role: "status",
                        if chosen {
                            {t!("points-none-then")}
                        } else {
                            {t!("points-none")}
                        }
                    }
                },
                Shown::Here(view) => rsx! {
                    Card { label: t!("points-entries"),
                        for row in view.rows {
                            Entry { key: "{row.id}", row }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Entry(row: LedgerRow) -> Element {
    let now = use_now();
    let when = match row.pending {
        true => t!("not-sent-yet"),
        false => moment(row.at, now),
    };
    let by = Some(row.by.clone()).filter(|by| !by.is_empty());
    let second: Vec<_> = [Some(when), by].into_iter().flatten().collect();
    let post = row.about.filter(|_| row.step == PointsStep::Serve);
    let words = rsx! {
        span { class: "grow",
            span { class: "l1", {entry_about(&row)} }
            span { class: "l2", {second.join(" · ")} }
        }
        b { {signed(row.points)} }
    };
    rsx! {
        if let Some(post) = post {
            Go { to: Route::Post { id: PostId::from(post) }, class: "row", {words} }
        } else {
            div { class: "row", {words} }
        }
    }
}
