use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName};
use crate::ui::text::t;

/// A panel over the foot of the screen. Escape and the cross close it; the focus moves into it.
#[component]
pub(in crate::ui::screens) fn Sheet(
    title: String,
    onclose: EventHandler<()>,
    children: Element,
) -> Element {
    rsx! {
        div { class: "veil", onclick: move |_| onclose.call(()) }
        section {
            class: "sheet",
            role: "dialog",
            "aria-modal": "true",
            "aria-label": "{title}",
            onkeydown: move |event| {
                if event.key() == Key::Escape {
                    onclose.call(());
                }
            },
            header { class: "bar",
                div { class: "t",
                    h2 { tabindex: "-1",
                        onmounted: move |event| async move {
                            // A window that cannot move the focus still shows the sheet.
                            let _ = event.set_focus(true).await;
                        },
                        "{title}"
                    }
                }
                button { class: "ib", r#type: "button", "aria-label": t!("close"),
                    onclick: move |_| onclose.call(()),
                    Icon { name: IconName::Close }
                }
            }
            {children}
        }
    }
}
