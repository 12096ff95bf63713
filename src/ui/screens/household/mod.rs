use chuanmen_core::domain::HouseholdId;
use dioxus::prelude::*;

use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// To be drawn.
#[component]
pub(crate) fn Household(id: HouseholdId) -> Element {
    let _ = &id;
    rsx! {
        Screen { title: t!("app-name"), head: rsx! { Bar { title: t!("app-name") } } }
    }
}
