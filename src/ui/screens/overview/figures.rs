//! The overview's figures as bars and table cells, each with the way down to what it counts.

use chuanmen_core::domain::{Party, WishState};
use chuanmen_core::report::{Cell, Column, ColumnKind, Counted, GridRow, Overview};

use super::plots::rows_of;
use crate::ui::charts::{BarRow, Piece, Shade};
use crate::ui::route::Route;
use crate::ui::text::{party_name, t, wish_state};

/// What a row is about.
pub(in crate::ui::screens) fn name_column(key: &str, title: String) -> Column {
    Column::new(key, title, ColumnKind::Text)
}

/// A column of figures.
pub(in crate::ui::screens) fn column(key: &str, title: String) -> Column {
    Column::new(key, title, ColumnKind::Number)
}

pub(super) const fn number(count: u32) -> Cell {
    Cell::Number(count as i64)
}

pub(super) fn link(report: &Overview, counted: &Counted) -> Option<Route> {
    Some(rows_of(report, counted))
}

/// One row's links; the first cell says what the row is about.
fn links(report: &Overview, counts: &[Counted]) -> Vec<Option<Route>> {
    let cells = counts.iter().map(|counted| link(report, counted));
    [None].into_iter().chain(cells).collect()
}

fn pieces(report: &Overview, shades: &[Shade], counts: &[Counted]) -> Vec<Piece> {
    let pieces = shades.iter().zip(counts);
    pieces
        .map(|(shade, counted)| Piece {
            shade: *shade,
            count: counted.count,
            to: link(report, counted),
        })
        .collect()
}

const AGES: [Shade; 4] = [Shade::One, Shade::Two, Shade::Three, Shade::Late];
const STANDINGS: [Shade; 2] = [Shade::Two, Shade::Late];

pub(super) fn age_key() -> Vec<(Shade, String)> {
    let words = [t!("age-3"), t!("age-7"), t!("age-8"), t!("overdue")];
    AGES.into_iter().zip(words).collect()
}

pub(super) fn categories(report: &Overview) -> Vec<BarRow> {
    let rows = report.categories.iter().zip(report.category_counts());
    rows.map(|(row, [sum, ages @ ..])| BarRow {
        label: row.name.clone(),
        pieces: pieces(report, &AGES, &ages),
        to: link(report, &sum),
        note: String::new(),
    })
    .collect()
}

pub(super) fn category_columns() -> Vec<Column> {
    let ages = age_key()
        .into_iter()
        .zip(["to_3_days", "to_7_days", "from_8_days", "overdue"]);
    let ages = ages.map(|((_, title), key)| column(key, title));
    [name_column("name", t!("category"))]
        .into_iter()
        .chain(ages)
        .collect()
}

pub(super) fn category_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.categories.iter().map(|row| {
        let ages = [row.to_3_days, row.to_7_days, row.from_8_days, row.overdue].map(number);
        [Cell::Text(row.name.clone())]
            .into_iter()
            .chain(ages)
            .collect()
    });
    cells.collect()
}

pub(super) fn category_links(report: &Overview) -> Vec<Vec<Option<Route>>> {
    let rows = report.category_counts().into_iter();
    rows.map(|[_, ages @ ..]| links(report, &ages)).collect()
}

fn holder(party: Option<&Party>) -> String {
    party.map_or_else(|| t!("lane-inbox"), party_name)
}

pub(super) fn standing_key() -> Vec<(Shade, String)> {
    let words = [t!("in-time"), t!("overdue")];
    STANDINGS.into_iter().zip(words).collect()
}

pub(super) fn standing_columns(key: &str, title: String) -> Vec<Column> {
    vec![
        name_column(key, title),
        column("in_time", t!("in-time")),
        column("overdue", t!("overdue")),
    ]
}

fn standing_bar(report: &Overview, label: String, counts: &[Counted; 3]) -> BarRow {
    let [sum, standings @ ..] = counts;
    let overdue = standings[1].count;
    BarRow {
        label,
        pieces: pieces(report, &STANDINGS, standings),
        to: link(report, sum),
        note: if overdue > 0 {
            t!("overdue-count", count = overdue)
        } else {
            String::new()
        },
    }
}

pub(super) fn parties(report: &Overview) -> Vec<BarRow> {
    let rows = report.parties.iter().zip(report.party_counts());
    rows.map(|(row, counts)| standing_bar(report, holder(row.party.as_ref()), &counts))
        .collect()
}

pub(super) fn party_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.parties.iter().map(|row| {
        vec![
            Cell::Text(holder(row.party.as_ref())),
            number(row.in_time),
            number(row.overdue),
        ]
    });
    cells.collect()
}

pub(super) fn party_links(report: &Overview) -> Vec<Vec<Option<Route>>> {
    let rows = report.party_counts().into_iter();
    rows.map(|[_, standings @ ..]| links(report, &standings))
        .collect()
}

fn grid_label(report: &Overview, row: &GridRow) -> String {
    let grid = report.grids.iter().find(|grid| Some(grid.id) == row.grid);
    grid.map_or_else(|| t!("grid-none"), |grid| grid.name.clone())
}

pub(super) fn grids(report: &Overview) -> Vec<BarRow> {
    let rows = report.by_grid.iter().zip(report.grid_counts());
    rows.map(|(row, counts)| standing_bar(report, grid_label(report, row), &counts))
        .collect()
}

pub(super) fn grid_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.by_grid.iter().map(|row| {
        vec![
            Cell::Text(grid_label(report, row)),
            number(row.in_time),
            number(row.overdue),
        ]
    });
    cells.collect()
}

pub(super) fn grid_links(report: &Overview) -> Vec<Vec<Option<Route>>> {
    let rows = report.grid_counts().into_iter();
    rows.map(|[_, standings @ ..]| links(report, &standings))
        .collect()
}

pub(super) fn wishes(report: &Overview) -> Vec<BarRow> {
    let shade = |state: &WishState| match state {
        WishState::Collected | WishState::Published => Shade::One,
        WishState::Confirmed => Shade::Three,
        _ => Shade::Two,
    };
    let rows = report.wishes.iter().zip(report.wish_counts());
    rows.map(|(row, counted)| BarRow {
        label: wish_label(&row.state),
        pieces: pieces(report, &[shade(&row.state)], std::slice::from_ref(&counted)),
        to: link(report, &counted),
        note: String::new(),
    })
    .collect()
}

/// Confirmed ones are counted for the month only, and say so.
fn wish_label(state: &WishState) -> String {
    match state {
        WishState::Confirmed => t!("wish-confirmed-month"),
        other => wish_state(other),
    }
}

pub(super) fn wish_columns() -> Vec<Column> {
    vec![
        name_column("state", t!("state")),
        column("count", t!("count")),
    ]
}

pub(super) fn wish_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.wishes.iter();
    cells
        .map(|row| vec![Cell::Text(wish_label(&row.state)), number(row.count)])
        .collect()
}

pub(super) fn wish_links(report: &Overview) -> Vec<Vec<Option<Route>>> {
    let rows = report.wish_counts().into_iter();
    rows.map(|counted| links(report, &[counted])).collect()
}
