//! Care households not met yet, by grid and tag: a table that is its own plot.

use chuanmen_core::report::{CareRow, Counted, Coverage, Overview, Parts};
use dioxus::prelude::*;

use super::plots::rows_of;
use crate::ui::charts::{Download, Plot, cell_fill};
use crate::ui::components::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

#[component]
pub(super) fn Care(report: Overview, when: String) -> Element {
    let care = &report.care;
    let caption = match report.parts {
        Parts::Grids => t!("overview-care-caption"),
        Parts::Communities => t!("overview-care-caption-above"),
    };
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
                Download { title: t!("overview-care"), when, plot: picture(&report, most.unwrap_or(0)) }
                Go { to: rows_of(&report, &report.care_total()), class: "astable",
                    Icon { name: IconName::Lists, size: IconSize::Small }
                    {t!("overview-care-list")}
                }
            }
            div { class: "scroll", tabindex: "0", role: "region", "aria-label": caption.clone(),
                table { class: "heat",
                    caption { class: "vh", {caption.clone()} }
                    thead { tr {
                        td {}
                        for tag in &care.tags { th { scope: "col", {tag.name.clone()} } }
                        th { scope: "col", {t!("total")} }
                    } }
                    tbody {
                        for row in &care.rows {
                            Row { figures: figures(&report, row), name: grid_name(&report, row), most: most.unwrap_or(0), sum: false }
                        }
                        Row { figures: figures(&report, &care.total), name: t!("overview-all"), most: 0, sum: true }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(figures: Vec<[Down; 2]>, name: String, most: u32, sum: bool) -> Element {
    rsx! {
        tr {
            th { scope: "row", {name} }
            for (index, [unseen, due]) in figures.iter().cloned().enumerate() {
                td { class: if sum || index + 1 == figures.len() { "sum" } else { heat(unseen.count, most) },
                    Figure { unseen: unseen.clone(), due }
                }
            }
        }
    }
}

/// The table as a picture.
fn picture(report: &Overview, most: u32) -> Plot {
    let words = |cell: &Coverage| format!("{}/{}", cell.unseen, cell.due);
    let row = |row: &CareRow, name: String, most: Option<u32>| {
        let cells = row.cells.iter().map(|cell| {
            let class = most.map_or("", |most| heat(cell.unseen, most));
            (words(cell), cell_fill(class))
        });
        let total = (words(&row.total), cell_fill(""));
        (name, cells.chain([total]).collect())
    };
    let care = &report.care;
    let names = care.tags.iter().map(|tag| tag.name.clone());
    let rows = care.rows.iter();
    let rows = rows.map(|of| row(of, grid_name(report, of), Some(most)));
    Plot::Cells {
        columns: names.chain([t!("total")]).collect(),
        rows: rows
            .chain([row(&care.total, t!("overview-all"), None)])
            .collect(),
    }
}

/// A number and where what it counts is listed.
#[derive(Debug, Clone, PartialEq)]
struct Down {
    count: u32,
    to: Route,
}

/// Under each tag and in all, those not met and those due.
fn figures(report: &Overview, row: &CareRow) -> Vec<[Down; 2]> {
    let down = |counted: Counted| Down {
        count: counted.count,
        to: rows_of(report, &counted),
    };
    let cells = report.care_counts(row).into_iter();
    cells.map(|counts| counts.map(down)).collect()
}

/// `未见/应见`, read out in words; each leads to its households.
#[component]
fn Figure(unseen: Down, due: Down) -> Element {
    rsx! {
        if unseen.count > 0 {
            Go { to: unseen.to, class: "down", label: t!("care-unseen-words", count = unseen.count), b { "{unseen.count}" } }
        } else {
            b { "{unseen.count}" }
        }
        if due.count > 0 {
            Go { to: due.to, class: "down of", label: t!("care-due-words", count = due.count), "/{due.count}" }
        } else {
            span { "/{due.count}" }
        }
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
