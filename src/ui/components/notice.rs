use dioxus::prelude::*;

use super::{Icon, IconName};

/// How pressing a notice is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NoticeTone {
    /// It explains.
    #[default]
    Plain,
    /// It waits for somebody.
    Pending,
    /// Something was refused or failed.
    Urgent,
}

/// A sentence that explains, with a shape; a way out may follow it.
#[component]
pub(crate) fn Notice(
    #[props(default)] tone: NoticeTone,
    #[props(default = IconName::Info)] icon: IconName,
    children: Element,
) -> Element {
    let class = match tone {
        NoticeTone::Plain => "notice",
        NoticeTone::Pending => "notice pend",
        NoticeTone::Urgent => "notice urg",
    };
    rsx! {
        div { class, role: if tone == NoticeTone::Urgent { "alert" },
            Icon { name: icon }
            div { class: "grow", {children} }
        }
    }
}
