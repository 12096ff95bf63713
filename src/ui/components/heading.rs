use dioxus::prelude::*;

use crate::device;

/// The screen's one `h1`. It takes the focus when its screen is reached by a tap or key, so that
/// a screen reader starts there; not when the app opens.
#[component]
pub(crate) fn Heading(#[props(default, into)] class: String, children: Element) -> Element {
    rsx! {
        h1 {
            class,
            tabindex: "-1",
            onmounted: move |event| async move {
                if device::navigated() {
                    // Where a shell cannot move the focus, reading starts at the top anyway.
                    drop(event.set_focus(true).await);
                }
            },
            {children}
        }
    }
}
