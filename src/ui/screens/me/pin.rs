use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, Failure, Go, HowTo, Icon, IconName, IconSize, Topic};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::route::Route;
use crate::ui::text::t;

/// The PIN of this device: set it, change it, lock now.
#[component]
pub(super) fn PinRows() -> Element {
    let live = use_live();
    let sender = use_send();
    let has_pin = live.lock.read().pin;
    rsx! {
        section { class: "card", "aria-label": t!("pin"),
            Go { class: "set", to: Route::Pin {},
                Icon { name: IconName::Lock }
                span { class: "grow",
                    span { {if has_pin { t!("pin-change") } else { t!("pin-set") }} }
                    span { class: "cap block", {t!("pin-about")} }
                }
                Icon { name: IconName::Chevron, size: IconSize::Small }
            }
            if has_pin {
                Go { class: "set", to: Route::PinOff {},
                    Icon { name: IconName::Ban }
                    span { class: "grow", {t!("pin-off")} }
                    Icon { name: IconName::Chevron, size: IconSize::Small }
                }
                div { class: "set",
                    Icon { name: IconName::Eye }
                    span { class: "grow", {t!("lock-after")} }
                    Button {
                        disabled: sender.busy(),
                        onclick: move |_| {
                            let live = live.clone();
                            sender.send(Command::Lock, move |_| live.changed());
                        },
                        {t!("lock-now")}
                    }
                }
            }
            HowTo { topic: Topic::Pin, words: t!("how-to-pin") }
            if let Some(error) = sender.error() { Failure { error } }
        }
    }
}
