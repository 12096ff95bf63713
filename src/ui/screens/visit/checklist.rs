use chuanmen_core::domain::ChecklistItem;
use chuanmen_replica::api::FormItem;
use dioxus::prelude::*;

use super::draft::Draft;
use super::form;
use crate::ui::components::{Card, Section, Segment, SegmentRole};
use crate::ui::hooks::use_snack;
use crate::ui::text::t;

/// What to look at; each prefilled with the answer of last time.
#[component]
pub(super) fn Checklist(
    draft: Draft,
    items: Vec<FormItem>,
    /// Whether the answers are from an earlier visit.
    met_before: bool,
) -> Element {
    if items.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("checklist", count = items.len()), aside: t!("checklist-aside"),
            Card {
                for item in items {
                    Question { key: "{item.code}", draft, item, met_before }
                }
            }
        }
    }
}

#[component]
fn Question(draft: Draft, item: FormItem, met_before: bool) -> Element {
    let snack = use_snack();
    let form = draft.form();
    let attention = form::answer(&form, &item) == ChecklistItem::ATTENTION;
    let differs = form::answer(&form, &item) != item.last;
    let was = if item.last == ChecklistItem::ATTENTION {
        &item.attention
    } else {
        &item.normal
    };
    let was = t!("checklist-was", answer = was.as_str());
    rsx! {
        div { class: if differs { "q diff" } else { "q" },
            span {
                {item.name.clone()}
                if differs && met_before {
                    span { class: "was", {was} }
                }
            }
            Segment {
                label: item.name.clone(),
                role: SegmentRole::Radio,
                choices: vec![item.normal.clone(), item.attention.clone()],
                chosen: usize::from(attention),
                onchoose: move |index| {
                    let before = draft.form();
                    let next = form::set_answer(&before, &item, index == 1);
                    if form::answer(&before, &item) == form::answer(&next, &item) {
                        return;
                    }
                    draft.set(next);
                    let word = if index == 1 { &item.attention } else { &item.normal };
                    snack.changed(
                        t!("checklist-changed", name = item.name.as_str(), answer = word.as_str()),
                        take_back(draft, item.clone(), before.answers.get(&item.code).cloned()),
                    );
                },
            }
        }
    }
}

/// Puts one answer back, whatever else was changed since.
fn take_back(draft: Draft, item: FormItem, before: Option<String>) -> Callback<()> {
    Callback::new(move |()| {
        let mut next = draft.form();
        match before.clone() {
            Some(answer) => next.answers.insert(item.code.clone(), answer),
            None => next.answers.remove(&item.code),
        };
        draft.set(next);
    })
}
