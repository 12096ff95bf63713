use dioxus::prelude::*;

use crate::ui::components::{Empty, Go};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// An address that leads nowhere.
#[component]
pub(crate) fn NotFound(segments: Vec<String>) -> Element {
    let address = segments.join("/");
    rsx! {
        Screen { title: t!("not-found-title"), head: rsx! { Bar { title: t!("not-found-title") } },
            Empty { so: t!("not-found", address = address), advice: t!("not-found-advice"),
                Go { to: Route::Today {}, class: "btn", {t!("go-today")} }
            }
        }
    }
}
