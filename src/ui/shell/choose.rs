use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::screens::NewPin;
use crate::ui::text::t;

/// The hub opened this device: its person chooses a new PIN, or to have none.
#[component]
pub(super) fn Choose() -> Element {
    let live = use_live();
    let sender = use_send();
    let chosen = live.clone();
    rsx! {
        div { class: "app",
            main { class: "main locked",
                h1 { {t!("pin-choose")} }
                NewPin { ondone: move |()| chosen.changed() }
                Button {
                    look: ButtonLook::Bare,
                    disabled: sender.busy(),
                    onclick: move |_| {
                        let live = live.clone();
                        sender.send(Command::RemovePin { pin: None }, move |_| live.changed());
                    },
                    {t!("pin-off")}
                }
                if let Some(error) = sender.error() {
                    Failure { error }
                }
            }
        }
    }
}
