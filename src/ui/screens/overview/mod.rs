//! 总览: what needs somebody, never who is slow. Pulled from the hub on entering, when the filters
//! change and whenever the hub has news; the last one pulled shows when there is no signal, with
//! its time. Every number leads to the rows that it counts.

mod care;
mod figures;
mod filters;
mod weeks;

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::{Counted, Overview as Report};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{Command, ReportRequest};
use dioxus::prelude::*;

use crate::device;
use crate::ui::address::Asking;
use crate::ui::charts::{Panel, Plot};
use crate::ui::components::{Failure, Go, Heading, PulledAt, Skeleton};
use crate::ui::hooks::{Pulled, use_now, use_pulled};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::t;

use care::Care;
pub(in crate::ui::screens) use filters::{GridFilter, MonthFilter, PrintButton};
use weeks::Weeks;

/// The screen.
#[component]
pub(crate) fn Overview(asking: Asking) -> Element {
    let title = t!("overview-title");
    let now = use_now();
    let wanted = use_memo(use_reactive((&asking,), |(asking,)| asking));
    let pulled = use_pulled::<Report>(move || {
        let Asking {
            community,
            grid,
            month,
            ..
        } = wanted();
        let month = month.unwrap_or_else(|| china_date(device::now()).first_of_month());
        let pull = Command::PullOverview {
            community,
            grid,
            month,
        };
        (pull, ReportRequest::overview(community, grid, month))
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
                Some(Ok(pulled)) => rsx! { Body { pulled, asking, now } },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<Report>, asking: Asking, now: UnixMillis) -> Element {
    let Pulled { report, stale } = pulled;
    let navigator = use_navigator();
    let grids = report.grids.clone();
    let month = asking.month.unwrap_or(china_date(now).first_of_month());
    let grid = asking.grid;
    let [of_month, of_grid] = [asking.clone(), asking];
    let ask = move |asking| {
        navigator.replace(Route::Overview { asking });
    };
    let [open, late] = report.need_totals();
    let [community, subdistrict] = report.ladder_totals();
    let [claimable, expiring] = report.wish_totals();
    let (month_shown, area) = (report.month, report.area);
    let when = when_of(&report);
    let down = |counted: &Counted| rows_of(counted, area, month_shown);
    rsx! {
        header {
            Heading { {report.community.clone()} }
            MonthFilter { month, now, onpick: move |month| ask(Asking { month: Some(month), ..of_month.clone() }) }
            GridFilter { grid, grids, onpick: move |grid| ask(Asking { grid, ..of_grid.clone() }) }
            span { class: "grow" }
            PulledAt { at: report.at, stale, now }
            PrintButton {}
        }
        p { class: "line",
            Go { to: down(&open), b { "{open.count}" } {t!("overview-open")} }
            Go { to: down(&late), class: "u", b { class: "u", "{late.count}" } {t!("overview-overdue")} }
            if community.count > 0 {
                Go { to: down(&community), class: "u", {t!("overview-for-community", count = community.count)} }
            }
            if subdistrict.count > 0 {
                Go { to: down(&subdistrict), class: "u", {t!("overview-for-subdistrict", count = subdistrict.count)} }
            }
            Go { to: down(&report.care_total()), b { "{report.totals.care_unseen}" } {t!("overview-unseen")} }
            Go { to: down(&claimable), b { "{claimable.count}" } {t!("overview-claimable")} }
            if expiring.count > 0 {
                Go { to: down(&expiring), {t!("overview-expiring", count = expiring.count)} }
            }
        }
        div { class: "grid12",
            Panel {
                title: t!("overview-categories"), class: "w5",
                columns: figures::category_columns(), rows: figures::category_cells(&report), links: figures::category_links(&report),
                plot: Plot::Bars { rows: figures::categories(&report), key_words: figures::age_key(), figures: true }, when: when.clone(),
            }
            Panel {
                title: t!("overview-parties"), class: "w4",
                columns: figures::standing_columns("party", t!("party")), rows: figures::party_cells(&report), links: figures::party_links(&report),
                plot: Plot::Bars { rows: figures::parties(&report), key_words: figures::standing_key(), figures: false }, when: when.clone(),
            }
            Panel {
                title: t!("overview-wishes"), class: "w3",
                columns: figures::wish_columns(), rows: figures::wish_cells(&report), links: figures::wish_links(&report),
                plot: Plot::Bars { rows: figures::wishes(&report), key_words: Vec::new(), figures: false }, when: when.clone(),
            }
            Care { report: report.clone(), when: when.clone() }
            Panel {
                title: t!("overview-grids"), class: "w5",
                columns: figures::standing_columns("grid", t!("grid")), rows: figures::grid_cells(&report), links: figures::grid_links(&report),
                plot: Plot::Bars { rows: figures::grids(&report), key_words: figures::standing_key(), figures: false }, when: when.clone(),
            }
            Weeks { report, when }
        }
    }
}

/// `花卉园社区-第 3 网格-2026-11-23`: of where and when the plots are.
fn when_of(report: &Report) -> String {
    let grid = report
        .grids
        .iter()
        .find(|grid| Some(grid.id) == report.grid);
    let grid = grid
        .map(|grid| format!("-{}", grid.name))
        .unwrap_or_default();
    format!("{}{grid}-{}", report.community, report.today)
}

/// Where the rows that a number counts are listed.
fn rows_of(counted: &Counted, community: Option<AreaId>, month: jiff::civil::Date) -> Route {
    Route::Reports {
        asking: Asking::rows(counted, community, month),
    }
}
