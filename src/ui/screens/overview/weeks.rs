//! The last twelve weeks: what came and went, how long it took, what was said of it, and how many
//! care households were met.

use chuanmen_core::china_date;
use chuanmen_core::report::{Cell, Counted, Overview, Parts, WeekRow};
use dioxus::prelude::*;
use jiff::ToSpan;

use super::figures::{column, link, name_column, number};
use crate::ui::charts::{Line, Panel, Plot};
use crate::ui::route::Route;
use crate::ui::text::t;

/// Four plots, a week each step.
#[component]
pub(super) fn Weeks(report: Overview, when: String) -> Element {
    let mondays = report.weeks.iter().map(|week| week.monday);
    let labels: Vec<_> = mondays
        .map(|day| format!("{}/{}", day.month(), day.day()))
        .collect();
    let running = is_running(&report);
    let weeks = || report.weeks.iter();
    let line = |name: String, value: fn(&WeekRow) -> Option<f64>| Line {
        name,
        values: report.weeks.iter().map(value).collect(),
    };
    let monday = || name_column("monday", t!("week-from"));
    let sub = t!("overview-weeks-sub");
    rsx! {
        Panel {
            title: t!("overview-weeks"), sub: sub.clone(), class: "w6", when: when.clone(),
            columns: vec![monday(), column("raised", t!("raised")), column("resolved", t!("resolved"))],
            rows: cells(&report, |week| vec![number(week.raised), number(week.resolved)]),
            links: links(&report, |[raised, resolved, ..]| vec![Some(raised), Some(resolved)]),
            plot: Plot::Lines { labels: labels.clone(), lines: vec![
                    Line::counts(t!("resolved"), weeks().map(|week| week.resolved)),
                    Line::counts(t!("raised"), weeks().map(|week| week.raised)),
                ], limits: Vec::new(), running
            }
        }
        Panel {
            title: t!("overview-coverage"), sub: sub.clone(), class: "w6", when: when.clone(),
            columns: vec![monday(), column("unseen", t!("unseen")), column("due", t!("due-to-be-met")), column("share", t!("share-met"))],
            rows: cells(&report, |week| {
                let share = share(week).map_or_else(String::new, |share| format!("{share:.0}%"));
                vec![number(week.coverage.unseen), number(week.coverage.due), Cell::Text(share)]
            }),
            links: links(&report, |[.., unseen, due]| vec![Some(unseen), Some(due), None]),
            plot: Plot::Lines { labels: labels.clone(), lines: vec![line(t!("share-met"), |week| share(week).map(f64::round))], limits: Vec::new(), running }
        }
        // The middle of several communities cannot be told from theirs.
        if report.parts == Parts::Grids {
        Panel {
            title: t!("overview-days"), sub: sub.clone(), class: "w6", when: when.clone(),
            columns: vec![monday(), column("resolved", t!("resolved")), column("days", t!("median-days"))],
            rows: cells(&report, |week| vec![number(week.resolved), week.median_days.map_or(Cell::EMPTY, number)]),
            links: links(&report, |[_, resolved, ..]| vec![Some(resolved), None]),
            plot: Plot::Lines { labels: labels.clone(), lines: vec![line(t!("days"), |week| week.median_days.map(f64::from))], limits: Vec::new(), running }
        }
        }
        Panel {
            title: t!("overview-grades"), sub, class: "w6", when,
            columns: vec![monday(), column("rated", t!("rated")), column("grade", t!("grade-mean"))],
            rows: cells(&report, |week| {
                let mean = grade(week).map_or_else(String::new, |grade| format!("{grade:.1}"));
                vec![number(week.rated), Cell::Text(mean)]
            }),
            links: links(&report, |[_, _, rated, ..]| vec![Some(rated), None]),
            plot: Plot::Lines { labels, lines: vec![line(t!("grade-mean"), grade)], limits: Vec::new(), running }
        }
    }
}

fn cells(report: &Overview, of: impl Fn(&WeekRow) -> Vec<Cell>) -> Vec<Vec<Cell>> {
    let rows = report.weeks.iter().map(|week| {
        let is_last = Some(week) == report.weeks.last();
        let monday = match is_last && is_running(report) {
            true => t!("week-not-over", monday = week.monday.to_string()),
            false => week.monday.to_string(),
        };
        [Cell::Text(monday)].into_iter().chain(of(week)).collect()
    });
    rows.collect()
}

/// Whether the last week was not over when this was counted.
fn is_running(report: &Overview) -> bool {
    let last = report.weeks.last();
    last.is_some_and(|week| week.monday.saturating_add(6.days()) >= china_date(report.at))
}

fn links(
    report: &Overview,
    of: impl Fn([Counted; 5]) -> Vec<Option<Counted>>,
) -> Vec<Vec<Option<Route>>> {
    let rows = report.week_counts().into_iter().map(|counts| {
        let cells = of(counts).into_iter();
        let cells = cells.map(|counted| link(report, &counted?));
        [None].into_iter().chain(cells).collect()
    });
    rows.collect()
}

/// How many in a hundred of those due were met; none where nobody was due.
fn share(week: &WeekRow) -> Option<f64> {
    let due = week.coverage.due;
    let met = due.saturating_sub(week.coverage.unseen);
    (due > 0).then(|| f64::from(met) * 100.0 / f64::from(due))
}

/// The mean of the grades given; none where nobody gave one.
fn grade(week: &WeekRow) -> Option<f64> {
    (week.rated > 0).then(|| f64::from(week.grades) / f64::from(week.rated))
}

#[cfg(test)]
mod tests {
    use chuanmen_core::UnixMillis;
    use jiff::civil::{Date, date};

    use super::*;
    use crate::ui::fixture::overview;

    #[test]
    fn a_week_runs_until_its_sunday_is_over_and_no_longer_whatever_month_is_looked_at() {
        let at = |day: Date| {
            let noon = jiff::tz::Offset::constant(8).to_timestamp(day.at(12, 0, 0, 0));
            UnixMillis(noon.unwrap().as_millisecond())
        };
        let october = Overview {
            month: date(2026, 10, 1),
            today: date(2026, 10, 31),
            ..overview()
        };
        let seen_on = |day: Date| {
            let mut report = october.clone();
            report.at = at(day);
            report.weeks.last_mut().unwrap().monday = date(2026, 10, 26);
            is_running(&report)
        };
        assert!(seen_on(date(2026, 10, 28)) && seen_on(date(2026, 11, 1)));
        assert!(!seen_on(date(2026, 11, 2)) && !seen_on(date(2026, 11, 26)));
    }
}
