use chuanmen_replica::api::{OptionForm, QuestionForm, Sort};
use dioxus::prelude::*;

use crate::ui::components::{Button, Chip, Chips, Field, FieldKind, Icon, IconName, Section};
use crate::ui::hooks::Sender;
use crate::ui::text::t;

const SORTS: [Sort; 6] = [
    Sort::Words,
    Sort::One,
    Sort::Several,
    Sort::Number,
    Sort::Date,
    Sort::Text,
];

fn sort_words(sort: Sort) -> String {
    match sort {
        Sort::Words => t!("sort-words"),
        Sort::One => t!("sort-one"),
        Sort::Several => t!("sort-several"),
        Sort::Number => t!("sort-number"),
        Sort::Date => t!("sort-date"),
        Sort::Text => t!("sort-text"),
        Sort::Unknown => t!("sort-unknown"),
    }
}

/// How the question is answered, and with what.
#[component]
pub(super) fn Answers(mut form: Signal<QuestionForm>, sender: Sender) -> Element {
    let now = form.read().sort;
    // A sort of a newer version stays as it is until another is chosen.
    let sorts: Vec<_> = match now {
        Sort::Unknown => [Sort::Unknown].into_iter().chain(SORTS).collect(),
        _ => SORTS.to_vec(),
    };
    let chips: Vec<_> = sorts
        .iter()
        .map(|sort| Chip {
            text: sort_words(*sort),
            chosen: *sort == now,
        })
        .collect();
    rsx! {
        Section { title: t!("question-sort"),
            Chips {
                label: t!("question-sort"),
                wrap: true,
                chips,
                onchoose: move |index: usize| {
                    if let Some(sort) = sorts.get(index) {
                        sender.clear();
                        let mut form = form.write();
                        form.sort = *sort;
                        if matches!(sort, Sort::One | Sort::Several) && form.options.is_empty() {
                            form.options = vec![OptionForm::default(); 2];
                        }
                    }
                },
            }
        }
        match now {
            Sort::Words => rsx! { Words { form, sender } },
            Sort::One | Sort::Several => rsx! { OptionRows { form, sender } },
            Sort::Number => rsx! { Numbers { form, sender } },
            Sort::Date | Sort::Text | Sort::Unknown => rsx! {},
        }
    }
}

#[component]
fn Words(mut form: Signal<QuestionForm>, sender: Sender) -> Element {
    let now = form.cloned();
    rsx! {
        div { class: "two-fields",
            Field { id: "normal", label: t!("question-normal"), value: now.normal,
                placeholder: t!("question-normal-example"), problem: sender.problem("normal"),
                oninput: move |text| {
                    sender.clear();
                    form.write().normal = text;
                } }
            Field { id: "attention", label: t!("question-attention"), value: now.attention,
                placeholder: t!("question-attention-example"), problem: sender.problem("attention"),
                oninput: move |text| {
                    sender.clear();
                    form.write().attention = text;
                } }
        }
    }
}

#[component]
fn OptionRows(mut form: Signal<QuestionForm>, sender: Sender) -> Element {
    let options = form.read().options.clone();
    let label = |number: usize| t!("question-option", number = number + 1);
    rsx! {
        for (number , option) in options.into_iter().enumerate() {
            div { key: "{number}", class: "option",
                Field { id: "option-{number}", label: label(number), value: option.label.clone(),
                    problem: sender.problem(&format!("options/{number}")),
                    oninput: move |text: String| {
                        sender.clear();
                        if let Some(option) = form.write().options.get_mut(number) {
                            option.label = text;
                        }
                    } }
                button {
                    r#type: "button",
                    class: "chip",
                    "aria-pressed": option.attention.to_string(),
                    "aria-label": t!("question-option-attention", name = label(number)),
                    onclick: move |_| {
                        if let Some(option) = form.write().options.get_mut(number) {
                            option.attention = !option.attention;
                        }
                    },
                    {t!("question-attention-mark")}
                }
                button {
                    r#type: "button",
                    class: "ib",
                    "aria-label": t!("question-option-remove", name = label(number)),
                    onclick: move |_| {
                        sender.clear();
                        let mut form = form.write();
                        if number < form.options.len() {
                            form.options.remove(number);
                        }
                    },
                    Icon { name: IconName::Close }
                }
            }
        }
        if let Some(problem) = sender.problem("options") {
            p { class: "problem", role: "alert", {problem} }
        }
        div { class: "add one",
            Button { icon: IconName::Plus,
                onclick: move |_| form.write().options.push(OptionForm::default()),
                {t!("question-option-add")} }
        }
    }
}

#[component]
fn Numbers(mut form: Signal<QuestionForm>, sender: Sender) -> Element {
    let now = form.cloned();
    rsx! {
        Field { id: "unit", label: t!("question-unit"), value: now.unit,
            placeholder: t!("question-unit-example"), problem: sender.problem("unit"),
            oninput: move |text| {
                sender.clear();
                form.write().unit = text;
            } }
        div { class: "two-fields",
            Field { id: "min", label: t!("question-min"), kind: FieldKind::Count, value: now.min,
                problem: sender.problem("min"),
                oninput: move |text| {
                    sender.clear();
                    form.write().min = text;
                } }
            Field { id: "max", label: t!("question-max"), kind: FieldKind::Count, value: now.max,
                problem: sender.problem("max"),
                oninput: move |text| {
                    sender.clear();
                    form.write().max = text;
                } }
            Field { id: "low", label: t!("question-low"), kind: FieldKind::Count, value: now.low,
                hint: t!("question-usual-hint"), problem: sender.problem("low"),
                oninput: move |text| {
                    sender.clear();
                    form.write().low = text;
                } }
            Field { id: "high", label: t!("question-high"), kind: FieldKind::Count, value: now.high,
                problem: sender.problem("high"),
                oninput: move |text| {
                    sender.clear();
                    form.write().high = text;
                } }
        }
    }
}
