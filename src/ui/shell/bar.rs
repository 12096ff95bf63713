use dioxus::prelude::*;

use crate::ui::components::{Heading, Icon, IconName, Rich};
use crate::ui::route::Route;
use crate::ui::text::t;

/// A screen's top line: the way back, its name, its tools.
#[component]
pub(crate) fn Bar(
    /// The heading; none where the screen has its heading below.
    #[props(default, into)]
    title: String,
    /// The second line; a sentence for [`Rich`].
    #[props(default, into)]
    sub: String,
    /// A cross instead of an arrow: a task one leaves.
    #[props(default)]
    task: bool,
    /// What the way back says to a screen reader.
    #[props(default)]
    back_label: Option<String>,
    /// No way back: one of the places of the bars.
    #[props(default)]
    root: bool,
    #[props(default)] children: Option<Element>,
) -> Element {
    let navigator = use_navigator();
    let route = use_route::<Route>();
    let label = back_label.unwrap_or_else(|| t!("back"));
    rsx! {
        header { class: if root { "bar root" } else { "bar" },
            if !root {
                button {
                    r#type: "button",
                    class: "ib",
                    "aria-label": label,
                    onclick: move |_| {
                        if navigator.can_go_back() && crate::device::navigated() {
                            navigator.go_back();
                        } else {
                            navigator.replace(route.parent());
                        }
                    },
                    Icon { name: if task { IconName::Close } else { IconName::Back } }
                }
            }
            div { class: "t",
                if !title.is_empty() {
                    Heading { {title} }
                }
                if !sub.is_empty() {
                    span { class: "sub", Rich { text: sub } }
                }
            }
            {children}
        }
    }
}
