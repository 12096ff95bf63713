use chuanmen_replica::api::Pin;
use dioxus::prelude::*;

use super::{Icon, IconName};
use crate::ui::text::t;

/// Big keys for a PIN, by thumb or keyboard. What was typed shows as dots, and nowhere else.
#[component]
pub(crate) fn Keypad(
    /// What the PIN is for, to a screen reader.
    #[props(into)]
    label: String,
    #[props(default)] disabled: bool,
    /// All six digits are there.
    onpin: EventHandler<Pin>,
) -> Element {
    let mut typed = use_signal(String::new);
    let press = use_callback(move |key: char| {
        if disabled {
            return;
        }
        match key {
            '\u{8}' => drop(typed.write().pop()),
            digit => typed.write().push(digit),
        }
        let pin = Pin::parse(&typed.peek());
        if let Some(pin) = pin {
            typed.write().clear();
            onpin.call(pin);
        }
    });
    let count = typed.read().chars().count();
    rsx! {
        div {
            class: "keypad",
            role: "group",
            "aria-label": label,
            tabindex: "-1",
            onmounted: move |event| async move {
                // Where a shell cannot move the focus, the keys are tapped.
                drop(event.set_focus(true).await);
            },
            onkeydown: move |event| match event.key() {
                Key::Character(key) => {
                    if let Some(digit) = key.chars().next().filter(char::is_ascii_digit) {
                        press.call(digit);
                    }
                }
                Key::Backspace => press.call('\u{8}'),
                _ => {}
            },
            p { class: "dots", role: "status",
                span { class: "vh", {t!("pin-typed", count = count)} }
                for place in 0..Pin::DIGITS {
                    span { key: "{place}", class: if place < count { "dot on" } else { "dot" }, "aria-hidden": "true" }
                }
            }
            div { class: "keys",
                for digit in "123456789".chars() {
                    Digit { key: "{digit}", digit, disabled, onpress: press }
                }
                span {}
                Digit { digit: '0', disabled, onpress: press }
                button {
                    r#type: "button",
                    class: "pad",
                    "aria-label": t!("pin-delete"),
                    disabled: disabled || count == 0,
                    onclick: move |_| press.call('\u{8}'),
                    Icon { name: IconName::Back }
                }
            }
        }
    }
}

#[component]
fn Digit(digit: char, disabled: bool, onpress: Callback<char>) -> Element {
    rsx! {
        button {
            r#type: "button",
            class: "pad",
            disabled,
            onclick: move |_| onpress.call(digit),
            "{digit}"
        }
    }
}
