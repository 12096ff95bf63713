//! 专项行动: the campaigns, and how far they are.

use chuanmen_core::china_date;
use chuanmen_core::domain::{CampaignState, Role};
use chuanmen_replica::api::{CampaignRow, CampaignsQuery};
use dioxus::prelude::*;

use crate::ui::components::{
    Card, Empty, Failure, Go, Icon, IconName, Meter, Rich, Section, Skeleton,
};
use crate::ui::hooks::{Shown, use_ask, use_me, use_now};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::{day, t};

/// The screen.
#[component]
pub(crate) fn Campaigns() -> Element {
    let makes = use_me().is_some_and(|me| me.role == Role::CommunitySupervisor);
    let dock = makes.then(|| {
        rsx! {
            Go { to: Route::AddCampaign {}, class: "btn pri big",
                Icon { name: IconName::Plus }
                {t!("campaign-add")}
            }
        }
    });
    rsx! {
        Screen { title: t!("campaigns"), head: rsx! { Bar { title: t!("campaigns") } }, dock,
            keep: "campaigns",
            match use_ask(CampaignsQuery {}).shown() {
                Shown::Waiting => rsx! { Skeleton { rows: 4 } },
                Shown::Failed(error) => rsx! { Failure { error } },
                Shown::Here(rows) if rows.is_empty() => rsx! {
                    Empty {
                        so: t!("campaigns-empty"),
                        advice: if makes { t!("campaigns-empty-make") } else { t!("campaigns-empty-wait") },
                    }
                },
                Shown::Here(rows) => rsx! { Groups { rows } },
            }
        }
    }
}

#[component]
fn Groups(rows: Vec<CampaignRow>) -> Element {
    let of = |state| rows.iter().filter(move |row| row.state == state).cloned();
    let groups = [
        (CampaignState::Running, t!("campaigns-running")),
        (CampaignState::Planned, t!("campaigns-planned")),
        (CampaignState::Over, t!("campaigns-over")),
    ];
    let groups = groups.map(|(state, title)| (title, of(state).collect::<Vec<_>>()));
    rsx! {
        for (title , rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            Section { key: "{title}", title,
                Card {
                    for row in rows {
                        Line { key: "{row.id}", row }
                    }
                }
            }
        }
    }
}

/// Those that run, where a day's work is planned; nothing where none does.
#[component]
pub(crate) fn RunningCampaigns() -> Element {
    let rows = use_ask(CampaignsQuery {}).view().unwrap_or_default();
    let running = rows.into_iter().filter(|row| {
        // One in buildings of other grids is nothing to this person.
        row.state == CampaignState::Running && row.total > 0
    });
    let running: Vec<_> = running.collect();
    if running.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("campaigns"),
            Card {
                for row in running {
                    Line { key: "{row.id}", row }
                }
            }
        }
    }
}

#[component]
fn Line(row: CampaignRow) -> Element {
    let today = china_date(use_now());
    let until = match row.state {
        CampaignState::Planned => t!("campaign-from", day = day(row.from, today)),
        _ => t!("campaign-until", day = day(row.to, today)),
    };
    let done = t!("campaign-done", done = row.done, total = row.total);
    rsx! {
        Go { to: Route::Campaign { id: row.id }, class: "row campaign",
            Icon { name: IconName::Flag }
            span { class: "grow",
                b { class: "l1", {row.name} }
                span { class: "l2", Rich { text: format!("{done} · {until}") } }
                Meter { done: u64::from(row.done), total: u64::from(row.total), label: done }
            }
            span { class: "go", Icon { name: IconName::Chevron } }
        }
    }
}
