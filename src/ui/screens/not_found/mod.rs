use dioxus::prelude::*;

use crate::ui::components::{Empty, Go};
use crate::ui::hooks::use_me;
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

/// An address that leads nowhere.
#[component]
pub(crate) fn NotFound(segments: Vec<String>) -> Element {
    let home = use_me().map_or(Route::Today {}, |me| Route::home(&me.role));
    let words = match home {
        Route::Today {} => t!("go-today"),
        Route::Overview { .. } => t!("go-overview"),
        Route::Subdistrict { .. } => t!("go-subdistrict"),
        _ => t!("back"),
    };
    // No address of ours is empty: a screen that is others' says so.
    let (so, advice) = match segments.is_empty() {
        true => (t!("not-yours"), t!("advice-ask-community")),
        false => (
            t!("not-found", address = segments.join("/")),
            t!("not-found-advice"),
        ),
    };
    rsx! {
        Screen { title: t!("not-found-title"), head: rsx! { Bar { title: t!("not-found-title") } },
            Empty { so, advice,
                Go { to: home, class: "btn", {words} }
            }
        }
    }
}
