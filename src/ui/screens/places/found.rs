use chuanmen_replica::api::{OrganisationsQuery, RecentQuery, SearchQuery, SearchRow, SearchSign};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{Card, DoorTag, Empty, Failure, Roving, Row, Section, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::screens::organisations::FoundOrganisations;
use crate::ui::text::t;

/// How many of the households last opened stand above the buildings.
const RECENT: usize = 5;

/// What was found so far of both; the last answers stay until the next ones are there. Arrow keys
/// move from one household to the next.
#[component]
pub(super) fn Found(
    #[props(into)] text: String,
    today: Date,
    /// Whether organisations come first.
    organisations: bool,
    roving: Roving,
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
            if !homes.is_empty() {
                Rows { label: t!("search-found"), rows: homes, today, roving }
            }
            if !organisations {
                FoundOrganisations { rows }
            }
        },
    }
}

/// The households last opened or visited on this device.
#[component]
pub(super) fn Recent(today: Date, roving: Roving) -> Element {
    match use_ask(RecentQuery {}).shown() {
        Shown::Here(mut rows) if !rows.is_empty() => {
            rows.truncate(RECENT);
            rsx! {
                Section { title: t!("search-recent"),
                    Rows { label: t!("search-recent"), rows, today, roving }
                }
            }
        }
        // Not knowing them is no trouble: all else is below.
        _ => rsx! {},
    }
}

#[component]
fn Rows(label: String, rows: Vec<SearchRow>, today: Date, roving: Roving) -> Element {
    let count = rows.len();
    rsx! {
        Card { label,
            for (index , row) in rows.into_iter().enumerate() {
                div {
                    key: "{row.household}",
                    class: "leaf",
                    onkeydown: move |event| {
                        roving.key(&event, index, count);
                    },
                    Row {
                        to: Route::Household { id: row.household },
                        title: row.title.clone(),
                        strong: true,
                        second: second(&row),
                        trail: rsx! { DoorTag { state: row.state, today } },
                        onmounted: move |event: MountedEvent| roving.mounted(index, event.data()),
                    }
                }
            }
        }
    }
}

/// Who lives there, where, and why it was found if that does not show by itself.
fn second(row: &SearchRow) -> String {
    let sign = row.sign.as_ref().and_then(|sign| match sign {
        // The head's name is the first that one reads.
        SearchSign::Name(name) if row.names.first() == Some(name) => None,
        SearchSign::Name(name) => Some(t!("search-sign-name", name = name.as_str())),
        SearchSign::Phone(name, tail) => Some(t!(
            "search-sign-phone",
            name = name.as_str(),
            tail = tail.as_str()
        )),
        SearchSign::Tag(tag) => Some(tag.clone()),
    });
    let names = row.names.join(&t!("list-separator"));
    let parts = [Some(names), sign, Some(row.compound.clone())];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}
