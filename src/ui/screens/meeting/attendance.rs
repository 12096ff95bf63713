use std::collections::BTreeMap;

use chuanmen_core::domain::{Attendance, MeetingId, Party, Presence};
use chuanmen_replica::api::{Command, MeetingForm};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Card, Chip, Chips, Failure, Field, IconName, Section,
};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::{party_name, presence, t};

/// Which of the five parties came, and who for each.
#[component]
pub(super) fn WhoCame(id: MeetingId, known: BTreeMap<Party, Attendance>, changes: bool) -> Element {
    let (sender, snack) = (use_send(), use_snack());
    let mut typed = use_signal(BTreeMap::<Party, Attendance>::new);
    let rows = Party::FIVE.map(|party| {
        let said = typed.read().get(&party).or(known.get(&party)).cloned();
        (party, said)
    });
    rsx! {
        Section { title: t!("attendance"),
            Card {
                for (party , said) in rows {
                    if changes {
                        Row {
                            key: "{party}",
                            party: party.clone(),
                            said,
                            onchange: move |said| {
                                sender.clear();
                                typed.write().insert(party.clone(), said);
                            },
                        }
                    } else {
                        div { key: "{party}", class: "set",
                            span { class: "sub grow", {party_name(&party)} }
                            span { {words(said.as_ref())} }
                        }
                    }
                }
            }
            if let Some(error) = sender.error() {
                Failure { error }
            }
            if changes && !typed.read().is_empty() {
                Button {
                    look: ButtonLook::Soft,
                    icon: IconName::Check,
                    disabled: sender.busy(),
                    onclick: move |_| {
                        let form = MeetingForm {
                            attendance: typed.cloned(),
                            ..MeetingForm::default()
                        };
                        sender.send(Command::SaveMeeting { meeting: Some(id), form }, move |outcome| {
                            typed.write().clear();
                            snack.saved(t!("saved"), &outcome);
                        });
                    },
                    {t!("attendance-save")}
                }
            }
        }
    }
}

#[component]
fn Row(party: Party, said: Option<Attendance>, onchange: EventHandler<Attendance>) -> Element {
    let name = party_name(&party);
    let who = said.as_ref().map(|said| said.who.clone());
    let who = who.unwrap_or_default();
    let now = said.map(|said| said.presence);
    let chips = Presence::KNOWN.iter().map(|one| Chip {
        text: presence(one),
        chosen: now.as_ref() == Some(one),
    });
    let chosen = now.clone();
    let named = who.clone();
    rsx! {
        div { class: "step-form",
            h3 { {name.clone()} }
            Chips {
                label: t!("attendance-of", party = name.as_str()),
                chips: chips.collect::<Vec<_>>(),
                onchoose: move |index: usize| {
                    if let Some(presence) = Presence::KNOWN.get(index) {
                        onchange.call(Attendance { presence: presence.clone(), who: named.clone() });
                    }
                },
            }
            Field {
                id: "who-{party}",
                label: t!("attendance-who", party = name.as_str()),
                value: who,
                oninput: move |who| {
                    // Who is named came, until it is said otherwise.
                    let presence = chosen.clone().unwrap_or(Presence::Came);
                    onchange.call(Attendance { presence, who });
                },
            }
        }
    }
}

/// `到会：罗志刚`
pub(super) fn words(said: Option<&Attendance>) -> String {
    match said {
        None => t!("attendance-none"),
        Some(said) if said.who.is_empty() => presence(&said.presence),
        Some(said) => t!(
            "said",
            by = presence(&said.presence),
            what = said.who.as_str()
        ),
    }
}
