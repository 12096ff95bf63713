//! 关于: the version, where the data are, what it is made of.

use chuanmen_replica::api::SessionView;
use dioxus::prelude::*;

use crate::ui::components::{Card, Heading, HowTo, Topic};
use crate::ui::hooks::use_session;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The screen.
#[component]
pub(crate) fn About() -> Element {
    let hub = match use_session() {
        Some(SessionView::Enrolled(me)) if !me.hub.is_empty() => me.hub,
        _ => t!("about-no-hub"),
    };
    let parts = [
        (t!("about-what"), t!("about-what-says")),
        (t!("about-where"), t!("about-where-says", hub = hub)),
        (t!("about-privacy"), t!("about-privacy-says")),
        (t!("about-rules"), t!("about-rules-says")),
        (t!("about-licence"), t!("about-licence-says")),
    ];
    rsx! {
        Screen { title: t!("about-title"), head: rsx! { Bar { sub: t!("about-title") } },
            Heading { class: "subject", {t!("about-version", version = env!("CARGO_PKG_VERSION"))} }
            Card {
                for (index , (title , says)) in parts.into_iter().enumerate() {
                    div { key: "{index}", class: "part",
                        h2 { {title} }
                        p { {says} }
                    }
                }
            }
            HowTo { topic: Topic::Privacy, words: t!("about-privacy-more") }
        }
    }
}
