use dioxus::prelude::*;

use super::{Rich, use_roving};

/// What choosing means to a screen reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SegmentRole {
    /// An answer.
    #[default]
    Radio,
    /// What is shown below.
    Tabs,
}

/// A choice of two or three, side by side. Each choice is a sentence for [`Rich`].
#[component]
pub(crate) fn Segment(
    #[props(into)] label: String,
    choices: Vec<String>,
    #[props(default)] chosen: Option<usize>,
    #[props(default)] role: SegmentRole,
    #[props(default, into)] class: String,
    onchoose: EventHandler<usize>,
) -> Element {
    let roving = use_roving();
    let count = choices.len();
    let tabs = role == SegmentRole::Tabs;
    rsx! {
        div {
            class: "seg {class}",
            role: if tabs { "tablist" } else { "radiogroup" },
            "aria-label": label,
            for (index , words) in choices.into_iter().enumerate() {
                button {
                    key: "{index}",
                    r#type: "button",
                    role: if tabs { "tab" } else { "radio" },
                    "aria-checked": (!tabs).then(|| (chosen == Some(index)).to_string()),
                    "aria-selected": tabs.then(|| (chosen == Some(index)).to_string()),
                    tabindex: if chosen.unwrap_or(0) == index { "0" } else { "-1" },
                    onmounted: move |event| roving.mounted(index, event.data()),
                    onclick: move |_| onchoose.call(index),
                    onkeydown: move |event| {
                        if let Some(next) = roving.key(&event, index, count) {
                            onchoose.call(next);
                        }
                    },
                    span { Rich { text: words } }
                }
            }
        }
    }
}
