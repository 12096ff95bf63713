use std::collections::BTreeSet;

use chuanmen_core::domain::{Asks, ChecklistItem, ShownIf};
use chuanmen_replica::api::QuestionForm;
use dioxus::prelude::*;

use crate::ui::components::{Chip, Chips, Section};
use crate::ui::hooks::Sender;
use crate::ui::text::t;

/// When it is asked: always, or after certain answers to another question.
#[component]
pub(super) fn Condition(
    mut form: Signal<QuestionForm>,
    /// The other questions that are asked.
    others: Vec<ChecklistItem>,
    sender: Sender,
) -> Element {
    let now = form.read().shown_if.clone();
    let others: Vec<_> = others
        .into_iter()
        .filter(|item| !answers(item).is_empty())
        .collect();
    let chosen = |item: &ChecklistItem| now.as_ref().is_some_and(|one| one.item == item.code);
    let other = others.iter().find(|item| chosen(item)).cloned();
    let always = Chip {
        text: t!("question-always"),
        chosen: now.is_none(),
    };
    let chips: Vec<_> = [always]
        .into_iter()
        .chain(others.iter().map(|item| Chip {
            text: item.name.clone(),
            chosen: chosen(item),
        }))
        .collect();
    rsx! {
        if !others.is_empty() || now.is_some() {
            Section { title: t!("question-when"), aside: t!("question-when-aside"),
                Chips {
                    label: t!("question-when"),
                    wrap: true,
                    chips,
                    onchoose: move |index: usize| {
                        sender.clear();
                        let other = index.checked_sub(1).and_then(|index| others.get(index));
                        form.write().shown_if = other.map(|item| ShownIf {
                            item: item.code.clone(),
                            answers: BTreeSet::new(),
                        });
                    },
                }
                if let (Some(other), Some(now)) = (other, now) {
                    After { form, other, now, sender }
                }
                if let Some(problem) = sender.problem("shown_if") {
                    p { class: "problem", role: "alert", {problem} }
                }
            }
        }
    }
}

/// After which of the answers.
#[component]
fn After(
    mut form: Signal<QuestionForm>,
    other: ChecklistItem,
    now: ShownIf,
    sender: Sender,
) -> Element {
    let answers = answers(&other);
    let chips: Vec<_> = answers
        .iter()
        .map(|(code, label)| Chip {
            text: label.clone(),
            chosen: now.answers.contains(code),
        })
        .collect();
    rsx! {
        p { class: "cap after", {t!("question-after-which", name = other.name)} }
        Chips {
            label: t!("question-when-aside"),
            wrap: true,
            chips,
            onchoose: move |index: usize| {
                sender.clear();
                if let (Some((code, _)), Some(shown_if)) = (answers.get(index), &mut form.write().shown_if)
                    && !shown_if.answers.remove(code)
                {
                    shown_if.answers.insert(code.clone());
                }
            },
        }
    }
}

/// The answers to choose from: as stored, and as said; none where there is no choice.
fn answers(item: &ChecklistItem) -> Vec<(String, String)> {
    match &item.asks {
        Asks::Words { normal, attention } => vec![
            (ChecklistItem::NORMAL.to_owned(), normal.clone()),
            (ChecklistItem::ATTENTION.to_owned(), attention.clone()),
        ],
        asks => {
            let options = asks.options().into_iter().flatten();
            let options = options.map(|option| (option.code.clone(), option.label.clone()));
            options.collect()
        }
    }
}
