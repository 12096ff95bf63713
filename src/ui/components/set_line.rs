use dioxus::prelude::*;

use super::{Go, Icon, IconName, IconSize};
use crate::ui::route::Route;

/// A line of a card that leads elsewhere: what is there, and what one does with it.
#[component]
pub(crate) fn SetLine(
    to: Route,
    icon: IconName,
    #[props(into)] words: String,
    #[props(into, default)] about: String,
) -> Element {
    rsx! {
        Go { class: "set", to,
            Icon { name: icon }
            span { class: "grow block",
                {words}
                if !about.is_empty() {
                    span { class: "sub block", {about} }
                }
            }
            Icon { name: IconName::Chevron, size: IconSize::Small }
        }
    }
}
