use chuanmen_replica::api::{Door, TripFloor};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::{DoorTag, Go, Icon, IconName, Rich};
use crate::ui::route::Route;
use crate::ui::text::{t, try_again};

/// The doors of one climb, as the building stands: top floor first, the rail is the staircase.
#[component]
pub(crate) fn Climb(
    floors: Vec<TripFloor>,
    today: Date,
    /// Whether the first stop is the next door of all.
    #[props(default)]
    next: bool,
) -> Element {
    rsx! {
        div { class: "climb",
            for (index , floor) in floors.into_iter().enumerate() {
                div { key: "{floor.floor}-{index}", class: if next && index == 0 { "floor now" } else { "floor" },
                    div { class: "f",
                        if floor.floor != 0 {
                            Rich { text: t!("floor", floor = floor.floor) }
                        }
                    }
                    div {
                        for door in floor.doors {
                            DoorRow { key: "{door.household}", door, today }
                        }
                    }
                }
            }
        }
    }
}

/// A door of a climb: room and name, why, when to try again, and its state at the right.
#[component]
fn DoorRow(door: Door, today: Date) -> Element {
    let hint = door.tried_at.map(|at| try_again(at, door.retry));
    rsx! {
        Go { to: Route::Household { id: door.household }, class: "door",
            span { class: "who",
                span {
                    b { {door.room} }
                    {door.name}
                }
                DoorTag { state: door.state, today }
            }
            if !door.tags.is_empty() {
                span { class: "sub why", Rich { text: door.tags.join(" · ") } }
            }
            if let Some(hint) = hint {
                span { class: "hint",
                    Icon { name: IconName::Clock }
                    {hint}
                }
            }
        }
    }
}
