use dioxus::prelude::*;

use super::Rich;

/// A titled part of a screen.
#[component]
pub(crate) fn Section(
    #[props(into)] title: String,
    /// At the right of the title; a sentence for [`Rich`].
    #[props(default, into)]
    aside: String,
    children: Element,
) -> Element {
    rsx! {
        div { class: "sec",
            h2 { {title} }
            if !aside.is_empty() {
                span { class: "sub", Rich { text: aside } }
            }
        }
        {children}
    }
}

/// A surface that holds rows.
#[component]
pub(crate) fn Card(#[props(default)] label: Option<String>, children: Element) -> Element {
    rsx! {
        section { class: "card", "aria-label": label, {children} }
    }
}
