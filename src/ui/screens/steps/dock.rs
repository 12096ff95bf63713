use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, IconName};
use crate::ui::text::t;

use super::Sheet;

/// For a dock: the first step as the one filled button, the second beside it, or the rest behind
/// 更多.
#[component]
pub(in crate::ui::screens) fn StepButtons(
    steps: Vec<String>,
    /// Whether the first step takes something away: no thumb is to find it filled.
    #[props(default)]
    away: bool,
    onpick: EventHandler<usize>,
) -> Element {
    let mut more = use_signal(|| false);
    let Some((first, rest)) = steps.split_first() else {
        return rsx! {};
    };
    rsx! {
        match rest {
            [] => rsx! {},
            [second] => rsx! {
                Button { big: true, onclick: move |_| onpick.call(1), {second.clone()} }
            },
            _ => rsx! {
                Button { big: true, icon: IconName::More, expanded: more(),
                    onclick: move |_| more.set(true), {t!("more")}
                }
            },
        }
        Button { look: if away { ButtonLook::Plain } else { ButtonLook::Primary }, big: true, onclick: move |_| onpick.call(0), {first.clone()} }
        if more() {
            Sheet { title: t!("more"), onclose: move |()| more.set(false),
                div { class: "choices",
                    for (index , word) in steps.iter().cloned().enumerate().skip(1) {
                        Button { big: true,
                            onclick: move |_| {
                                more.set(false);
                                onpick.call(index);
                            },
                            {word}
                        }
                    }
                }
            }
        }
    }
}
