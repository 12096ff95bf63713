use chuanmen_replica::api::{PointsQuery, PointsRuleRow, PointsView, RewardRow};
use dioxus::prelude::*;

use super::line::Line;
use crate::ui::components::{Card, Failure, Go, Icon, IconName, Notice, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{earned_by, reward_about, t};

/// 积分规则和兑换品: what volunteers get points for, and what for them.
#[component]
pub(crate) fn PointsRules() -> Element {
    let title = t!("points-rules");
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { title } },
            match use_ask(PointsQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 6 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(view) => rsx! { Both { view } },
            }
        }
    }
}

#[component]
fn Both(view: PointsView) -> Element {
    let may_change = view.may_change;
    let (old_rules, rules): (Vec<_>, Vec<_>) = view.rules.into_iter().partition(|row| row.retired);
    let (old_rewards, rewards): (Vec<_>, Vec<_>) =
        view.rewards.into_iter().partition(|row| row.retired);
    let retired = old_rules.len() + old_rewards.len();
    rsx! {
        Notice {
            if may_change {
                {t!("points-rules-what")}
            } else {
                {t!("catalogue-read-only")}
            }
        }
        Section { title: t!("points-rules-used", count = rules.len()),
            Card {
                for row in rules {
                    Rule { key: "{row.id}", row, may_change }
                }
            }
            if may_change {
                Add { to: Route::NewPointsRule {}, words: t!("points-rule-add") }
            }
        }
        Section { title: t!("rewards-used", count = rewards.len()),
            Card {
                for row in rewards {
                    Reward { key: "{row.id}", row, may_change }
                }
            }
            if may_change {
                Add { to: Route::NewReward {}, words: t!("reward-add") }
            }
        }
        if retired > 0 {
            Section { title: t!("catalogue-retired", count = retired),
                Card {
                    for row in old_rules {
                        Rule { key: "{row.id}", row, may_change }
                    }
                    for row in old_rewards {
                        Reward { key: "{row.id}", row, may_change }
                    }
                }
            }
        }
    }
}

#[component]
fn Add(to: Route, words: String) -> Element {
    rsx! {
        div { class: "add one",
            Go { to, class: "btn",
                Icon { name: IconName::Plus }
                {words}
            }
        }
    }
}

#[component]
fn Rule(row: PointsRuleRow, may_change: bool) -> Element {
    let points = t!("points-count", points = row.points);
    rsx! {
        Line {
            to: may_change.then_some(Route::EditPointsRule { id: row.id }),
            title: row.name.clone(),
            second: format!("{} · {points}", earned_by(&row.by)),
            pending: row.pending,
        }
    }
}

#[component]
fn Reward(row: RewardRow, may_change: bool) -> Element {
    rsx! {
        Line {
            to: may_change.then_some(Route::EditReward { id: row.id }),
            title: row.name.clone(),
            second: reward_about(&row),
            pending: row.pending,
        }
    }
}
