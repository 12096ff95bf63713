use chuanmen_core::china_date;
use chuanmen_core::domain::{Glucose, Pressure, Reading, Sampled};
use chuanmen_core::report::{Cell, Column, ColumnKind};
use chuanmen_replica::api::MeasurementRow;
use dioxus::prelude::*;

use crate::ui::charts::{Limit, Line, Panel, Plot};
use crate::ui::text::{advice, level, measuring_site, sampled, short_day, t};

/// The last so many are drawn.
const DRAWN: usize = 12;

/// How blood pressure and glucose went, with the thresholds of the guidelines; a line needs two
/// points. What was withdrawn does not count.
#[component]
pub(super) fn Trends(rows: Vec<MeasurementRow>) -> Element {
    let (mut pressures, mut glucoses) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| row.withdrawn.is_none()) {
        match &row.reading {
            Reading::Pressure(it) => pressures.push((row.clone(), *it)),
            Reading::Glucose(it) => glucoses.push((row.clone(), it.clone())),
        }
    }
    pressures.truncate(DRAWN);
    glucoses.truncate(DRAWN);
    pressures.reverse();
    glucoses.reverse();
    rsx! {
        if pressures.len() > 1 {
            OfPressure { rows: pressures }
        }
        if glucoses.len() > 1 {
            OfGlucose { rows: glucoses }
        }
    }
}

#[component]
fn OfPressure(rows: Vec<(MeasurementRow, Pressure)>) -> Element {
    let line = |name: String, of: fn(&Pressure) -> i64| Line {
        name,
        values: rows
            .iter()
            .map(|(_, it)| Some(figure(of(it), 1.0)))
            .collect(),
    };
    let plot = Plot::Lines {
        labels: rows.iter().map(|(row, _)| short_day(row.at)).collect(),
        lines: vec![
            line(t!("systolic-short"), |it| it.systolic),
            line(t!("diastolic-short"), |it| it.diastolic),
        ],
        limits: [Pressure::HIGH.0, Pressure::HIGH.1]
            .map(|limit| Limit {
                value: figure(limit, 1.0),
                name: t!("limit-high", value = limit),
            })
            .into(),
        running: false,
    };
    let cells = rows.iter().map(|(row, it)| {
        let pulse = it.pulse.map_or(Cell::EMPTY, Cell::Number);
        let figures = [Cell::Number(it.systolic), Cell::Number(it.diastolic), pulse];
        with_rest(row, figures)
    });
    rsx! {
        Panel {
            title: t!("trend-pressure"),
            sub: t!("trend-times", count = rows.len()),
            columns: columns(&[
                ("systolic", t!("systolic")),
                ("diastolic", t!("diastolic")),
                ("pulse", t!("pulse")),
            ]),
            rows: cells.collect::<Vec<_>>(),
            plot,
        }
    }
}

#[component]
fn OfGlucose(rows: Vec<(MeasurementRow, Glucose)>) -> Element {
    let line = |name: String, fasting: bool| Line {
        name,
        values: rows
            .iter()
            .map(|(_, it)| {
                let own = (it.sampled == Sampled::Fasting) == fasting;
                own.then(|| figure(it.tenths, 10.0))
            })
            .collect(),
    };
    let mut lines = vec![
        line(t!("sampled-fasting"), true),
        line(t!("sampled-other"), false),
    ];
    lines.retain(|line| line.values.iter().any(Option::is_some));
    let fasting = rows.iter().any(|(_, it)| it.sampled == Sampled::Fasting);
    let other = rows.iter().any(|(_, it)| it.sampled != Sampled::Fasting);
    let limits = [(fasting, Sampled::Fasting), (other, Sampled::Random)];
    let limits = limits.into_iter().filter(|(shown, _)| *shown);
    let plot = Plot::Lines {
        labels: rows.iter().map(|(row, _)| short_day(row.at)).collect(),
        lines,
        running: false,
        limits: limits
            .map(|(_, sampled)| {
                let tenths = Glucose::high(&sampled);
                Limit {
                    value: figure(tenths, 10.0),
                    name: t!("limit-high", value = level(&Glucose { tenths, sampled })),
                }
            })
            .collect(),
    };
    let cells = rows.iter().map(|(row, it)| {
        let figures = [Cell::Text(level(it)), Cell::Text(sampled(&it.sampled))];
        with_rest(row, figures)
    });
    rsx! {
        Panel {
            title: t!("trend-glucose"),
            sub: t!("trend-times", count = rows.len()),
            columns: columns(&[
                ("glucose", t!("glucose-unit")),
                ("sampled", t!("sampled")),
            ]),
            rows: cells.collect::<Vec<_>>(),
            plot,
        }
    }
}

/// The day before the figures; where, and what they suggest, after them.
fn with_rest<const N: usize>(row: &MeasurementRow, figures: [Cell; N]) -> Vec<Cell> {
    let told = advice(row.advice).map(|(_, _, words)| words);
    [Cell::Text(china_date(row.at).to_string())]
        .into_iter()
        .chain(figures)
        .chain([
            Cell::Text(measuring_site(&row.site)),
            Cell::Text(told.unwrap_or_default()),
        ])
        .collect()
}

fn columns(figures: &[(&str, String)]) -> Vec<Column> {
    let column = |(key, title): &(&str, String)| Column::new(*key, title, ColumnKind::default());
    let (first, last) = (
        ("on", t!("column-day")),
        [("site", t!("site")), ("advice", t!("advice"))],
    );
    [&first]
        .into_iter()
        .chain(figures)
        .chain(&last)
        .map(column)
        .collect()
}

/// A figure of a person, far below what a float cannot hold.
fn figure(value: i64, parts: f64) -> f64 {
    f64::from(i32::try_from(value).unwrap_or(i32::MAX)) / parts
}
