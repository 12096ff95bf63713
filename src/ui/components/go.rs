use dioxus::prelude::*;

use crate::ui::route::Route;

/// A link inside the app.
#[component]
pub(crate) fn Go(
    to: Route,
    #[props(default, into)] class: String,
    #[props(default)] label: Option<String>,
    #[props(default)] style: Option<String>,
    /// Whether it leads to where one is.
    #[props(default)]
    current: bool,
    /// For what moves the focus to it.
    #[props(default)]
    onmounted: EventHandler<MountedEvent>,
    children: Element,
) -> Element {
    let navigator = use_navigator();
    let href = to.to_string();
    rsx! {
        a {
            class,
            href,
            style,
            "aria-label": label,
            "aria-current": current.then_some("page"),
            onmounted: move |event| onmounted.call(event),
            onclick: move |event| {
                // A click with a modifier is the browser's: a new tab, a download.
                if event.modifiers().is_empty() {
                    event.prevent_default();
                    navigator.push(to.clone());
                }
            },
            {children}
        }
    }
}
