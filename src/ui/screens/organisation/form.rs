use chuanmen_core::domain::{AreaId, Trade};
use chuanmen_replica::api::OrganisationFormView;
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Field, FieldKind, IconName, OnOff, Section, Select, TextArea,
};
use crate::ui::hooks::Sender;
use crate::ui::text::{t, trade};

use super::typed::Typed;

/// What is known of an organisation, to be filled in.
#[component]
pub(super) fn Form(
    mut typed: Signal<Typed>,
    /// The form before anything was typed.
    first: Typed,
    view: OrganisationFormView,
    sender: Sender,
) -> Element {
    let now = typed.cloned();
    let changed = now != first;
    let known = view.known.is_some();
    let masked = view
        .known
        .as_ref()
        .and_then(|known| known.contact_phone.as_ref());
    let contact_hint = match masked {
        Some((head, tail)) => t!("edit-now", head = head.as_str(), tail = tail.as_str()),
        None => t!("edit-none-yet"),
    };
    rsx! {
        Field {
            id: "name",
            label: t!("organisation-name"),
            value: now.name.clone(),
            problem: sender.problem("name"),
            oninput: move |text| {
                sender.clear();
                typed.write().name = text;
            },
        }
        Trades { typed }
        Place { typed, view: view.clone(), sender }
        Field {
            id: "contact-name",
            label: t!("organisation-contact-name"),
            value: now.contact_name.clone(),
            problem: sender.problem("contact_name"),
            oninput: move |text| {
                sender.clear();
                typed.write().contact_name = text;
            },
        }
        Field {
            id: "contact-phone",
            label: t!("organisation-contact-phone"),
            kind: FieldKind::Phone,
            value: now.contact_phone.clone(),
            hint: contact_hint,
            problem: sender.problem("contact_phone"),
            oninput: move |text| {
                sender.clear();
                typed.write().contact_phone = text;
            },
        }
        Field {
            id: "phone",
            label: t!("organisation-phone-label"),
            kind: FieldKind::Phone,
            value: now.phone.clone(),
            problem: sender.problem("phone"),
            oninput: move |text| {
                sender.clear();
                typed.write().phone = text;
            },
        }
        Field {
            id: "employees",
            label: t!("organisation-employees"),
            kind: FieldKind::Count,
            value: now.employees.clone(),
            problem: sender.problem("employees"),
            oninput: move |text| {
                sender.clear();
                typed.write().employees = text;
            },
        }
        OnOff {
            label: t!("party-organisation"),
            on: now.party_organisation,
            onchange: move |on| typed.write().party_organisation = on,
        }
        TextArea {
            id: "note",
            label: t!("edit-note"),
            value: now.note,
            rows: 2,
            problem: sender.problem("note"),
            oninput: move |text| {
                sender.clear();
                typed.write().note = text;
            },
        }
        if known {
            OnOff {
                label: t!("organisation-close"),
                on: now.closed,
                onchange: move |on| typed.write().closed = on,
            }
        }
        if changed {
            Button {
                look: ButtonLook::Bare,
                icon: IconName::Undo,
                onclick: move |_| {
                    sender.clear();
                    typed.set(first.clone());
                },
                {t!("form-discard")}
            }
        }
    }
}

#[component]
fn Trades(mut typed: Signal<Typed>) -> Element {
    let chosen = typed.read().trade.clone();
    let chip = |one: &Trade| Chip {
        text: trade(one),
        chosen: chosen.as_ref() == Some(one),
    };
    rsx! {
        Section { title: t!("organisation-kind"),
            Chips {
                label: t!("organisation-kind"),
                wrap: true,
                chips: Trade::KNOWN.iter().map(chip).collect::<Vec<_>>(),
                onchoose: move |index: usize| typed.write().trade = Trade::KNOWN.get(index).cloned(),
            }
        }
    }
}

/// The building, what else finds it, and the grid where no building says that.
#[component]
fn Place(mut typed: Signal<Typed>, view: OrganisationFormView, sender: Sender) -> Element {
    let now = typed.cloned();
    let choice = |(id, name): &(AreaId, String)| (id.to_string(), name.clone());
    let buildings = view.compounds.iter().map(|one| {
        let buildings = one.buildings.iter().map(choice).collect();
        (one.compound.clone(), buildings)
    });
    let asks_grid = view.known.is_none() && now.building.is_none() && view.grids.len() > 1;
    let grids = vec![(
        t!("organisation-grid"),
        view.grids.iter().map(choice).collect(),
    )];
    let text = |id: Option<AreaId>| id.map(|id| id.to_string()).unwrap_or_default();
    rsx! {
        Select {
            id: "building",
            label: t!("organisation-building"),
            value: text(now.building),
            none: t!("organisation-no-building"),
            groups: buildings.collect::<Vec<_>>(),
            problem: sender.problem("building"),
            onchoose: move |chosen: String| {
                sender.clear();
                typed.write().building = chosen.parse().ok();
            },
        }
        if asks_grid {
            Select {
                id: "grid",
                label: t!("organisation-grid"),
                value: text(now.grid),
                none: t!("organisation-choose-grid"),
                groups: grids,
                problem: sender.problem("grid"),
                onchoose: move |chosen: String| {
                    sender.clear();
                    typed.write().grid = chosen.parse().ok();
                },
            }
        }
        Field {
            id: "address",
            label: t!("organisation-address"),
            value: now.address,
            placeholder: t!("organisation-address-example"),
            problem: sender.problem("address"),
            oninput: move |text| {
                sender.clear();
                typed.write().address = text;
            },
        }
    }
}
