//! 调度: the needs of a community by whose hands they are in, and what can be done about each: by
//! dragging, by keys, by touch. From this device's own data: it works with no signal.

mod card;
mod filters;
mod hand;
mod keys;
mod lane;
mod menu;
mod merge;

use chuanmen_replica::api::{DispatchFilter, DispatchQuery, DispatchView};
use dioxus::prelude::*;

use crate::ui::address::Asking;
use crate::ui::components::{Chip, Chips, Empty, Failure, Go, Heading, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::route::Route;
use crate::ui::shell::Screen;
use crate::ui::text::{lane_name, t};

use filters::Filters;
use hand::{Hand, use_hand};
use lane::LaneColumn;
use menu::Menu;

/// The screen.
#[component]
pub(crate) fn Dispatch(asking: Asking) -> Element {
    let filter = asking.of_desk();
    let desk = use_ask(DispatchQuery {
        filter: filter.clone(),
    });
    let hand = use_hand();
    use_context_provider(|| hand);
    rsx! {
        Screen { title: t!("dispatch-title"), keep: "dispatch",
            div { class: "page dispatch",
                match desk.shown() {
                    Shown::Waiting => rsx! {
                        header { Heading { {t!("dispatch-title")} } }
                        Skeleton { rows: 6 }
                    },
                    Shown::Failed(error) => rsx! {
                        header { Heading { {t!("dispatch-title")} } }
                        Failure { error }
                    },
                    Shown::Here(view) => rsx! { Desk { view, filter } },
                }
            }
        }
        if let Some(card) = hand.open.cloned() {
            Menu { key: "{card.row.id}", card }
        }
    }
}

#[component]
fn Desk(view: DispatchView, filter: DispatchFilter) -> Element {
    let hand = use_context::<Hand>();
    hand.sees(&view);
    let mut chosen = use_signal(|| 0_usize);
    let nothing = view.lanes.iter().all(|lane| lane.cards.is_empty());
    let narrowed = filter != DispatchFilter::default();
    let chips = view.lanes.iter().enumerate().map(|(index, lane)| Chip {
        text: format!("{} {}", lane_name(&lane.lane), lane.cards.len()),
        chosen: chosen() == index,
    });
    rsx! {
        Filters { view: view.clone(), filter }
        // An open menu says it itself.
        if let Some(error) = hand.error().filter(|_| hand.open.read().is_none()) {
            Failure { error }
        }
        if nothing && narrowed {
            Empty { so: t!("dispatch-none") }
        } else if nothing {
            Empty { so: t!("dispatch-empty"), advice: t!("dispatch-empty-next"),
                Go { class: "btn", to: Route::Needs {}, {t!("dispatch-all-needs")} }
            }
        } else {
            p { id: "dispatch-keys", class: "vh", {t!("dispatch-keys")} }
            div { class: "lanepick",
                Chips { label: t!("dispatch-lanes"), chips: chips.collect::<Vec<_>>(),
                    onchoose: move |index| chosen.set(index) }
            }
            div { class: "lanes",
                for (index , lane) in view.lanes.iter().cloned().enumerate() {
                    LaneColumn { key: "{index}", lane, chosen: chosen() == index }
                }
            }
        }
    }
}
