use chuanmen_core::report::{Cell, Column};
use dioxus::prelude::*;

use super::{Bars, DataTable, Download, Lines, Plot};
use crate::ui::components::{Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

/// A plot with its title, and the same figures as a table one tap away.
#[component]
pub(crate) fn Panel(
    title: String,
    #[props(default)] sub: String,
    #[props(default)] class: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Where what a cell counts is listed, row by row.
    #[props(default)]
    links: Vec<Vec<Option<Route>>>,
    /// What it shows.
    plot: Plot,
    /// Of when that is, for the name of its picture; none: it is somebody's own, and no picture is
    /// taken away.
    when: Option<String>,
) -> Element {
    let mut as_table = use_signal(|| false);
    rsx! {
        section { class: "panel {class}", "aria-label": "{title}",
            div { class: "ph",
                h2 { "{title}" }
                span { class: "sub", {sub} }
                span { class: "acts",
                    if let Some(when) = when {
                        Download { title: title.clone(), when, plot: plot.clone() }
                    }
                    button {
                        class: "astable",
                        r#type: "button",
                        "aria-pressed": "{as_table}",
                        onclick: move |_| as_table.toggle(),
                        Icon { name: if as_table() { IconName::Chart } else { IconName::Table }, size: IconSize::Small }
                        if as_table() { {t!("panel-as-chart")} } else { {t!("panel-as-table")} }
                    }
                }
            }
            if as_table() {
                DataTable { caption: title.clone(), columns, rows, links }
            } else {
                match plot {
                    Plot::Bars { rows, key_words, figures } => rsx! { Bars { label: title.clone(), rows, key_words, figures } },
                    Plot::Lines { labels, lines, limits, running } => rsx! { Lines { label: title.clone(), labels, lines, limits, running } },
                    Plot::Cells { .. } | Plot::Areas(_) => rsx! {},
                }
            }
        }
    }
}
