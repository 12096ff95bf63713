use chuanmen_replica::api::{Command, Outcome, ReceiptRow};
use dioxus::prelude::*;

use super::drafts::address;
use crate::ui::components::{Button, ButtonLook, Failure, Icon, IconName};
use crate::ui::hooks::use_send;
use crate::ui::text::{refusal, summary, t};

/// A save that the hub refused: it is still here, can be put right, and can be sent again.
#[component]
pub(crate) fn Refused(row: ReceiptRow) -> Element {
    let sender = use_send();
    let navigator = use_navigator();
    let transaction = row.transaction;
    let why = row.refused.as_ref().map(refusal).unwrap_or_default();
    rsx! {
        div { class: "row returned",
            span { class: "mark back", Icon { name: IconName::Return } }
            span { class: "grow",
                span { class: "l1", {summary(&row.summary)} }
                span { class: "l2", {t!("refused-kept", why = why)} }
            }
            if row.amendable {
                Button { look: ButtonLook::Soft, icon: IconName::Pencil, disabled: sender.busy(),
                    onclick: move |_| {
                        sender.send(Command::Amend { transaction }, move |outcome| {
                            if let Outcome::Form(form) = outcome {
                                navigator.push(address(form));
                            }
                        });
                    },
                    {t!("amend")}
                }
            }
            Button { disabled: sender.busy(),
                onclick: move |_| sender.send(Command::Resend { transaction }, |_| {}),
                {t!("send-again")}
            }
        }
        if let Some(error) = sender.error() { Failure { error } }
    }
}
