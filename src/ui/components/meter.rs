use dioxus::prelude::*;

/// How much of a whole is done. The words beside it give both numbers.
#[component]
pub(crate) fn Meter(done: u64, total: u64, #[props(into)] label: String) -> Element {
    let percent = done
        .saturating_mul(100)
        .checked_div(total)
        .unwrap_or(0)
        .min(100);
    rsx! {
        div { class: "meter", role: "img", "aria-label": label,
            i { width: "{percent}%" }
        }
    }
}
