use dioxus::prelude::*;

use crate::ui::components::{Go, Icon, IconName};
use crate::ui::route::Route;
use crate::ui::text::t;

/// Leads to the screen that is handed to the resident; the form below is for their word by
/// telephone.
#[component]
pub(in crate::ui::screens) fn HandOver(to: Route) -> Element {
    rsx! {
        div { class: "stepform",
            Go { class: "btn soft big", to, Icon { name: IconName::Person } {t!("word-hand-over")} }
            p { class: "sub", {t!("word-or")} }
        }
    }
}
