use dioxus::prelude::*;

use crate::ui::text::t;

/// Grey bars of the real row height. They show themselves only after 150 ms, by their style:
/// what comes from the device's own database is usually there sooner.
#[component]
pub(crate) fn Skeleton(#[props(default = 4)] rows: u8) -> Element {
    rsx! {
        div { class: "skeleton", role: "status",
            span { class: "vh", {t!("loading")} }
            for _ in 0..rows {
                div { class: "bone", "aria-hidden": "true" }
            }
        }
    }
}
