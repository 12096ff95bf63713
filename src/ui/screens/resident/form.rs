use chuanmen_core::china_date;
use chuanmen_core::domain::{Relation, Sex};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, Chip, Chips, Field, FieldKind, IconName, OnOff, Section, Segment, TextArea,
};
use crate::ui::hooks::{Sender, use_now};
use crate::ui::text::{day, relation, sex, t};

use super::typed::{Ground, Typed};

/// The care tags to choose from (code and name), and what stands in the two masked fields.
#[derive(Clone, PartialEq)]
pub(super) struct About {
    pub(super) care_tags: Vec<(String, String)>,
    pub(super) phone: String,
    pub(super) citizen_id: String,
    /// Whether a citizen ID number says birth date and sex.
    pub(super) identified: bool,
}

/// What is known of somebody, to be filled in.
#[component]
pub(super) fn Form(
    mut typed: Signal<Typed>,
    /// The form before anything was typed.
    first: Typed,
    about: About,
    sender: Sender,
) -> Element {
    let now = typed.cloned();
    let changed = now != first;
    let number = now.number();
    let today = china_date(use_now());
    let said = number.as_ref().map(|number| {
        t!(
            "resident-says",
            day = day(number.born(), today),
            sex = sex(&number.sex())
        )
    });
    let identified = number.is_some() || (about.identified && now.citizen_id.is_empty());
    rsx! {
        Field {
            id: "name",
            label: t!("edit-name"),
            value: now.name.clone(),
            problem: sender.problem("name"),
            oninput: move |text| {
                sender.clear();
                typed.write().name = text;
            },
        }
        Relations { typed }
        Field {
            id: "citizen-id",
            label: t!("edit-citizen-id"),
            value: now.citizen_id.clone(),
            hint: said.unwrap_or(about.citizen_id),
            problem: sender.problem("citizen_id"),
            oninput: move |text| {
                sender.clear();
                typed.write().citizen_id = text;
            },
        }
        if !identified {
            Birth { typed, sender }
        }
        Field {
            id: "phone",
            label: t!("edit-phone"),
            kind: FieldKind::Phone,
            value: now.phone.clone(),
            hint: about.phone,
            problem: sender.problem("phone"),
            oninput: move |text| {
                sender.clear();
                typed.write().phone = text;
            },
        }
        Tags { typed, first: first.clone(), care_tags: about.care_tags, sender }
        Field {
            id: "ethnicity",
            label: t!("resident-ethnicity"),
            value: now.ethnicity.clone(),
            problem: sender.problem("ethnicity"),
            oninput: move |text| {
                sender.clear();
                typed.write().ethnicity = text;
            },
        }
        OnOff {
            label: t!("edit-family-doctor"),
            on: now.family_doctor,
            onchange: move |on| typed.write().family_doctor = on,
        }
        OnOff {
            label: t!("party-member"),
            on: now.party_member,
            onchange: move |on| typed.write().party_member = on,
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
fn Relations(mut typed: Signal<Typed>) -> Element {
    let chosen = typed.read().relation.clone();
    let chip = |one: &Relation| Chip {
        text: relation(one),
        chosen: chosen.as_ref() == Some(one),
    };
    rsx! {
        Section { title: t!("resident-relation"),
            Chips {
                label: t!("resident-relation"),
                wrap: true,
                chips: Relation::KNOWN.iter().map(chip).collect::<Vec<_>>(),
                onchoose: move |index: usize| typed.write().relation = Relation::KNOWN.get(index).cloned(),
            }
        }
    }
}

/// What a citizen ID number would say.
#[component]
fn Birth(mut typed: Signal<Typed>, sender: Sender) -> Element {
    let now = typed.cloned();
    let chosen = Sex::KNOWN
        .iter()
        .position(|one| now.sex.as_ref() == Some(one));
    rsx! {
        Field {
            id: "born",
            label: t!("resident-born"),
            kind: FieldKind::Date,
            value: now.born,
            problem: sender.problem("born"),
            oninput: move |text| {
                sender.clear();
                typed.write().born = text;
            },
        }
        Section { title: t!("resident-sex"),
            Segment {
                label: t!("resident-sex"),
                choices: Sex::KNOWN.iter().map(sex).collect::<Vec<_>>(),
                chosen,
                onchoose: move |index: usize| typed.write().sex = Sex::KNOWN.get(index).cloned(),
            }
        }
    }
}

#[component]
fn Tags(
    mut typed: Signal<Typed>,
    first: Typed,
    care_tags: Vec<(String, String)>,
    sender: Sender,
) -> Element {
    let today = china_date(use_now());
    let chosen = typed.read().tags.clone();
    let set: Vec<_> = care_tags
        .iter()
        .filter(|(code, _)| chosen.contains(code))
        .cloned()
        .collect();
    let chip = |(code, name): &(String, String)| Chip {
        text: name.clone(),
        chosen: chosen.contains(code),
    };
    let chips: Vec<Chip> = care_tags.iter().map(chip).collect();
    rsx! {
        if !chips.is_empty() {
            Section { title: t!("edit-tags"),
                Chips {
                    label: t!("edit-tags"),
                    wrap: true,
                    chips,
                    onchoose: move |index: usize| {
                        if let Some((code, _)) = care_tags.get(index) {
                            typed.write().toggle(code, &first, today);
                        }
                    },
                }
                for (code , name) in set {
                    WhyTagged { key: "{code}", typed, code, name, sender }
                }
            }
        }
    }
}

/// Since when somebody has a care tag, and why.
#[component]
fn WhyTagged(mut typed: Signal<Typed>, code: String, name: String, sender: Sender) -> Element {
    let Ground { since, reason } = typed.read().ground(&code);
    let change = {
        let code = code.clone();
        use_callback(move |ground: Ground| {
            sender.clear();
            typed.write().grounds.insert(code.clone(), ground);
        })
    };
    rsx! {
        div { class: "why-tagged", role: "group", "aria-label": name.clone(),
            Field {
                id: "since-{code}",
                label: t!("care-since", tag = name.clone()),
                kind: FieldKind::Date,
                value: since.clone(),
                problem: sender.problem(&format!("care_since/{code}")),
                oninput: {
                    let reason = reason.clone();
                    move |since| change.call(Ground { since, reason: reason.clone() })
                },
            }
            Field {
                id: "reason-{code}",
                label: t!("care-reason"),
                value: reason,
                problem: sender.problem(&format!("care_reason/{code}")),
                oninput: move |reason| change.call(Ground { since: since.clone(), reason }),
            }
        }
    }
}
