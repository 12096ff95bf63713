use chuanmen_core::domain::OrganisationId;
use chuanmen_replica::api::{Command, OrganisationView, Outcome};
use dioxus::prelude::*;

use crate::device;
use crate::ui::components::{Card, Failure, Icon, IconName, Masked, Section};
use crate::ui::hooks::{Sender, use_send};
use crate::ui::text::t;

/// How long a number shows in full.
const REVEALED_MS: u32 = 10_000;

/// Its telephone, and whom to ask for; their number masked until the eye is tapped.
#[component]
pub(super) fn Contact(view: OrganisationView) -> Element {
    let known = !view.contact.is_empty() || view.contact_phone.is_some();
    rsx! {
        Section { title: t!("organisation-contact"),
            if known || !view.phone.is_empty() {
                Card {
                    if !view.phone.is_empty() {
                        Public { phone: view.phone.clone() }
                    }
                    if known {
                        Person { view }
                    }
                }
            } else {
                p { class: "sub", {t!("organisation-no-contact")} }
            }
        }
    }
}

/// The number on the sign: nothing to hide.
#[component]
fn Public(phone: String) -> Element {
    let label = t!("call", name = phone.clone());
    rsx! {
        div { class: "res",
            div {
                div { class: "nm", b { {t!("organisation-phone")} } }
                div { class: "id", span { class: "nowrap", {phone.clone()} } }
            }
            div { class: "res-tools",
                button {
                    r#type: "button",
                    class: "ib line",
                    "aria-label": label,
                    onclick: move |_| {
                        let _dials = device::call(&phone);
                    },
                    Icon { name: IconName::Phone }
                }
            }
        }
    }
}

#[component]
fn Person(view: OrganisationView) -> Element {
    let sender = use_send();
    let mut in_full = use_signal(|| None::<String>);
    let id = view.id;
    let name = match view.contact.as_str() {
        "" => t!("organisation-somebody"),
        name => name.to_owned(),
    };
    let revealed = in_full();
    rsx! {
        div { class: "res",
            div {
                div { class: "nm",
                    b { {name.clone()} }
                    span { class: "sub", {t!("organisation-contact-role")} }
                }
                div { class: "id", "aria-live": "polite",
                    if let Some(phone) = revealed.clone() {
                        span { class: "nowrap", {phone} }
                    } else if let Some((head , tail)) = view.contact_phone.clone() {
                        Masked { head, tail }
                    }
                }
                if let Some(error) = sender.error() {
                    Failure { error }
                }
            }
            if view.contact_phone.is_some() {
                div { class: "res-tools",
                    button {
                        r#type: "button",
                        class: "ib",
                        "aria-pressed": revealed.is_some().to_string(),
                        "aria-label": t!("reveal-phone", name = name.clone()),
                        onclick: move |_| {
                            if in_full.peek().is_some() {
                                in_full.set(None);
                            } else {
                                reveal(sender, id, in_full, false);
                            }
                        },
                        Icon { name: IconName::Eye }
                    }
                    button {
                        r#type: "button",
                        class: "ib line",
                        "aria-label": t!("call", name = name),
                        onclick: move |_| reveal(sender, id, in_full, true),
                        Icon { name: IconName::Phone }
                    }
                }
            }
        }
    }
}

/// Asks for the number, which is logged; dials, or shows it for ten seconds. Where nothing can
/// dial, the number is shown instead.
fn reveal(
    sender: Sender,
    organisation: OrganisationId,
    mut in_full: Signal<Option<String>>,
    dial: bool,
) {
    sender.send(Command::RevealContact { organisation }, move |outcome| {
        let Outcome::Revealed { phone, .. } = outcome else {
            return;
        };
        if dial && device::call(&phone) {
            return;
        }
        in_full.set(Some(phone));
        spawn(async move {
            device::sleep(REVEALED_MS).await;
            in_full.set(None);
        });
    });
}
