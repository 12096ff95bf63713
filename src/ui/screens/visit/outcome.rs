use chuanmen_core::domain::Outcome;
use dioxus::prelude::*;

use crate::ui::components::{Icon, IconName, use_roving};
use crate::ui::text::{call_outcome, outcome, t};

const CHOICES: [(Outcome, IconName); 4] = [
    (Outcome::Met, IconName::Person),
    (Outcome::NobodyHome, IconName::Door),
    (Outcome::Refused, IconName::Ban),
    (Outcome::MovedAway, IconName::Truck),
];

/// How the call went.
#[component]
pub(crate) fn Outcomes(
    chosen: Option<Outcome>,
    /// Whether it was at an organisation.
    #[props(default)]
    organisation: bool,
    onchoose: EventHandler<Outcome>,
) -> Element {
    let words = if organisation { call_outcome } else { outcome };
    let roving = use_roving();
    let at = CHOICES
        .iter()
        .position(|(one, _)| chosen.as_ref() == Some(one));
    rsx! {
        div { class: "out", role: "radiogroup", "aria-label": t!("visit-met-question"),
            for (index , (choice , icon)) in CHOICES.into_iter().enumerate() {
                button {
                    key: "{index}",
                    r#type: "button",
                    role: "radio",
                    "aria-checked": (at == Some(index)).to_string(),
                    tabindex: if at.unwrap_or(0) == index { "0" } else { "-1" },
                    onmounted: move |event| roving.mounted(index, event.data()),
                    onkeydown: move |event| {
                        let next = roving.key(&event, index, CHOICES.len());
                        if let Some((next, _)) = next.and_then(|next| CHOICES.get(next).cloned()) {
                            onchoose.call(next);
                        }
                    },
                    onclick: {
                        let choice = choice.clone();
                        move |_| onchoose.call(choice.clone())
                    },
                    Icon { name: icon }
                    {words(&choice)}
                }
            }
        }
    }
}
