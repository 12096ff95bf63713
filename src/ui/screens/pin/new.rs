use chuanmen_replica::api::{Command, Pin, ReplicaError};
use dioxus::prelude::*;

use crate::ui::components::{Failure, Keypad};
use crate::ui::hooks::use_send;
use crate::ui::text::t;

/// A new PIN, typed twice.
#[component]
pub(crate) fn NewPin(
    /// The present one, if it has to be shown.
    #[props(default)]
    old: Option<Pin>,
    /// The present one was wrong.
    #[props(default)]
    onold: EventHandler<()>,
    ondone: EventHandler<()>,
) -> Element {
    let sender = use_send();
    let mut first = use_signal(|| None::<Pin>);
    let mut problem = use_signal(|| None::<String>);
    let heard = use_callback(move |pin: Pin| {
        let before = first.peek().clone();
        match before {
            None if pin.is_easy() => problem.set(Some(t!("pin-easy"))),
            None => {
                problem.set(None);
                first.set(Some(pin));
            }
            Some(before) if before != pin => {
                first.set(None);
                problem.set(Some(t!("pin-differ")));
            }
            Some(_) => {
                let old = old.clone();
                spawn(async move {
                    match sender.run(Command::SetPin { old, new: pin }).await {
                        Ok(_) => ondone.call(()),
                        Err(ReplicaError::PinWrong { tries }) => {
                            first.set(None);
                            problem.set(Some(t!("pin-wrong", count = tries.left)));
                            onold.call(());
                        }
                        Err(_) => first.set(None),
                    }
                });
            }
        }
    });
    let again = first.read().is_some();
    let asks = if again {
        t!("pin-again")
    } else {
        t!("pin-new")
    };
    rsx! {
        if let Some(problem) = problem() {
            p { class: "said wrong", role: "alert", {problem} }
        }
        p { class: "said", role: "status", {asks.clone()} }
        Keypad { label: asks, disabled: sender.busy(), onpin: move |pin| heard.call(pin) }
        if let Some(error) = sender.error() {
            Failure { error }
        }
    }
}
