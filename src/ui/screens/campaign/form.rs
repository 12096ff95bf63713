use chuanmen_replica::api::{BuildingChoices, CampaignFormView};
use dioxus::prelude::*;

use super::typed::Typed;
use crate::ui::components::{
    Chip, Chips, Field, FieldKind, Icon, IconName, OnOff, Section, TextArea,
};
use crate::ui::hooks::Sender;
use crate::ui::text::t;

/// What a campaign is, to be filled in.
#[component]
pub(super) fn Form(mut typed: Signal<Typed>, view: CampaignFormView, sender: Sender) -> Element {
    let now = typed.cloned();
    rsx! {
        Field {
            id: "name",
            label: t!("campaign-name"),
            value: now.name.clone(),
            placeholder: t!("campaign-name-example"),
            problem: sender.problem("name"),
            oninput: move |text| {
                sender.clear();
                typed.write().name = text;
            },
        }
        TextArea {
            id: "text",
            label: t!("campaign-text"),
            value: now.text.clone(),
            rows: 2,
            problem: sender.problem("text"),
            oninput: move |text| {
                sender.clear();
                typed.write().text = text;
            },
        }
        Field {
            id: "from",
            label: t!("campaign-first-day"),
            kind: FieldKind::Date,
            value: now.from.clone(),
            problem: sender.problem("from"),
            oninput: move |text| {
                sender.clear();
                typed.write().from = text;
            },
        }
        Field {
            id: "to",
            label: t!("campaign-last-day"),
            kind: FieldKind::Date,
            value: now.to.clone(),
            problem: sender.problem("to"),
            oninput: move |text| {
                sender.clear();
                typed.write().to = text;
            },
        }
        Section { title: t!("campaign-where"), aside: t!("campaign-chosen", count = now.buildings.len()),
            if let Some(problem) = sender.problem("buildings") {
                p { class: "problem", {problem} }
            }
            for compound in view.compounds {
                Compound { key: "{compound.compound}", typed, compound }
            }
        }
        Codes { typed, title: t!("campaign-items"), codes: view.items, of: Set::Items }
        Codes { typed, title: t!("campaign-tags"), codes: view.tags, of: Set::Tags }
        if view.known.is_some() {
            OnOff {
                label: t!("campaign-end"),
                on: now.ended,
                onchange: move |on| typed.write().ended = on,
            }
        }
    }
}

/// The buildings of a compound: all of them with one tap, or each.
#[component]
fn Compound(mut typed: Signal<Typed>, compound: BuildingChoices) -> Element {
    let mut open = use_signal(|| false);
    let chosen = typed.read().buildings.clone();
    let ids: Vec<_> = compound.buildings.iter().map(|(id, _)| *id).collect();
    let count = ids.iter().filter(|id| chosen.contains(id)).count();
    let all = count == ids.len();
    let whole = Chip {
        text: t!("campaign-whole"),
        chosen: all,
    };
    let each = compound.buildings.iter().map(|(id, name)| Chip {
        text: name.clone(),
        chosen: chosen.contains(id),
    });
    let chips: Vec<_> = std::iter::once(whole).chain(each).collect();
    rsx! {
        section { class: "card where",
            button {
                r#type: "button",
                class: "row wide",
                "aria-expanded": open().to_string(),
                onclick: move |_| {
                    let now = *open.peek();
                    open.set(!now);
                },
                span { class: "grow", {compound.compound.clone()} }
                span { class: "sub", {t!("campaign-chosen-of", count = count, all = ids.len())} }
                Icon { name: IconName::Down }
            }
            if open() {
                Chips {
                    label: compound.compound,
                    wrap: true,
                    chips,
                    onchoose: move |index: usize| {
                        let mut form = typed.write();
                        match index.checked_sub(1) {
                            Some(index) => {
                                if let Some(id) = ids.get(index) {
                                    Typed::toggle(&mut form.buildings, id);
                                }
                            }
                            None if all => form.buildings.retain(|id| !ids.contains(id)),
                            None => form.buildings.extend(ids.iter().copied()),
                        }
                    },
                }
            }
        }
    }
}

/// Which set of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Items,
    Tags,
}

#[component]
fn Codes(
    mut typed: Signal<Typed>,
    #[props(into)] title: String,
    codes: Vec<(String, String)>,
    of: Set,
) -> Element {
    let form = typed.read();
    let chosen = match of {
        Set::Items => form.items.clone(),
        Set::Tags => form.tags.clone(),
    };
    drop(form);
    let chip = |(code, name): &(String, String)| Chip {
        text: name.clone(),
        chosen: chosen.contains(code),
    };
    let chips: Vec<Chip> = codes.iter().map(chip).collect();
    rsx! {
        if !chips.is_empty() {
            Section { title: title.clone(),
                Chips {
                    label: title,
                    wrap: true,
                    chips,
                    onchoose: move |index: usize| {
                        if let Some((code, _)) = codes.get(index) {
                            let mut form = typed.write();
                            let set = match of {
                                Set::Items => &mut form.items,
                                Set::Tags => &mut form.tags,
                            };
                            Typed::toggle(set, code);
                        }
                    },
                }
            }
        }
    }
}
