use chuanmen_core::report::GridName;
use chuanmen_replica::api::{DispatchFilter, DispatchView};
use dioxus::prelude::*;

use crate::ui::address::Asking;
use crate::ui::components::{Go, Heading, Shape, StateShape, SyncChip};
use crate::ui::hooks::use_sync;
use crate::ui::route::Route;
use crate::ui::screens::overview::GridFilter;
use crate::ui::text::t;

/// What the desk is narrowed to: overdue, grid, category.
#[component]
pub(super) fn Filters(view: DispatchView, filter: DispatchFilter) -> Element {
    let sync = use_sync();
    let navigator = use_navigator();
    let DispatchFilter {
        grid,
        ref category,
        overdue,
    } = filter;
    // In the address: the way back from a need finds it.
    let ask = use_callback(move |filter: DispatchFilter| {
        navigator.replace(Route::Dispatch {
            asking: Asking::from(filter),
        });
    });
    let pick = |change: fn(&mut DispatchFilter)| {
        let mut filter = filter.clone();
        change(&mut filter);
        move |_| ask(filter.clone())
    };
    let [of_grid, of_category] = [filter.clone(), filter.clone()];
    let named = |grid: chuanmen_replica::api::AreaName| GridName {
        id: grid.id,
        name: grid.name,
    };
    let grids: Vec<_> = view.grids.into_iter().map(named).collect();
    rsx! {
        header {
            Heading { {t!("dispatch-title")} }
            button { class: "chip", r#type: "button", "aria-pressed": (!overdue).to_string(),
                onclick: pick(|filter| filter.overdue = false),
                {t!("filter-all", count = view.all)}
            }
            button { class: "chip", r#type: "button", "aria-pressed": overdue.to_string(),
                onclick: pick(|filter| filter.overdue = true),
                StateShape { shape: Shape::Late }
                {t!("overdue-count", count = view.overdue)}
            }
            if grids.len() > 1 {
                GridFilter { grid, grids, onpick: move |grid| ask(DispatchFilter { grid, ..of_grid.clone() }) }
            }
            label { class: "chip pick",
                span { class: "vh", {t!("need-category")} }
                select {
                    onchange: move |event| {
                        let category = Some(event.value()).filter(|code| !code.is_empty());
                        ask(DispatchFilter { category, ..of_category.clone() });
                    },
                    option { value: "", selected: category.is_none(), {t!("dispatch-all-categories")} }
                    for choice in view.categories {
                        option { value: "{choice.code}", selected: category.as_ref() == Some(&choice.code), {choice.name.clone()} }
                    }
                }
            }
            Go { to: Route::Meetings {}, class: "chip", {t!("meetings")} }
            span { class: "grow" }
            SyncChip { sync }
        }
    }
}
