//! 总览: what needs somebody, never who is slow. Pulled from the hub on entering and when the
//! filters change; the last one pulled shows when there is no signal, with its time.

mod care;
mod figures;
mod filters;

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::Overview as Report;
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::Command;
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::charts::{Bars, Lines, Panel};
use crate::ui::components::{Failure, Go, Heading, PulledAt, Skeleton};
use crate::ui::hooks::{Pulled, pull, use_live, use_now};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

use care::Care;
pub(in crate::ui::screens) use filters::{GridFilter, MonthFilter, PrintButton};

/// What is asked of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    grid: Option<AreaId>,
    month: Date,
}

/// The screen.
#[component]
pub(crate) fn Overview() -> Element {
    let title = t!("overview-title");
    let now = use_now();
    let asked = use_signal(|| Asked {
        grid: None,
        month: china_date(now).first_of_month(),
    });
    let live = use_live();
    let pulled = use_resource(move || {
        let live = live.clone();
        let Asked { grid, month } = asked();
        async move { pull::<Report>(&live, Command::PullOverview { grid, month }, None).await }
    });
    let shown = pulled.read().clone();
    rsx! {
        Screen { title,
            div { class: "page overview",
            match shown {
                None => rsx! {
                    header { Heading { {t!("overview-title")} } }
                    Skeleton { rows: 6 }
                },
                Some(Err(error)) => rsx! {
                    header { Heading { {t!("overview-title")} } }
                    Failure { error }
                },
                Some(Ok(pulled)) => rsx! { Body { pulled, asked, now } },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<Report>, asked: Signal<Asked>, now: UnixMillis) -> Element {
    let Pulled { report, stale } = pulled;
    let mut asked = asked;
    let totals = report.totals;
    let grids = report.grids.clone();
    rsx! {
        header {
            Heading { {report.community.clone()} }
            MonthFilter { month: asked().month, now, onpick: move |month| asked.write().month = month }
            GridFilter { grid: asked().grid, grids, onpick: move |grid| asked.write().grid = grid }
            span { class: "grow" }
            PulledAt { at: report.at, stale, now }
            PrintButton {}
        }
        p { class: "line",
            Go { to: report_of("needs"), b { "{totals.open_needs}" } {t!("overview-open")} }
            Go { to: report_of("needs"), class: "u", b { class: "u", "{totals.overdue_needs}" } {t!("overview-overdue")} }
            Go { to: report_of("care"), b { "{totals.care_unseen}" } {t!("overview-unseen")} }
            Go { to: report_of("wishes"), b { "{totals.wishes_to_claim}" } {t!("overview-claimable")} }
        }
        div { class: "grid12",
            Panel {
                title: t!("overview-categories"), class: "w5",
                columns: figures::category_columns(), rows: figures::category_cells(&report),
                Bars { label: t!("overview-categories"), rows: figures::categories(&report), key_words: figures::age_key(), figures: true }
            }
            Panel {
                title: t!("overview-parties"), class: "w4",
                columns: figures::party_columns(), rows: figures::party_cells(&report),
                Bars { label: t!("overview-parties"), rows: figures::parties(&report), key_words: figures::party_key(), figures: false }
            }
            Panel {
                title: t!("overview-wishes"), class: "w3",
                sub: if report.claims_expiring > 0 { t!("overview-expiring", count = report.claims_expiring) } else { String::new() },
                columns: figures::wish_columns(), rows: figures::wish_cells(&report),
                Bars { label: t!("overview-wishes"), rows: figures::wishes(&report), key_words: Vec::new(), figures: false }
            }
            Care { report: report.clone() }
            Panel {
                title: t!("overview-weeks"), sub: t!("overview-weeks-sub"), class: "w5",
                columns: figures::week_columns(), rows: figures::week_cells(&report),
                Lines { label: t!("overview-weeks"), labels: figures::week_labels(&report), lines: figures::weeks(&report) }
            }
        }
    }
}

fn report_of(name: &str) -> Route {
    Route::Reports {
        name: name.to_owned(),
    }
}
