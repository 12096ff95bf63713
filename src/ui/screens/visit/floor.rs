use chuanmen_core::china_date;
use chuanmen_core::domain::Outcome;
use chuanmen_replica::api::NeighbourDoor;
use dioxus::prelude::*;

use super::anchors::Anchor;
use super::draft::Draft;
use crate::ui::components::{Card, DoorTag, Section};
use crate::ui::hooks::{Sender, use_now};
use crate::ui::text::t;

/// 同层一起记: other doors of the floor where it went the same, ticked here and saved together.
#[component]
pub(super) fn Floor(draft: Draft, doors: Vec<NeighbourDoor>, sender: Sender) -> Element {
    if doors.is_empty() {
        return rsx! {};
    }
    let met = draft.form().outcome == Some(Outcome::Met);
    rsx! {
        Anchor { field: "also",
            Section { title: t!("floor-together"), aside: t!("floor-together-aside"),
                Card { label: t!("floor-together"),
                    for door in doors {
                        Tick { key: "{door.household}", draft, met, door, sender }
                    }
                }
            }
        }
    }
}

#[component]
fn Tick(draft: Draft, met: bool, door: NeighbourDoor, sender: Sender) -> Element {
    let today = china_date(use_now());
    let household = door.household;
    let ticked = draft.form().also.contains(&household);
    let first = door.asks_first.filter(|_| met);
    let alone = first.is_some();
    let refused = sender.problem(&format!("also/{household}")).is_some();
    rsx! {
        button {
            r#type: "button",
            class: "row wide tick",
            role: "checkbox",
            "aria-checked": ticked.to_string(),
            disabled: alone && !ticked,
            onclick: move |_| {
                let mut next = draft.form();
                if !next.also.remove(&household) {
                    next.also.insert(household);
                }
                sender.clear();
                draft.set_at("also", next);
            },
            span { class: "box" }
            span { class: "grow",
                span { class: "l1", b { {door.room} } " {door.name}" }
                if let Some(question) = first {
                    span { class: "l2", {t!("floor-asks-first", question = question)} }
                } else if refused {
                    span { class: "l2 problem", {t!("floor-alone")} }
                }
            }
            DoorTag { state: door.state, today }
        }
    }
}
