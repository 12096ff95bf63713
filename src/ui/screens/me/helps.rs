use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName, SetLine};
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
            SetLine { to: Route::Help {}, icon: IconName::Info, words: t!("help") }
            if !practice {
                div { class: "set",
                    Icon { name: IconName::Flag }
                    span { class: "grow block", {t!("practice")}
                        span { class: "sub block", {t!("practice-about")} }
                    }
                    PracticeStart {}
                }
                SetLine { to: Route::Feedback {}, icon: IconName::Need, words: t!("feedback") }
            }
            SetLine { to: Route::About {}, icon: IconName::Report, words: t!("about-title") }
        }
    }
}
