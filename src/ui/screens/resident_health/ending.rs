use chuanmen_replica::api::Command;
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Field};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::t;

/// Ends something that is kept, with a reason: a button that opens the field for it.
#[component]
pub(super) fn Ending(
    /// Unique in the screen.
    id: String,
    /// What the button does: `作废`.
    words: String,
    /// The same with what of, for a screen reader.
    label: String,
    /// Given the reason.
    command: Callback<String, Command>,
) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut open = use_signal(|| false);
    let mut reason = use_signal(String::new);
    let send = use_callback(move |()| {
        sender.send(command.call(reason.cloned()), move |outcome| {
            open.set(false);
            snack.saved(t!("saved"), &outcome);
        });
    });
    rsx! {
        Button { label, expanded: open(), onclick: move |_| open.toggle(), {words.clone()} }
        if open() {
            div { class: "ending",
                Field {
                    id,
                    label: t!("ending-reason"),
                    value: reason(),
                    problem: sender.problem("reason"),
                    oninput: move |text| {
                        sender.clear();
                        reason.set(text);
                    },
                    onenter: move |()| send.call(()),
                }
                Button {
                    look: ButtonLook::Soft,
                    disabled: sender.busy(),
                    onclick: move |_| send.call(()),
                    {t!("ending-do", what = words)}
                }
                if let Some(error) = sender.error() { Failure { error } }
            }
        }
    }
}
