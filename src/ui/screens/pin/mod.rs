//! The PIN: set, changed, or done away with.

mod new;

use chuanmen_replica::api::{Command, Pin as Digits, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Keypad};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::route::Route;
use crate::ui::shell::{Bar, Screen};
use crate::ui::text::t;

pub(crate) use new::NewPin;

/// Sets the PIN, or changes it: the present one first.
#[component]
pub(crate) fn Pin() -> Element {
    let has_pin = use_live().lock.read().pin;
    let changing = use_hook(|| has_pin);
    let mut old = use_signal(|| None::<Digits>);
    let navigator = use_navigator();
    let title = if changing {
        t!("pin-change")
    } else {
        t!("pin-set")
    };
    rsx! {
        Screen { title: title.clone(), head: rsx! { Bar { task: true, title } }, last: true,
            div { class: "locked",
                p { class: "sub", {t!("pin-about")} }
                if changing && old.read().is_none() {
                    p { class: "said", role: "status", {t!("pin-old")} }
                    Keypad { label: t!("pin-old"), onpin: move |pin| old.set(Some(pin)) }
                } else {
                    NewPin {
                        old: old(),
                        onold: move |()| old.set(None),
                        ondone: move |()| {
                            navigator.replace(Route::Me {});
                        },
                    }
                }
            }
        }
    }
}

/// Does away with the PIN.
#[component]
pub(crate) fn PinOff() -> Element {
    let sender = use_send();
    let navigator = use_navigator();
    let said = match sender.error() {
        Some(ReplicaError::PinWrong { tries }) => t!("pin-wrong", count = tries.left),
        _ => t!("pin-old"),
    };
    let other = sender
        .error()
        .filter(|error| !matches!(error, ReplicaError::PinWrong { .. }));
    rsx! {
        Screen { title: t!("pin-off"), head: rsx! { Bar { task: true, title: t!("pin-off") } }, last: true,
            div { class: "locked",
                p { class: "sub", {t!("pin-off-about")} }
                p { class: "said", role: "status", {said} }
                Keypad {
                    label: t!("pin-old"),
                    disabled: sender.busy(),
                    onpin: move |pin| {
                        sender.send(Command::RemovePin { pin: Some(pin) }, move |_| {
                            navigator.replace(Route::Me {});
                        });
                    },
                }
                if let Some(error) = other {
                    Failure { error }
                }
            }
        }
    }
}
