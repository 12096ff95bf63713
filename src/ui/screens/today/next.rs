use chuanmen_replica::api::{Door, TodayView};
use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The door to go to next: the first of the most pressing climb.
pub(super) fn next_door(view: &TodayView) -> Option<Door> {
    view.trips.first()?.floors.first()?.doors.first().cloned()
}

/// The one action of Today: to the next door.
#[component]
pub(super) fn NextDoor(door: Door) -> Element {
    rsx! {
        Go { to: Route::Visit { id: door.household }, class: "btn pri big ends",
            span {
                {t!("next-door")}
                span { class: "opt", "aria-hidden": "true", "\u{3000}" }
                " "
                span { class: "nowrap", "{door.room} {door.name}" }
            }
            span { class: "act",
                span { class: "opt", {t!("next-door-go")} }
                Icon { name: IconName::Forward, size: IconSize::Small }
            }
        }
    }
}
