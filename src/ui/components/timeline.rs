use dioxus::prelude::*;

use super::{Icon, IconName, IconSize, Rich};
use crate::ui::text::t;

/// What happened, newest first; holds [`TimelineItem`]s.
#[component]
pub(crate) fn Timeline(children: Element) -> Element {
    rsx! {
        ol { class: "tl", {children} }
    }
}

/// One line of what happened.
#[component]
pub(crate) fn TimelineItem(
    /// A shape, an icon or a seal.
    mark: Element,
    /// Whether the mark is in the brand colour: something was achieved.
    #[props(default)]
    achieved: bool,
    #[props(into)] title: String,
    #[props(into)] time: String,
    /// Who, what they said; a sentence for [`Rich`].
    #[props(default, into)]
    note: String,
    /// Not delivered yet.
    #[props(default)]
    pending: bool,
    /// It had no effect: the note says why.
    #[props(default)]
    struck: bool,
    /// What one may do about it.
    #[props(default)]
    children: Element,
) -> Element {
    rsx! {
        li {
            span { class: if achieved { "mk pri" } else { "mk" }, {mark} }
            div {
                div { class: "h",
                    if struck {
                        s { b { {title} } }
                    } else {
                        b { {title} }
                    }
                    time {
                        {time}
                        if pending {
                            span { class: "pending", role: "img", "aria-label": t!("not-sent-yet"),
                                Icon { name: IconName::CloudWaiting, size: IconSize::Small }
                            }
                        }
                    }
                }
                if !note.is_empty() {
                    p { Rich { text: note } }
                }
                {children}
            }
        }
    }
}
