use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName, NearlyFull};
use crate::ui::hooks::use_room;
use crate::ui::text::t;

/// The room taken on this device, and what is left of it.
#[component]
pub(super) fn Storage(stored: u64) -> Element {
    let room = use_room();
    let free = room().map(|room| megabytes(room.free()));
    rsx! {
        div { class: "set",
            Icon { name: IconName::Storage }
            span { class: "grow", {t!("storage")} }
            span { class: "sub", {t!("storage-used", megabytes = megabytes(stored))}
                if let Some(free) = free {
                    i { class: "d", "aria-hidden": "true" }
                    {t!("storage-free", megabytes = free)}
                }
            }
        }
        NearlyFull { room: room() }
    }
}

/// Whole megabytes, at least one.
fn megabytes(bytes: u64) -> String {
    (bytes / 1_000_000).max(1).to_string()
}
