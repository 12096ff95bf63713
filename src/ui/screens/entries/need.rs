use chuanmen_core::domain::Urgency;
use chuanmen_replica::api::{CategoryChoice, NeedDraft};
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips, Icon, IconName, Segment, SegmentRole, TextArea};
use crate::ui::hooks::Sender;
use crate::ui::text::{need_within, t};

/// An empty need, of the first category.
pub(crate) fn new_need(categories: &[CategoryChoice]) -> NeedDraft {
    NeedDraft {
        category: categories
            .first()
            .map(|first| first.code.clone())
            .unwrap_or_default(),
        text: String::new(),
        urgency: Urgency::Normal,
    }
}

/// A need's form: what is asked for, of what kind, how pressing.
#[component]
pub(crate) fn NeedEntry(
    /// Tells several in one form apart.
    number: usize,
    need: NeedDraft,
    categories: Vec<CategoryChoice>,
    /// Says what is wrong with what was typed.
    sender: Sender,
    /// Stands before the names of its fields in what `sender` says: `needs/0/` in a visit.
    #[props(default)]
    path: String,
    onchange: EventHandler<NeedDraft>,
    /// None where the need is all there is to the form.
    #[props(default)]
    onremove: Option<EventHandler<()>>,
) -> Element {
    let chips = categories
        .iter()
        .map(|category| Chip {
            text: category.name.clone(),
            chosen: category.code == need.category,
        })
        .collect::<Vec<_>>();
    let within = categories
        .iter()
        .find(|one| one.code == need.category)
        .map(|one| one.within);
    let (now, now_urgency, now_category) = (need.clone(), need.clone(), need.clone());
    rsx! {
        section { class: "card entry-card", "aria-label": t!("need"),
            div { class: "entry-head",
                h2 { {t!("need")} }
                if let Some(onremove) = onremove {
                    button {
                        r#type: "button",
                        class: "ib",
                        "aria-label": t!("need-remove"),
                        onclick: move |_| onremove.call(()),
                        Icon { name: IconName::Close }
                    }
                }
            }
            TextArea {
                id: "need-text-{number}",
                label: t!("need-text"),
                placeholder: t!("need-text-example"),
                value: need.text.clone(),
                rows: 2,
                problem: sender.problem(&format!("{path}text")),
                oninput: move |text| onchange.call(NeedDraft { text, ..now.clone() }),
            }
            if !chips.is_empty() {
                Chips {
                    label: t!("need-category"),
                    chips,
                    onchoose: move |index: usize| {
                        if let Some(category) = categories.get(index) {
                            onchange.call(NeedDraft {
                                category: category.code.clone(),
                                ..now_category.clone()
                            });
                        }
                    },
                }
            }
            Segment {
                label: t!("need-urgency"),
                role: SegmentRole::Radio,
                choices: vec![t!("urgency-normal"), t!("urgency-urgent")],
                chosen: usize::from(need.urgency == Urgency::Urgent),
                onchoose: move |index| {
                    let urgency = if index == 1 { Urgency::Urgent } else { Urgency::Normal };
                    onchange.call(NeedDraft { urgency, ..now_urgency.clone() });
                },
            }
            if let Some(within) = within {
                p { class: "cap", {need_within(within)} }
            }
        }
    }
}
