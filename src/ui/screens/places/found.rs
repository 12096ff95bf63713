use chuanmen_replica::api::SearchQuery;
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{Card, DoorTag, Empty, Failure, Row, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::text::t;

/// What was found so far; the last answer stays until the next one is there.
#[component]
pub(super) fn Found(#[props(into)] text: String, today: Date) -> Element {
    let found = use_ask(SearchQuery { text: text.clone() });
    match found.shown() {
        Shown::Waiting => rsx! { Skeleton { rows: 5 } },
        Shown::Failed(error) => rsx! { Failure { error } },
        Shown::Here(rows) if rows.is_empty() => rsx! {
            Empty { so: t!("search-nothing", text = text), advice: t!("search-advice") }
        },
        Shown::Here(rows) => rsx! {
            p { class: "vh", role: "status", {t!("search-count", count = rows.len())} }
            Card { label: t!("search-found"),
                for row in rows {
                    Row {
                        key: "{row.household}",
                        to: Route::Household { id: row.household },
                        title: row.title,
                        strong: true,
                        second: std::iter::once(row.names.join(&t!("list-separator")))
                            .chain([row.compound])
                            .filter(|part| !part.is_empty())
                            .collect::<Vec<_>>()
                            .join(" · "),
                        trail: rsx! { DoorTag { state: row.state, today } },
                    }
                }
            }
        },
    }
}
