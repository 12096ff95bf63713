use dioxus::prelude::*;

/// On or off, at once.
#[component]
pub(crate) fn Switch(
    #[props(into)] label: String,
    on: bool,
    onchange: EventHandler<bool>,
) -> Element {
    rsx! {
        button {
            r#type: "button",
            class: "switch",
            role: "switch",
            "aria-checked": on.to_string(),
            "aria-label": label,
            onclick: move |_| onchange.call(!on),
        }
    }
}

/// A switch with its words beside it.
#[component]
pub(crate) fn OnOff(
    #[props(into)] label: String,
    on: bool,
    onchange: EventHandler<bool>,
) -> Element {
    rsx! {
        div { class: "switch-row",
            span { class: "grow", {label.clone()} }
            Switch { label, on, onchange }
        }
    }
}
