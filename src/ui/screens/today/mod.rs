use dioxus::prelude::*;

use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// To be drawn.
#[component]
pub(crate) fn Today() -> Element {
    rsx! {
        Screen { title: t!("app-name"), head: rsx! { Bar { title: t!("app-name") } } }
    }
}
