//! The overview's figures as bars, lines and table cells.

use chuanmen_core::domain::{Party, WishState};
use chuanmen_core::report::{Cell, Column, ColumnKind, Overview};

use crate::ui::charts::{BarRow, Line, Shade};
use crate::ui::text::{party_name, t, wish_state};

fn column(key: &str, title: String) -> Column {
    Column {
        key: key.to_owned(),
        title,
        kind: ColumnKind::default(),
    }
}

const fn number(count: u32) -> Cell {
    Cell::Number(count as i64)
}

pub(super) fn age_key() -> Vec<(Shade, String)> {
    vec![
        (Shade::One, t!("age-3")),
        (Shade::Two, t!("age-7")),
        (Shade::Three, t!("age-8")),
        (Shade::Late, t!("overdue")),
    ]
}

pub(super) fn categories(report: &Overview) -> Vec<BarRow> {
    let rows = report.categories.iter().map(|row| BarRow {
        label: row.name.clone(),
        pieces: vec![
            (Shade::One, row.to_3_days),
            (Shade::Two, row.to_7_days),
            (Shade::Three, row.from_8_days),
            (Shade::Late, row.overdue),
        ],
        note: String::new(),
    });
    rows.collect()
}

pub(super) fn category_columns() -> Vec<Column> {
    let ages = age_key()
        .into_iter()
        .zip(["to_3_days", "to_7_days", "from_8_days", "overdue"]);
    let ages = ages.map(|((_, title), key)| column(key, title));
    [column("name", t!("category"))]
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

fn holder(party: Option<&Party>) -> String {
    party.map_or_else(|| t!("needs-group-accept"), party_name)
}

pub(super) fn party_key() -> Vec<(Shade, String)> {
    vec![(Shade::Two, t!("in-time")), (Shade::Late, t!("overdue"))]
}

pub(super) fn parties(report: &Overview) -> Vec<BarRow> {
    let rows = report.parties.iter().map(|row| BarRow {
        label: holder(row.party.as_ref()),
        pieces: vec![(Shade::Two, row.in_time), (Shade::Late, row.overdue)],
        note: if row.overdue > 0 {
            t!("overdue-count", count = row.overdue)
        } else {
            String::new()
        },
    });
    rows.collect()
}

pub(super) fn party_columns() -> Vec<Column> {
    vec![
        column("party", t!("party")),
        column("in_time", t!("in-time")),
        column("overdue", t!("overdue")),
    ]
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

pub(super) fn wishes(report: &Overview) -> Vec<BarRow> {
    let shade = |state: &WishState| match state {
        WishState::Collected | WishState::Published => Shade::One,
        WishState::Confirmed => Shade::Three,
        _ => Shade::Two,
    };
    let rows = report.wishes.iter().map(|row| BarRow {
        label: wish_label(&row.state),
        pieces: vec![(shade(&row.state), row.count)],
        note: String::new(),
    });
    rows.collect()
}

/// Confirmed ones are counted for the month only, and say so.
fn wish_label(state: &WishState) -> String {
    match state {
        WishState::Confirmed => t!("wish-confirmed-month"),
        other => wish_state(other),
    }
}

pub(super) fn wish_columns() -> Vec<Column> {
    vec![column("state", t!("state")), column("count", t!("count"))]
}

pub(super) fn wish_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.wishes.iter();
    cells
        .map(|row| vec![Cell::Text(wish_label(&row.state)), number(row.count)])
        .collect()
}

pub(super) fn week_labels(report: &Overview) -> Vec<String> {
    let mondays = report.weeks.iter().map(|week| week.monday);
    mondays
        .map(|day| format!("{}/{}", day.month(), day.day()))
        .collect()
}

pub(super) fn weeks(report: &Overview) -> Vec<Line> {
    vec![
        Line {
            name: t!("resolved"),
            values: report.weeks.iter().map(|week| week.resolved).collect(),
        },
        Line {
            name: t!("raised"),
            values: report.weeks.iter().map(|week| week.raised).collect(),
        },
    ]
}

pub(super) fn week_columns() -> Vec<Column> {
    vec![
        column("monday", t!("week-from")),
        column("raised", t!("raised")),
        column("resolved", t!("resolved")),
    ]
}

pub(super) fn week_cells(report: &Overview) -> Vec<Vec<Cell>> {
    let cells = report.weeks.iter().map(|week| {
        vec![
            Cell::Text(week.monday.to_string()),
            number(week.raised),
            number(week.resolved),
        ]
    });
    cells.collect()
}
