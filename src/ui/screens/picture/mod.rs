//! One picture of a visit, as large as the screen.

mod photo;

use chuanmen_core::domain::{BlobHash, HouseholdId, VisitId};
use dioxus::prelude::*;

use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(in crate::ui::screens) use photo::Photo;

/// The screen.
#[component]
pub(crate) fn Picture(id: HouseholdId, visit: VisitId, hash: BlobHash) -> Element {
    let _ = id;
    rsx! {
        Screen { title: t!("photo"), head: rsx! { Bar { task: true, title: t!("photo") } },
            div { class: "picture", Photo { key: "{hash}", hash, visit, label: t!("photo") } }
        }
    }
}
