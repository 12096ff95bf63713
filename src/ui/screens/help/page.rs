use dioxus::prelude::*;

use super::pages::page;
use crate::ui::components::{Card, Empty, Go, Heading};
use crate::ui::hooks::use_me;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// One page.
#[component]
pub(crate) fn HelpPage(topic: String) -> Element {
    let somebody = use_me().is_some();
    let Some(page) = page(&topic) else {
        return rsx! {
            Screen { title: t!("help"), head: rsx! { Bar { title: t!("help") } },
                Empty { so: t!("help-no-page"), advice: t!("help-nothing"),
                    Go { class: "btn", to: Route::Help {}, {t!("help")} }
                }
            }
        };
    };
    rsx! {
        Screen { title: page.title, head: rsx! { Bar { sub: t!("help") } },
            Heading { class: "subject", {page.title} }
            Card {
                // Drawn out of our own files when the app was built.
                div { key: "{page.topic}", class: "part prose", dangerous_inner_html: page.html }
            }
            // Whoever belongs to nobody yet has nobody to tell.
            if somebody {
                Go { class: "btn bare howto", to: Route::Feedback {}, {t!("help-unanswered")} }
            }
        }
    }
}
