use dioxus::prelude::*;

use crate::ui::hooks::use_live;

/// Some rows of a long list; only the room they take while one is far away.
#[component]
pub(super) fn Page(
    /// A name under which its height is remembered.
    keep: String,
    index: usize,
    from: usize,
    to: usize,
    near: bool,
    /// Another one whenever its rows may be others.
    edition: u64,
    row: Callback<usize, Element>,
    /// Called with its index when it comes into sight.
    onsight: Callback<usize>,
) -> Element {
    let live = use_live();
    let height = live.scrolled(&keep);
    let whole = near || height == 0.0;
    rsx! {
        div {
            class: "leaf",
            height: if !whole { "{height}px" },
            onvisible: move |event| {
                if event.is_intersecting().unwrap_or_default() {
                    onsight.call(index);
                }
            },
            onresize: move |event| {
                if let Ok(size) = event.get_border_box_size()
                    && whole
                {
                    live.remember_scroll(&keep, size.height);
                }
            },
            if whole {
                for index in from..to {
                    Fragment { key: "{index}", {row.call(index)} }
                }
            }
        }
    }
}
