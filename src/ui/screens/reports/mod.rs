//! 报表: see, sort, filter, print and export. The last one pulled opens without signal.

mod export;

use chuanmen_core::domain::AreaId;
use chuanmen_core::report::{Cell, GridName, ReportName, Table};
use chuanmen_core::{UnixMillis, china_date};
use chuanmen_replica::api::{Command, ReportRequest};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::overview::{GridFilter, MonthFilter, PrintButton};
use crate::ui::charts::DataTable;
use crate::ui::components::{
    Chip, Chips, Empty, Failure, Field, FieldKind, Heading, PulledAt, Skeleton,
};
use crate::ui::hooks::{Pulled, pull, use_live, use_me, use_now};
use crate::ui::shell::Screen;
use crate::ui::text::t;

use export::Export;

/// The screen. `name` in the address chooses the report, so that a figure can link to it.
#[component]
pub(crate) fn Reports(name: String) -> Element {
    let title = t!("reports-title");
    let now = use_now();
    let live = use_live();
    let mut chosen = use_signal(|| known(&name));
    let mut month = use_signal(|| china_date(now).first_of_month());
    let mut grid = use_signal(|| None::<AreaId>);
    let request = use_memo(move || ReportRequest {
        name: chosen(),
        grid: grid(),
        month: month(),
    });
    let pulled = use_resource(move || {
        let live = live.clone();
        let request = request();
        async move { pull::<Table>(&live, Command::PullTable(request.clone()), Some(request)).await }
    });
    let grids = use_me().map(|me| me.grids).unwrap_or_default();
    let grids: Vec<_> = grids
        .into_iter()
        .map(|grid| GridName {
            id: grid.id,
            name: grid.name,
        })
        .collect();
    let chips = ReportName::KNOWN.iter();
    let chips = chips.map(|name| Chip {
        text: report_title(name),
        chosen: chosen() == *name,
    });
    let chips: Vec<_> = chips.collect();
    let shown = pulled.read().clone();
    rsx! {
        Screen { title: title.clone(),
            div { class: "page reports",
            header {
                Heading { {title.clone()} }
                MonthFilter { month: month(), now, onpick: move |picked: Date| month.set(picked) }
                GridFilter { grid: grid(), grids, onpick: move |picked| grid.set(picked) }
                span { class: "grow" }
                Export { request: request() }
                PrintButton {}
            }
            div { class: "noprint",
                Chips { label: title, chips, onchoose: move |index: usize| {
                    if let Some(report) = ReportName::KNOWN.get(index) {
                        chosen.set(report.clone());
                    }
                } }
            }
            match shown {
                None => rsx! { Skeleton { rows: 8 } },
                Some(Err(error)) => rsx! { Failure { error } },
                Some(Ok(pulled)) => rsx! { Body { key: "{pulled.report.name}", pulled, now } },
            }
            }
        }
    }
}

#[component]
fn Body(pulled: Pulled<Table>, now: UnixMillis) -> Element {
    let mut wanted = use_signal(String::new);
    let Pulled {
        report: table,
        stale,
    } = pulled;
    let rows: Vec<_> = table
        .rows
        .iter()
        .filter(|row| holds(row, &wanted()))
        .cloned()
        .collect();
    let count = t!("reports-rows", shown = rows.len(), all = table.rows.len());
    rsx! {
        div { class: "sec",
            h2 { {table.title.clone()} }
            PulledAt { at: table.at, stale, now }
        }
        div { class: "find noprint",
            Field { id: "wanted", label: t!("reports-filter"), hide_label: true, kind: FieldKind::Search,
                placeholder: t!("reports-filter"), value: wanted(), oninput: move |typed| wanted.set(typed) }
            span { class: "sub", role: "status", {count} }
        }
        if table.rows.is_empty() {
            Empty { so: t!("reports-empty"), advice: t!("reports-empty-next") }
        } else {
            DataTable { caption: table.title, columns: table.columns, rows }
        }
    }
}

/// The report an address names; the first if it names none.
fn known(name: &str) -> ReportName {
    let name = ReportName::from(name);
    if ReportName::KNOWN.contains(&name) {
        name
    } else {
        ReportName::Needs
    }
}

fn report_title(name: &ReportName) -> String {
    match name {
        ReportName::Needs => t!("report-needs"),
        ReportName::Care => t!("report-care"),
        ReportName::Wishes => t!("report-wishes"),
        ReportName::Visits | ReportName::Other(_) => t!("report-visits"),
    }
}

/// Whether some cell holds each of the words typed.
fn holds(row: &[Cell], typed: &str) -> bool {
    typed.split_whitespace().all(|word| {
        row.iter().any(|cell| match cell {
            Cell::Text(text) => text.contains(word),
            Cell::Number(number) => number.to_string() == word,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_all_the_words_typed() {
        let row = [
            Cell::Text("楼道灯不亮".into()),
            Cell::Text("物业".into()),
            Cell::Number(3),
        ];
        assert!(holds(&row, ""));
        assert!(holds(&row, "灯 物业"));
        assert!(holds(&row, "3"));
        assert!(!holds(&row, "灯 社区"));
    }

    #[test]
    fn an_address_that_names_no_report_opens_the_first() {
        assert_eq!(known("care"), ReportName::Care);
        assert_eq!(known("'; drop table"), ReportName::Needs);
    }
}
