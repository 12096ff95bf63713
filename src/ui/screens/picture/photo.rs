use chuanmen_core::domain::{BlobHash, VisitId};
use dioxus::prelude::*;

use crate::ui::components::{Button, Icon, IconName};
use crate::ui::hooks::{Look, use_picture};
use crate::ui::text::t;

/// A picture in its place: drawn when it is there, and a word where it is not. Carries the hash as
/// its `key`.
#[component]
pub(crate) fn Photo(
    hash: BlobHash,
    /// The saved visit it is of, from where it can be fetched.
    #[props(default)]
    visit: Option<VisitId>,
    /// A thumbnail.
    #[props(default)]
    small: bool,
    /// What it says to a screen reader.
    #[props(into)]
    label: String,
) -> Element {
    let looked = use_picture(hash, visit, small);
    match looked.look() {
        Look::Here(address) => rsx! {
            img { class: "photo", src: address, alt: label, draggable: "false" }
        },
        Look::Waiting => rsx! {
            span { class: "photo none", role: "img", "aria-label": label, Icon { name: IconName::Camera } }
        },
        Look::Absent if small => rsx! {
            span { class: "photo none", role: "img", "aria-label": t!("photo-later"),
                Icon { name: IconName::CloudOffline }
            }
        },
        Look::Absent => rsx! {
            div { class: "photo none", role: "status",
                Icon { name: IconName::CloudOffline }
                p { {t!("photo-later")} }
                Button { onclick: move |_| looked.again(), {t!("photo-again")} }
            }
        },
    }
}
