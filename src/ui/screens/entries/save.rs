use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, IconName};
use crate::ui::hooks::{Sender, use_snack};
use crate::ui::text::t;

/// Saves a need or a wish outside a visit.
#[component]
pub(crate) fn SaveEntry(
    sender: Sender,
    /// Nothing is said yet; the label says so.
    empty: bool,
    label: String,
    command: Command,
    ondone: EventHandler<()>,
) -> Element {
    let snack = use_snack();
    rsx! {
        if let Some(error) = sender.error() {
            Failure { error }
        }
        Button {
            look: ButtonLook::Soft,
            icon: IconName::Check,
            disabled: empty || sender.busy(),
            onclick: move |_| {
                sender.send(command.clone(), move |outcome| {
                    snack.saved(t!("saved"), &outcome);
                    ondone.call(());
                });
            },
            {label}
        }
    }
}

/// The one action of a form's dock. What is wrong stands above it; its label says why it waits.
#[component]
pub(crate) fn SaveDock(
    sender: Sender,
    ready: bool,
    label: String,
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
