use chuanmen_core::china_date;
use chuanmen_replica::api::{Door, TodayView};
use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The door to go to next: the first of the most pressing climb where nobody called today yet;
/// if all were tried, the first again.
pub(super) fn next_door(view: &TodayView) -> Option<Door> {
    let doors = || {
        let floors = view.trips.iter().flat_map(|trip| &trip.floors);
        floors.flat_map(|floor| &floor.doors)
    };
    let tried_today = |door: &&Door| door.tried_at.map(china_date) == Some(view.date);
    let untried = doors().find(|door| !tried_today(door));
    untried.or_else(|| doors().next()).cloned()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::{at, today_view};

    #[test]
    fn a_door_tried_today_is_not_the_next() {
        let mut view = today_view();
        assert_eq!(next_door(&view).map(|door| door.room), Some("602".into()));
        view.trips[0].floors[0].doors[0].tried_at = Some(at(11, 23, 9, 30));
        assert_eq!(next_door(&view).map(|door| door.room), Some("502".into()));
    }

    #[test]
    fn when_every_door_was_tried_the_first_comes_again() {
        let mut view = today_view();
        for floor in view.trips.iter_mut().flat_map(|trip| &mut trip.floors) {
            for door in &mut floor.doors {
                door.tried_at = Some(at(11, 23, 9, 30));
            }
        }
        assert_eq!(next_door(&view).map(|door| door.room), Some("602".into()));
    }
}
