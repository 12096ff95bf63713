use chuanmen_core::domain::HealthService;
use dioxus::prelude::*;

use super::typed::Typed;
use crate::ui::components::{Chip, Chips, Field, FieldKind, OnOff, Section};
use crate::ui::hooks::Sender;
use crate::ui::text::{health_service, t};

/// When doctors come and what they offer, to be filled in.
#[component]
pub(super) fn Form(mut typed: Signal<Typed>, known: bool, sender: Sender) -> Element {
    let now = typed.cloned();
    let mut set = move |change: &dyn Fn(&mut Typed)| {
        sender.clear();
        change(&mut typed.write());
    };
    let services = HealthService::KNOWN;
    let chip = |service: &HealthService| Chip {
        text: health_service(service),
        chosen: now.services.contains(service),
    };
    rsx! {
        Field {
            id: "on",
            label: t!("post-on"),
            kind: FieldKind::Date,
            value: now.on.clone(),
            problem: sender.problem("on"),
            oninput: move |text: String| set(&|it| it.on.clone_from(&text)),
        }
        Field {
            id: "from",
            label: t!("post-from"),
            kind: FieldKind::Time,
            value: now.from.clone(),
            problem: sender.problem("from"),
            oninput: move |text: String| set(&|it| it.from.clone_from(&text)),
        }
        Field {
            id: "to",
            label: t!("post-to"),
            kind: FieldKind::Time,
            value: now.to.clone(),
            problem: sender.problem("to"),
            oninput: move |text: String| set(&|it| it.to.clone_from(&text)),
        }
        if !known {
            Field {
                id: "weeks",
                label: t!("session-weeks"),
                kind: FieldKind::Count,
                value: now.weeks.clone(),
                hint: t!("session-weeks-hint"),
                problem: sender.problem("weeks"),
                oninput: move |text: String| set(&|it| it.weeks.clone_from(&text)),
            }
        }
        Field {
            id: "place",
            label: t!("post-place"),
            value: now.place.clone(),
            problem: sender.problem("place"),
            oninput: move |text: String| set(&|it| it.place.clone_from(&text)),
        }
        Field {
            id: "doctors",
            label: t!("session-doctors"),
            value: now.doctors.clone(),
            hint: t!("session-doctors-hint"),
            problem: sender.problem("doctors"),
            oninput: move |text: String| set(&|it| it.doctors.clone_from(&text)),
        }
        Field {
            id: "seats",
            label: t!("session-seats-field"),
            kind: FieldKind::Count,
            value: now.seats.clone(),
            hint: t!("session-seats-hint"),
            problem: sender.problem("seats"),
            oninput: move |text: String| set(&|it| it.seats.clone_from(&text)),
        }
        Section { title: t!("session-services"),
            Chips {
                label: t!("session-services"),
                chips: services.iter().map(chip).collect::<Vec<_>>(),
                wrap: true,
                onchoose: move |index: usize| {
                    if let Some(service) = services.get(index) {
                        set(&|it| it.toggle(service));
                    }
                },
            }
        }
        if known {
            OnOff {
                label: t!("session-cancel"),
                on: now.cancelled,
                onchange: move |on| set(&|it| it.cancelled = on),
            }
        }
    }
}
