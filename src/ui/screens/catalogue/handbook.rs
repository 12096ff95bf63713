use chuanmen_replica::api::{CatalogueView, GuideEntryRow};
use dioxus::prelude::*;

use super::List;
use super::line::Line;
use crate::ui::components::{Card, Empty, Go, Icon, IconName, Section};
use crate::ui::route::Route;
use crate::ui::text::t;

/// 办事指南 as whoever sets it sees it.
#[component]
pub(crate) fn Handbook() -> Element {
    rsx! {
        List {
            title: t!("guides"),
            add: t!("handbook-add"),
            to: Route::NewGuide {},
            shown: |view| rsx! { Entries { view } },
        }
    }
}

#[component]
fn Entries(view: CatalogueView) -> Element {
    let may_change = view.may_change;
    let (retired, live): (Vec<_>, Vec<_>) = view.guides.into_iter().partition(|row| row.retired);
    let card = |rows: Vec<GuideEntryRow>| {
        rsx! {
            Card {
                for row in rows {
                    Line {
                        key: "{row.id}",
                        to: may_change.then_some(Route::EditGuide { id: row.id }),
                        title: row.title,
                        second: row.category,
                        pending: row.pending,
                    }
                }
            }
        }
    };
    rsx! {
        if may_change {
            div { class: "add one",
                Go { to: Route::GuidesOfDocument {}, class: "btn",
                    Icon { name: IconName::Note }
                    {t!("handbook-document")}
                }
            }
        }
        if live.is_empty() {
            Empty { so: t!("handbook-empty"), advice: t!("handbook-empty-next") }
        } else {
            Section { title: t!("handbook-used", count = live.len()), {card(live)} }
        }
        if !retired.is_empty() {
            Section { title: t!("catalogue-retired", count = retired.len()), {card(retired)} }
        }
    }
}
