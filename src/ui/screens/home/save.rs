use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, IconName};
use crate::ui::hooks::Sender;

/// The one button of a task, and why the last tap did nothing.
#[component]
pub(super) fn Save(
    sender: Sender,
    /// What it does, or what is missing.
    #[props(into)]
    label: String,
    ready: bool,
    onsave: EventHandler<()>,
) -> Element {
    rsx! {
        if let Some(error) = sender.error() {
            div { class: "docked", Failure { error } }
        }
        Button {
            look: ButtonLook::Primary,
            big: true,
            icon: if ready { Some(IconName::Check) } else { None },
            disabled: !ready || sender.busy(),
            onclick: move |_| onsave.call(()),
            {label}
        }
    }
}
