use chuanmen_replica::api::{OrganisationsQuery, SearchQuery, SearchRow};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{Card, DoorTag, Empty, Failure, Row, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::screens::organisations::FoundOrganisations;
use crate::ui::text::t;

/// What was found so far of both; the last answers stay until the next ones are there.
#[component]
pub(super) fn Found(
    #[props(into)] text: String,
    today: Date,
    /// Whether organisations come first.
    organisations: bool,
) -> Element {
    let homes = use_ask(SearchQuery { text: text.clone() });
    let others = use_ask(OrganisationsQuery { text: text.clone() });
    match (homes.shown(), others.shown()) {
        (Shown::Failed(error), _) | (_, Shown::Failed(error)) => rsx! { Failure { error } },
        (Shown::Waiting, _) | (_, Shown::Waiting) => rsx! { Skeleton { rows: 5 } },
        (Shown::Here(homes), Shown::Here(others)) if homes.is_empty() && others.is_empty() => {
            rsx! {
                Empty { so: t!("search-nothing", text = text), advice: t!("search-advice") }
            }
        }
        (Shown::Here(homes), Shown::Here(rows)) => rsx! {
            p { class: "vh", role: "status",
                {t!("search-count", count = homes.len(), organisations = rows.len())}
            }
            if organisations {
                FoundOrganisations { rows: rows.clone() }
            }
            FoundHomes { rows: homes, today }
            if !organisations {
                FoundOrganisations { rows }
            }
        },
    }
}

#[component]
fn FoundHomes(rows: Vec<SearchRow>, today: Date) -> Element {
    rsx! {
        if !rows.is_empty() {
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
        }
    }
}
