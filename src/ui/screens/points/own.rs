use chuanmen_replica::api::{LedgerQuery, PointsQuery, RewardRow};
use dioxus::prelude::*;

use super::entries::{Balance, Entries};
use crate::ui::components::{Card, Failure, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{reward_about, t};

/// 我的积分: nobody else's can be seen here.
#[component]
pub(crate) fn OwnPoints() -> Element {
    let mine = use_ask(LedgerQuery {
        account: None,
        from: None,
        to: None,
    });
    let terms = use_ask(PointsQuery {}).view();
    let rewards = terms.map(|terms| terms.rewards).unwrap_or_default();
    let rewards: Vec<_> = rewards.into_iter().filter(|one| !one.retired).collect();
    let title = t!("points-mine");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } },
            match mine.shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 5 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! {
                    Balance { view }
                    Entries { account: None }
                    if !rewards.is_empty() {
                        Section { title: t!("rewards"),
                            p { class: "sub under", {t!("rewards-where")} }
                            Card { label: t!("rewards"),
                                for row in rewards {
                                    Line { key: "{row.id}", row }
                                }
                            }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Line(row: RewardRow) -> Element {
    rsx! {
        div { class: "row",
            span { class: "grow",
                span { class: "l1", {row.name.clone()} }
                span { class: "l2", {reward_about(&row)} }
            }
        }
    }
}
