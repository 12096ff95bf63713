use chuanmen_core::domain::Deadline;
use chuanmen_replica::api::{CatalogueView, NeedCategoryRow};
use dioxus::prelude::*;

use super::List;
use super::line::Line;
use crate::ui::components::{Card, Section};
use crate::ui::route::Route;
use crate::ui::text::{party_name, t};

/// 诉求类别: what needs are about, with their deadlines.
#[component]
pub(crate) fn NeedCategories() -> Element {
    rsx! {
        List {
            title: t!("need-categories"),
            add: t!("need-category-add"),
            to: Route::NewNeedCategory {},
            shown: |view| rsx! { Categories { view } },
        }
    }
}

#[component]
fn Categories(view: CatalogueView) -> Element {
    let may_change = view.may_change;
    let rows = view.categories.into_iter();
    let (retired, live): (Vec<_>, Vec<_>) = rows.partition(|row| row.retired);
    let card = |rows: Vec<NeedCategoryRow>| {
        rsx! {
            Card {
                for row in rows {
                    Line {
                        key: "{row.id}",
                        to: may_change.then_some(Route::EditNeedCategory { id: row.id }),
                        title: row.name.clone(),
                        second: about(&row),
                        pending: row.pending,
                    }
                }
            }
        }
    };
    rsx! {
        Section { title: t!("need-categories-used", count = live.len()), {card(live)} }
        if !retired.is_empty() {
            Section { title: t!("catalogue-retired", count = retired.len()), {card(retired)} }
        }
    }
}

/// `10 天内办结 · 一般派给物业`.
fn about(row: &NeedCategoryRow) -> String {
    let within = match row.within {
        Deadline::Days(days) => t!("need-category-days-of", days = days),
        Deadline::WorkingDays(days) => t!("need-category-working-days-of", days = days),
    };
    let party = row.party.as_ref();
    let party = party.map(|party| t!("need-category-party-of", party = party_name(party)));
    [within]
        .into_iter()
        .chain(party)
        .collect::<Vec<_>>()
        .join(" · ")
}
