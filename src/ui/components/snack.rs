use chuanmen_core::merge::TransactionId;
use chuanmen_replica::api::{Command, Outcome, TextSize};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::{Icon, IconName, IconSize};
use crate::device;
use crate::ui::hooks::use_live;
use crate::ui::text::t;

/// How long a sentence stays: seconds, doubled where text is large.
const STAYS_MS: u32 = 10_000;

/// How to take back what the sentence says.
#[derive(Clone, PartialEq)]
enum Back {
    /// A save that has not been sent.
    Save(TransactionId),
    /// A change in a form that is still open.
    Form(Callback<()>),
}

#[derive(Clone, PartialEq)]
struct Said {
    text: String,
    back: Option<Back>,
    number: u64,
}

/// The one sentence at the bottom of the screen, above the dock.
#[derive(Clone, Copy)]
pub(crate) struct SnackSlot {
    said: Signal<Option<Said>>,
    count: CopyValue<u64>,
    large: CopyValue<bool>,
}

impl SnackSlot {
    /// Empty. Call once, at the root.
    pub(crate) fn new() -> Self {
        Self {
            said: Signal::new(None),
            count: CopyValue::new(0),
            large: CopyValue::new(false),
        }
    }

    /// Sentences stay longer where text is large.
    pub(crate) fn suit(mut self, text: TextSize) {
        self.large.set(text != TextSize::Std);
    }

    /// Says a sentence.
    pub(crate) fn say(self, text: impl Into<String>) {
        self.put(text.into(), None);
    }

    /// Says what was saved, with 撤销.
    pub(crate) fn saved(self, text: impl Into<String>, outcome: &Outcome) {
        let back = match outcome {
            Outcome::Saved { transaction } | Outcome::NewHousehold { transaction, .. } => {
                Some(Back::Save(*transaction))
            }
            _ => None,
        };
        self.put(text.into(), back);
    }

    /// Says what changed in a form, with 撤销.
    pub(crate) fn changed(self, text: impl Into<String>, back: Callback<()>) {
        self.put(text.into(), Some(Back::Form(back)));
    }

    /// A form closes: what it said can no longer be taken back there.
    pub(crate) fn form_closed(mut self) {
        let form = matches!(
            &*self.said.peek(),
            Some(Said {
                back: Some(Back::Form(_)),
                ..
            })
        );
        if form {
            self.said.set(None);
        }
    }

    fn put(mut self, text: String, back: Option<Back>) {
        let number = *self.count.peek() + 1;
        self.count.set(number);
        self.said.set(Some(Said { text, back, number }));
        let stays = if *self.large.peek() {
            2 * STAYS_MS
        } else {
            STAYS_MS
        };
        spawn_forever(async move {
            device::sleep(stays).await;
            let still = matches!(&*self.said.peek(), Some(said) if said.number == number);
            if still {
                self.said.set(None);
            }
        });
    }
}

/// Where the sentence shows; one in each screen, in its dock.
#[component]
pub(crate) fn SnackHost() -> Element {
    let live = use_live();
    let mut slot = live.snack;
    let said = slot.said.cloned();
    let door = live.door.clone();
    rsx! {
        div { class: "snackslot", role: "status", "aria-live": "polite",
            if let Some(Said { text , back , number }) = said {
                div { key: "{number}", class: "snack float",
                    span { class: "grow", {text} }
                    if let Some(back) = back {
                        button {
                            r#type: "button",
                            onclick: move |_| {
                                slot.said.set(None);
                                match back.clone() {
                                    Back::Form(call) => call.call(()),
                                    Back::Save(transaction) => {
                                        let undone = door.send(Command::Undo { transaction });
                                        spawn_forever(async move { slot.say(answer(undone.await)) });
                                    }
                                }
                            },
                            Icon { name: IconName::Undo, size: IconSize::Small }
                            {t!("undo")}
                        }
                    }
                }
            }
        }
    }
}

fn answer(result: Result<Outcome, chuanmen_replica::api::ReplicaError>) -> String {
    match result {
        Ok(Outcome::TooLateToUndo) => t!("undo-too-late"),
        Ok(_) => t!("undone"),
        Err(error) => crate::ui::text::error_words(&error).what,
    }
}
