use chuanmen_core::domain::{Asks, ChecklistItem, Numbers, Options};
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips, Field, FieldKind, NumberField, Segment, SegmentRole};
use crate::ui::text::t;

/// What one answers with, by the sort of the question.
#[component]
pub(super) fn Control(
    id: String,
    item: ChecklistItem,
    answer: String,
    invalid: bool,
    /// The id of what is said about it.
    described: Option<String>,
    onanswer: EventHandler<String>,
) -> Element {
    let name = item.name.clone();
    match item.asks.clone() {
        Asks::Words { normal, attention } => {
            let words = [ChecklistItem::NORMAL, ChecklistItem::ATTENTION];
            rsx! {
                Segment {
                    label: name,
                    role: SegmentRole::Radio,
                    choices: vec![normal, attention],
                    chosen: words.iter().position(|word| *word == answer),
                    onchoose: move |index: usize| {
                        onanswer.call(words.get(index).copied().unwrap_or_default().to_owned());
                    },
                }
            }
        }
        Asks::One(options) => rsx! {
            OneOf { name, options, answer, required: item.required, onanswer }
        },
        Asks::Several(options) => rsx! {
            AnyOf { name, options, answer, onanswer }
        },
        Asks::Number(Numbers { unit, range, usual }) => {
            let steps = (
                t!("number-less", name = name.as_str()),
                t!("number-more", name = name.as_str()),
            );
            rsx! {
                NumberField {
                    id,
                    label: name,
                    value: answer,
                    unit,
                    range: (range.least(), range.most()),
                    first: usual.least().max(1).min(usual.most()),
                    steps,
                    invalid,
                    described,
                    oninput: move |typed| onanswer.call(typed),
                }
            }
        }
        Asks::Date => rsx! {
            Field { id, label: name, hide_label: true, kind: FieldKind::Date, value: answer,
                oninput: move |day| onanswer.call(day) }
        },
        Asks::Text | Asks::Unknown(_) => rsx! {
            Field { id, label: name, hide_label: true, value: answer,
                oninput: move |text| onanswer.call(text) }
        },
    }
}

/// Tapping the chosen one again takes it back, where nothing has to be chosen.
#[component]
fn OneOf(
    name: String,
    options: Options,
    answer: String,
    required: bool,
    onanswer: EventHandler<String>,
) -> Element {
    let chosen = options.iter().position(|option| option.code == answer);
    let labels: Vec<_> = options.iter().map(|option| option.label.clone()).collect();
    rsx! {
        Segment {
            label: name,
            class: "opts",
            role: SegmentRole::Radio,
            choices: labels,
            chosen,
            onchoose: move |index: usize| {
                let code = options.iter().nth(index).map(|option| option.code.clone());
                let code = code.filter(|_| required || chosen != Some(index));
                onanswer.call(code.unwrap_or_default());
            },
        }
    }
}

#[component]
fn AnyOf(
    name: String,
    options: Options,
    answer: String,
    onanswer: EventHandler<String>,
) -> Element {
    let chosen = |code: &str| answer.split_whitespace().any(|one| one == code);
    let chips: Vec<_> = options
        .iter()
        .map(|option| Chip {
            text: option.label.clone(),
            chosen: chosen(&option.code),
        })
        .collect();
    rsx! {
        Chips {
            label: name,
            wrap: true,
            chips,
            onchoose: {
                let answer = answer.clone();
                move |index: usize| {
                    let tapped = options.iter().nth(index).map(|option| option.code.as_str());
                    let is_chosen = |code: &str| answer.split_whitespace().any(|one| one == code);
                    let codes = options.iter().map(|option| option.code.as_str());
                    let next = codes.filter(|code| is_chosen(code) != (tapped == Some(*code)));
                    onanswer.call(next.collect::<Vec<_>>().join(" "));
                }
            },
        }
    }
}
