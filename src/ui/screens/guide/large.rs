use chuanmen_core::domain::GuideId;
use chuanmen_replica::api::{GuideQuery, GuideView};
use dioxus::prelude::*;

use super::{Call, Papers, Part, Retired};
use crate::ui::components::{Failure, Heading, Skeleton};
use crate::ui::hooks::{Shown, use_ask};
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// An entry as a resident reads it on the phone that is held out to them: the whole screen, huge
/// letters, nothing beside it but the way back.
#[component]
pub(crate) fn ShowGuide(id: GuideId) -> Element {
    rsx! {
        Loaded { key: "{id}", id }
    }
}

#[component]
fn Loaded(id: GuideId) -> Element {
    let head = rsx! {
        Bar { task: true, back_label: t!("guide-show-end") }
    };
    match use_ask(GuideQuery { guide: id }).shown() {
        Shown::Waiting => rsx! {
            Screen { title: t!("guides"), head, Skeleton { rows: 6 } }
        },
        Shown::Failed(error) => rsx! {
            Screen { title: t!("guides"), head, Failure { error } }
        },
        Shown::Here(view) => rsx! {
            Screen { title: view.title.clone(), head, Large { view } }
        },
    }
}

#[component]
fn Large(view: GuideView) -> Element {
    rsx! {
        div { class: "large",
            Heading { {view.title} }
            if view.retired {
                Retired {}
            }
            Part { name: t!("guide-summary"), text: view.summary }
            Part { name: t!("guide-eligibility"), text: view.eligibility }
            Papers { papers: view.papers }
            Part { name: t!("guide-place"), text: view.place }
            Part { name: t!("guide-hours"), text: view.hours }
            Call { phone: view.phone }
        }
    }
}
