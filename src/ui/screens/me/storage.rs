use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName, NearlyFull};
use crate::ui::hooks::use_room;
use crate::ui::text::t;

/// The room taken on this device, and what is left of it.
#[component]
pub(super) fn Storage(stored: u64) -> Element {
    let room = use_room();
    let free = room().map(|room| size(room.free()));
    rsx! {
        div { class: "set",
            Icon { name: IconName::Storage }
            span { class: "grow nowrap", {t!("storage")} }
            span { class: "sub", {t!("storage-used", size = size(stored))}
                if let Some(free) = free {
                    i { class: "d", "aria-hidden": "true" }
                    {t!("storage-free", size = free)}
                }
            }
        }
        NearlyFull { room: room() }
    }
}

/// `12 MB`, at least one; `10 GB` from a thousand of them.
fn size(bytes: u64) -> String {
    match bytes / 1_000_000 {
        megabytes @ ..1000 => format!("{} MB", megabytes.max(1)),
        megabytes => format!("{} GB", megabytes / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_in_the_unit_that_people_know_it_by() {
        assert_eq!(size(0), "1 MB");
        assert_eq!(size(999_999_999), "999 MB");
        assert_eq!(size(10_737_418_240), "10 GB");
    }
}
