use chuanmen_replica::api::Door;
use dioxus::prelude::*;

use super::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The one action of a day: to the next door.
#[component]
pub(crate) fn NextDoor(door: Door) -> Element {
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
