use dioxus::prelude::*;

use super::form::Same;
use crate::ui::components::{Shape, StateShape};
use crate::ui::text::t;

/// 无变化: one tap for the commonest visit.
#[component]
pub(super) fn SameAsLast(
    same: Same,
    /// How many answers there are.
    items: usize,
    /// The day somebody was last met, in words.
    met_on: Option<String>,
    onpress: EventHandler<()>,
) -> Element {
    let (class, pressed, shape) = match same {
        Same::Untouched => ("as-last", "false", Shape::Due),
        Same::All => ("as-last on", "true", Shape::Done),
        Same::Rest { .. } => ("as-last on", "mixed", Shape::Half),
    };
    let (title, about) = match (same, met_on) {
        (Same::Rest { changed }, Some(day)) => {
            let left = items.saturating_sub(changed);
            (
                t!("same-rest"),
                t!("same-rest-about", left = left, day = day, changed = changed),
            )
        }
        (Same::Rest { changed }, None) => (
            t!("same-first-rest"),
            t!("same-first-rest-about", changed = changed),
        ),
        (_, Some(day)) => (t!("same"), t!("same-about", day = day)),
        (_, None) => (t!("same-first"), t!("same-first-about")),
    };
    rsx! {
        button {
            r#type: "button",
            class,
            "aria-pressed": pressed,
            onclick: move |_| onpress.call(()),
            StateShape { shape }
            span { class: "grow",
                b { {title} }
                span { class: "sub", {about} }
            }
        }
    }
}
