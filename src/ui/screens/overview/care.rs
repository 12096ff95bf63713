//! Care households not met yet, by grid and tag: a table that is its own plot.

use chuanmen_core::report::{CareRow, Coverage, Overview};
use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

#[component]
pub(super) fn Care(report: Overview) -> Element {
    let care = &report.care;
    let most = care
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.unseen)
        .max();
    rsx! {
        section { class: "panel w7", "aria-label": t!("overview-care"),
            div { class: "ph",
                h2 { {t!("overview-care")} }
                span { class: "sub", {t!("overview-care-sub")} }
                Go { to: Route::Reports { name: "care".to_owned() }, class: "astable",
                    Icon { name: IconName::Lists, size: IconSize::Small }
                    {t!("overview-care-list")}
                }
            }
            div { class: "scroll", tabindex: "0", role: "region", "aria-label": t!("overview-care-caption"),
                table { class: "heat",
                    caption { class: "vh", {t!("overview-care-caption")} }
                    thead { tr {
                        td {}
                        for tag in &care.tags { th { scope: "col", {tag.name.clone()} } }
                        th { scope: "col", {t!("total")} }
                    } }
                    tbody {
                        for row in &care.rows {
                            Row { row: row.clone(), name: grid_name(&report, row), most: most.unwrap_or(0), sum: false }
                        }
                        Row { row: care.total.clone(), name: t!("overview-all"), most: 0, sum: true }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(row: CareRow, name: String, most: u32, sum: bool) -> Element {
    rsx! {
        tr {
            th { scope: "row", {name} }
            for cell in row.cells.iter().copied() {
                td { class: if sum { "sum" } else { heat(cell.unseen, most) }, Figure { cell } }
            }
            td { class: "sum", Figure { cell: row.total } }
        }
    }
}

/// `未见/应见`, read out in words.
#[component]
fn Figure(cell: Coverage) -> Element {
    rsx! {
        b { "aria-hidden": "true", "{cell.unseen}" }
        span { "aria-hidden": "true", "/{cell.due}" }
        i { class: "vh", {t!("coverage-words", unseen = cell.unseen, due = cell.due)} }
    }
}

fn grid_name(report: &Overview, row: &CareRow) -> String {
    let grid = report.grids.iter().find(|grid| Some(grid.id) == row.grid);
    grid.map(|grid| grid.name.clone()).unwrap_or_default()
}

/// How deep a cell is tinted: not at all for nobody, deepest for the most.
fn heat(unseen: u32, most: u32) -> &'static str {
    match (unseen, u64::from(unseen) * 4, u64::from(most.max(4))) {
        (0, ..) => "h0",
        (_, quarters, most) if quarters <= most => "h1",
        (_, quarters, most) if quarters <= most * 2 => "h2",
        (_, quarters, most) if quarters <= most * 3 => "h3",
        _ => "h4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_unseen_is_not_tinted_and_the_most_is_deepest() {
        assert_eq!(
            [0, 1, 2, 3, 4].map(|unseen| heat(unseen, 4)),
            ["h0", "h1", "h2", "h3", "h4"]
        );
        assert_eq!(heat(1, 1), "h1");
        assert_eq!(heat(12, 12), "h4");
    }
}
