use dioxus::prelude::*;

use super::{Rich, use_roving};

/// One of several answers, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RadioRow {
    /// The answer; a sentence for [`Rich`].
    pub(crate) text: String,
    /// Why, who, when; may be empty.
    pub(crate) second: String,
}

/// A choice of one, a line each, with the radio's ring at the left.
#[component]
pub(crate) fn RadioRows(
    #[props(into)] label: String,
    rows: Vec<RadioRow>,
    #[props(default)] chosen: Option<usize>,
    onchoose: EventHandler<usize>,
) -> Element {
    let roving = use_roving();
    let count = rows.len();
    rsx! {
        div { class: "card", role: "radiogroup", "aria-label": label,
            for (index , row) in rows.into_iter().enumerate() {
                button {
                    key: "{index}",
                    r#type: "button",
                    class: "row wide",
                    role: "radio",
                    "aria-checked": (chosen == Some(index)).to_string(),
                    tabindex: if chosen.unwrap_or(0) == index { "0" } else { "-1" },
                    onmounted: move |event| roving.mounted(index, event.data()),
                    onclick: move |_| onchoose.call(index),
                    onkeydown: move |event| {
                        if let Some(next) = roving.key(&event, index, count) {
                            onchoose.call(next);
                        }
                    },
                    span { class: if chosen == Some(index) { "radio on" } else { "radio" } }
                    span { class: "grow",
                        span { class: "l1", Rich { text: row.text } }
                        if !row.second.is_empty() {
                            span { class: "l2", Rich { text: row.second } }
                        }
                    }
                }
            }
        }
    }
}
