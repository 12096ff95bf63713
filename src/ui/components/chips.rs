use dioxus::prelude::*;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chip {
    /// `待访 4`.
    pub(crate) text: String,
    /// Whether it is the one chosen.
    pub(crate) chosen: bool,
}

/// Filters in a row that scrolls sideways, or, where all must be seen, in several rows.
#[component]
pub(crate) fn Chips(
    #[props(into)] label: String,
    chips: Vec<Chip>,
    #[props(default)] wrap: bool,
    onchoose: EventHandler<usize>,
) -> Element {
    rsx! {
        div { class: if wrap { "chips wrap" } else { "chips" }, role: "group", "aria-label": label,
            for (index , chip) in chips.into_iter().enumerate() {
                button {
                    key: "{index}",
                    r#type: "button",
                    class: "chip",
                    "aria-pressed": chip.chosen.to_string(),
                    onclick: move |_| onchoose.call(index),
                    {chip.text}
                }
            }
        }
    }
}
