use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, IconName};
use crate::ui::hooks::{use_live, use_send};
use crate::ui::live::Held;
use crate::ui::text::t;

/// Another window has the database. Both would write over each other, so one waits.
#[component]
pub(crate) fn Elsewhere(held: Held) -> Element {
    let live = use_live();
    let sender = use_send();
    let words = match held {
        Held::Elsewhere => t!("elsewhere"),
        Held::HandedOver => t!("elsewhere-handed-over"),
    };
    rsx! {
        div { class: "app",
            main { class: "main elsewhere",
                h1 { {words} }
                p { class: "sub", {t!("elsewhere-why")} }
                if let Some(error) = sender.error() {
                    Failure { error }
                }
            }
            footer { class: "dock last",
                Button {
                    look: ButtonLook::Primary,
                    big: true,
                    icon: IconName::Swap,
                    disabled: sender.busy(),
                    onclick: move |_| {
                        let live = live.clone();
                        sender.send(Command::TakeOver, move |_| {
                            let mut held = live.held;
                            held.set(None);
                            live.changed();
                        });
                    },
                    {t!("use-here")}
                }
            }
        }
    }
}
