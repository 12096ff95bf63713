use dioxus::prelude::*;

use crate::ui::components::ThreeCards;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// The first-run tour, once more.
#[component]
pub(crate) fn Tour() -> Element {
    let navigator = use_navigator();
    rsx! {
        Screen { title: t!("tour"), head: rsx! { Bar { title: t!("tour") } },
            ThreeCards { onend: move |()| { navigator.replace(Route::Help {}); } }
        }
    }
}
