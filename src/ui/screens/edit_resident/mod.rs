use chuanmen_core::domain::{HouseholdId, ResidentId};
use dioxus::prelude::*;

use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// To be drawn.
#[component]
pub(crate) fn EditResident(id: HouseholdId, resident: ResidentId) -> Element {
    let _ = &id;
    let _ = &resident;
    rsx! {
        Screen { title: t!("app-name"), head: rsx! { Bar { title: t!("app-name") } } }
    }
}
