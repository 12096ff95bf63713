use dioxus::prelude::*;

/// Nothing to show: what is so, what to do, and a button for it.
#[component]
pub(crate) fn Empty(
    #[props(into)] so: String,
    #[props(default, into)] advice: String,
    #[props(default)] children: Option<Element>,
) -> Element {
    rsx! {
        div { class: "empty",
            p { b { {so} } }
            if !advice.is_empty() {
                p { class: "sub", {advice} }
            }
            {children}
        }
    }
}
