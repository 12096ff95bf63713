//! The sentence on top and the plots, of a community or of several together.

use chuanmen_core::report::{Counted, Overview, Parts};
use dioxus::prelude::*;

use super::care::Care;
use super::figures;
use super::weeks::Weeks;
use crate::ui::address::Asking;
use crate::ui::charts::{Panel, Plot};
use crate::ui::components::Go;
use crate::ui::route::Route;
use crate::ui::text::t;

/// All of it; every number leads to the rows that it counts.
#[component]
pub(in crate::ui::screens) fn Plots(
    report: Overview,
    /// What stands between the sentence and the plots.
    children: Element,
) -> Element {
    let [open, late] = report.need_totals();
    let [community, subdistrict] = report.ladder_totals();
    let [claimable, expiring] = report.wish_totals();
    let when = when_of(&report);
    let (parts, part) = match report.parts {
        Parts::Grids => (t!("overview-grids"), t!("grid")),
        Parts::Communities => (t!("overview-communities"), t!("community")),
    };
    let down = |counted: &Counted| rows_of(&report, counted);
    rsx! {
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
        {children}
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
                title: parts, class: "w5",
                columns: figures::standing_columns("part", part), rows: figures::grid_cells(&report), links: figures::grid_links(&report),
                plot: Plot::Bars { rows: figures::grids(&report), key_words: figures::standing_key(), figures: false }, when: when.clone(),
            }
            Weeks { report: report.clone(), when }
        }
    }
}

/// `花卉园社区-第 3 网格-2026-11-23`: of where and when the plots are.
fn when_of(report: &Overview) -> String {
    let grid = report
        .grids
        .iter()
        .find(|grid| Some(grid.id) == report.grid);
    let grid = grid
        .map(|grid| format!("-{}", grid.name))
        .unwrap_or_default();
    format!("{}{grid}-{}", report.community, report.today)
}

/// Where the rows that a number counts are listed; of a number of several communities, which of
/// them it is made up of.
pub(super) fn rows_of(report: &Overview, counted: &Counted) -> Route {
    let month = report.month;
    match (report.parts, counted.grid) {
        (Parts::Grids, _) => Route::Reports {
            asking: Asking::rows(counted, report.area, month),
        },
        (Parts::Communities, Some(community)) => Route::Reports {
            asking: Asking {
                grid: None,
                ..Asking::rows(counted, Some(community), month)
            },
        },
        (Parts::Communities, None) => Route::Subdistrict {
            asking: Asking::rows(counted, None, month),
        },
    }
}
