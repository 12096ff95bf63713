use chuanmen_replica::api::{Command, Outcome};
use dioxus::prelude::*;

use crate::ui::components::{Button, ButtonLook, Failure, Field, Section, Select};
use crate::ui::hooks::use_send;
use crate::ui::text::t;

/// For how long a token may be good, in days.
const DAYS: [u16; 4] = [7, 30, 90, 365];

/// The form of a new token; once it is made, the token itself, this once.
#[component]
pub(super) fn Add(onmade: EventHandler<()>) -> Element {
    let sender = use_send();
    let mut name = use_signal(String::new);
    let mut days = use_signal(|| 90_u16);
    let mut made = use_signal(|| None::<String>);
    let choices = DAYS.map(|days| (days.to_string(), t!("token-days", days = days)));
    let make = move |_| {
        let command = Command::MakeToken {
            name: name(),
            days: days(),
        };
        sender.send(command, move |outcome| {
            if let Outcome::NewToken(response) = outcome {
                made.set(Some(response.token.clone()));
                name.set(String::new());
                onmade.call(());
            }
        });
    };
    rsx! {
        Section { title: t!("token-add"),
            if let Some(token) = made() {
                div { role: "status",
                    p { {t!("token-once")} }
                    p { class: "code-large", {token} }
                }
            }
            Field { id: "token-name", label: t!("token-name"), hint: t!("token-name-hint"), value: name(),
                oninput: move |typed| name.set(typed) }
            Select { id: "token-days", label: t!("token-good-for"), value: days().to_string(),
                groups: vec![(t!("token-good-for"), choices.to_vec())],
                onchoose: move |one: String| days.set(one.parse().unwrap_or(90)),
            }
            if let Some(error) = sender.error() {
                Failure { error }
            }
            div { class: "add-one",
                Button { look: ButtonLook::Primary, disabled: sender.busy() || name().trim().is_empty(), onclick: make,
                    {t!("token-make")}
                }
            }
        }
    }
}
