use chuanmen_replica::api::NeedName;
use dioxus::prelude::*;

use crate::ui::components::{Card, Go, Icon, IconName, IconSize, Section};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The need that it was merged into, and those that were merged into it.
#[component]
pub(super) fn MergedWith(into: Option<NeedName>, here: Vec<NeedName>) -> Element {
    rsx! {
        if let Some(into) = into {
            Section { title: t!("need-merged-into"), Needs { needs: vec![into] } }
        }
        if !here.is_empty() {
            Section { title: t!("need-merged-here"), Needs { needs: here } }
        }
    }
}

#[component]
fn Needs(needs: Vec<NeedName>) -> Element {
    rsx! {
        Card {
            for need in needs {
                Go { key: "{need.id}", class: "set", to: Route::Need { id: need.id },
                    Icon { name: IconName::Swap }
                    span { class: "grow",
                        {need.text}
                        if !need.place.is_empty() {
                            span { class: "cap", " {need.place}" }
                        }
                    }
                    Icon { name: IconName::Chevron, size: IconSize::Small }
                }
            }
        }
    }
}
