use chuanmen_core::domain::HouseholdId;
use chuanmen_replica::api::{Door, DoorState, TripFloor};
use dioxus::prelude::*;
use jiff::civil::Date;

use super::{DoorTag, Go, Icon, IconName, Rich, Shape, Tag, TagTone};
use crate::ui::route::Route;
use crate::ui::text::{floor_name, t, try_again};

/// The doors of one climb, in the order of the climb; the rail is the staircase.
#[component]
pub(crate) fn Climb(
    floors: Vec<TripFloor>,
    today: Date,
    /// The next door of all, if it is on this climb.
    #[props(default)]
    next: Option<HouseholdId>,
    /// Whether the doors are ticked off as somebody calls there.
    #[props(default)]
    ticked: bool,
    /// Whether it is of other things than when somebody called: a door that is not due says nothing.
    #[props(default)]
    apart: bool,
    /// What stands beside a door, for what can be done about it.
    #[props(default)]
    beside: Option<Callback<Door, Element>>,
) -> Element {
    let is_next = |floor: &TripFloor| {
        let doors = floor.doors.iter();
        next.is_some_and(|next| doors.map(|door| door.household).any(|door| door == next))
    };
    rsx! {
        div { class: "climb",
            for (here , floor) in floors.into_iter().map(|floor| (is_next(&floor), floor)) {
                div { key: "{floor.floor}", class: if here { "floor now" } else { "floor" },
                    div { class: "f",
                        if floor.floor != 0 {
                            Rich { text: floor_name(floor.floor) }
                        }
                    }
                    div {
                        for door in floor.doors {
                            div { key: "{door.household}", class: "beside",
                                DoorRow { door: door.clone(), today, ticked, apart }
                                if let Some(beside) = beside {
                                    {beside.call(door)}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A door of a climb: room and name, why, when to try again, and its state at the right.
#[component]
fn DoorRow(door: Door, today: Date, ticked: bool, apart: bool) -> Element {
    let hint = door.tried_at.map(|at| try_again(at, door.retry));
    let over = ticked && (door.called || door.skipped);
    rsx! {
        Go {
            to: Route::Household { id: door.household },
            class: if over { "door over" } else { "door" },
            span { class: "who",
                span {
                    b { {door.room.clone()} }
                    {door.name.clone()}
                }
                if over {
                    Tick { door: door.clone() }
                } else if !((ticked || apart) && door.state == DoorState::Done) {
                    DoorTag { state: door.state, today }
                }
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

/// What became of a door of the round.
#[component]
fn Tick(door: Door) -> Element {
    let (tone, shape, text) = if !door.called {
        (TagTone::Plain, Shape::Vacant, t!("round-skipped"))
    } else if door.tried_at.is_some() {
        (TagTone::Plain, Shape::Nobody, t!("state-nobody"))
    } else {
        (TagTone::Done, Shape::Done, t!("round-walked"))
    };
    rsx! {
        Tag { tone, shape, text }
    }
}
