use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName, IconSize};
use crate::ui::hooks::use_live;
use crate::ui::route::Route;
use crate::ui::shell::PracticeStart;
use crate::ui::text::t;

/// Help, practice, a place to complain, and what this is.
#[component]
pub(super) fn Helps() -> Element {
    let practice = use_live().practice;
    rsx! {
        section { class: "card", "aria-label": t!("help"),
            Line { to: Route::Help {}, icon: IconName::Info, words: t!("help") }
            if !practice {
                div { class: "set",
                    Icon { name: IconName::Flag }
                    span { class: "grow block", {t!("practice")}
                        span { class: "sub block", {t!("practice-about")} }
                    }
                    PracticeStart {}
                }
                Line { to: Route::Feedback {}, icon: IconName::Need, words: t!("feedback") }
            }
            Line { to: Route::About {}, icon: IconName::Report, words: t!("about-title") }
        }
    }
}

#[component]
fn Line(to: Route, icon: IconName, words: String) -> Element {
    rsx! {
        Go { class: "set", to,
            Icon { name: icon }
            span { class: "grow", {words} }
            Icon { name: IconName::Chevron, size: IconSize::Small }
        }
    }
}
