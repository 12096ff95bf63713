use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{SearchQuery, SearchRow};
use dioxus::prelude::*;

use crate::ui::components::{Field, FieldKind, RadioRow, RadioRows};
use crate::ui::hooks::use_ask;
use crate::ui::text::t;

/// Another household of this device, found as one types. `offered` stand there before anything
/// is typed.
#[component]
pub(crate) fn HomePicker(
    /// The one that cannot be chosen.
    not: HouseholdId,
    #[props(default)] offered: Vec<(HouseholdId, RadioRow)>,
    chosen: Option<HouseholdId>,
    onchoose: EventHandler<HouseholdId>,
) -> Element {
    let mut text = use_signal(String::new);
    let found = use_ask(SearchQuery { text: text() }).view();
    let typed = !text.read().trim().is_empty();
    let rows: Vec<(HouseholdId, RadioRow)> = if typed {
        let found = found.unwrap_or_default().into_iter();
        found
            .filter(|row| row.household != not)
            .map(|row| (row.household, line(row)))
            .collect()
    } else {
        offered
    };
    let ids: Vec<_> = rows.iter().map(|(id, _)| *id).collect();
    let at = chosen.and_then(|chosen| ids.iter().position(|id| *id == chosen));
    let none = typed && rows.is_empty();
    rsx! {
        Field {
            id: "which-home",
            label: t!("home-which"),
            kind: FieldKind::Search,
            placeholder: t!("search-placeholder"),
            value: text(),
            oninput: move |typed| text.set(typed),
        }
        div { class: "picked", role: "status", "aria-live": "polite",
            if none {
                p { class: "sub", {t!("search-nothing", text = text.read().trim())} }
            }
        }
        if !rows.is_empty() {
            RadioRows {
                label: t!("home-which"),
                rows: rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>(),
                chosen: at,
                onchoose: move |index: usize| {
                    if let Some(id) = ids.get(index) {
                        onchoose.call(*id);
                    }
                },
            }
        }
    }
}

fn line(row: SearchRow) -> RadioRow {
    RadioRow {
        text: row.title,
        second: std::iter::once(row.names.join(&t!("list-separator")))
            .chain([row.compound])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
    }
}
