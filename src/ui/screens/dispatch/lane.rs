use chuanmen_replica::api::{DispatchLane, Lane};
use dioxus::prelude::*;

use super::card::Card;
use super::hand::Hand;
use crate::ui::text::{lane_name, lane_seal, t};

/// How many cards a lane shows at first, and how many more each time one asks.
const FEW: usize = 6;
const MORE: usize = 24;

/// A lane of the desk: who has the needs there, and the needs. A dragged card is dropped on it.
#[component]
pub(super) fn LaneColumn(
    lane: DispatchLane,
    /// Whether it is the one that a phone shows.
    chosen: bool,
) -> Element {
    let hand = use_context::<Hand>();
    let mut drawn = use_signal(|| FEW);
    let mut reached = use_hook(|| CopyValue::new(0));
    let mut over = use_signal(|| false);
    let DispatchLane { lane, cards } = lane;
    let fits = hand.fits(&lane);
    let inbox = lane == Lane::Inbox;
    let class = [
        (inbox, " inbox"),
        (chosen, " chosen"),
        (fits, " fits"),
        (fits && over(), " over"),
    ];
    let class: String = class.iter().filter(|(on, _)| *on).map(|it| it.1).collect();
    let ids: Vec<_> = cards.iter().map(|card| card.row.id).collect();
    let stop = hand.cards.stop(&ids);
    // Keys reach every card: as far as they have ever come, cards are drawn.
    let here = ids.iter().position(|id| stop == Some(*id)).unwrap_or(0) + 1;
    let farthest = here.max(*reached.peek());
    reached.set(farthest);
    let shown = drawn().max(farthest);
    let left = cards.len().saturating_sub(shown);
    let name = lane_name(&lane);
    let label = t!("lane-count", lane = name.clone(), count = cards.len());
    let (hovered, target) = (lane.clone(), lane.clone());
    rsx! {
        section {
            class: "lane{class}",
            "aria-label": label,
            ondragover: move |event| {
                if hand.fits(&hovered) {
                    event.prevent_default();
                    if !*over.peek() {
                        over.set(true);
                    }
                }
            },
            ondragleave: move |_| over.set(false),
            ondrop: move |event| {
                event.prevent_default();
                over.set(false);
                hand.drop_on(&target);
            },
            header {
                span { class: if inbox { "seal on" } else { "seal" }, "aria-hidden": "true", {lane_seal(&lane)} }
                h2 { {name} }
                span { class: "sub", "{cards.len()}" }
            }
            if cards.is_empty() {
                p { class: "rest", {t!("lane-empty")} }
            }
            ul { class: "cards",
                for card in cards.iter().take(shown).cloned() {
                    Card { key: "{card.row.id}", stop: stop == Some(card.row.id), lane: lane.clone(), card }
                }
            }
            if left > 0 {
                button { class: "rest", r#type: "button", onclick: move |_| drawn.set(shown + MORE),
                    {t!("lane-more", count = left)}
                }
            }
        }
    }
}
