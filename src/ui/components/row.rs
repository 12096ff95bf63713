use dioxus::prelude::*;

use super::{Go, Icon, IconName, Rich};
use crate::ui::route::Route;

/// A line of a list that leads somewhere: mark, two lines, state or arrow.
#[component]
pub(crate) fn Row(
    to: Route,
    /// An icon or a seal.
    #[props(default)]
    lead: Option<Element>,
    #[props(into)] title: String,
    #[props(default)] strong: bool,
    /// The second line; a sentence for [`Rich`].
    #[props(default, into)]
    second: String,
    /// A tag; an arrow if there is none.
    #[props(default)]
    trail: Option<Element>,
    /// For what moves the focus to it.
    #[props(default)]
    onmounted: EventHandler<MountedEvent>,
) -> Element {
    rsx! {
        Go { to, class: "row", onmounted,
            {lead}
            span { class: "grow",
                if strong {
                    b { class: "l1", {title} }
                } else {
                    span { class: "l1", {title} }
                }
                if !second.is_empty() {
                    span { class: "l2 flow", Rich { text: second } }
                }
            }
            if let Some(trail) = trail {
                {trail}
            } else {
                span { class: "go", Icon { name: IconName::Chevron } }
            }
        }
    }
}
