use chuanmen_replica::api::FormItem;
use dioxus::prelude::*;

use super::anchors::Anchors;
use super::draft::Draft;
use super::{answers, form};
use crate::ui::components::{Card, Section};
use crate::ui::hooks::use_snack;
use crate::ui::screens::question::Question;
use crate::ui::text::t;

/// What to look at; each prefilled with the answer of last time.
#[component]
pub(super) fn Checklist(
    draft: Draft,
    items: Vec<FormItem>,
    /// Whether the answers are from an earlier visit.
    met_before: bool,
    /// Whether what is missing is said: somebody wanted to save.
    complaining: bool,
) -> Element {
    let form = draft.form();
    let shown = answers::shown(&form, &items);
    let items: Vec<_> = items
        .into_iter()
        .filter(|one| shown.contains(&one.item.code))
        .collect();
    if items.is_empty() {
        return rsx! {};
    }
    rsx! {
        Section { title: t!("checklist", count = items.len()), aside: t!("checklist-aside"),
            Card {
                for one in items {
                    Asked { key: "{one.item.code}", draft, one, met_before, complaining }
                }
            }
        }
    }
}

#[component]
fn Asked(draft: Draft, one: FormItem, met_before: bool, complaining: bool) -> Element {
    let snack = use_snack();
    let anchors = use_context::<Anchors>();
    let form = draft.form();
    let differs = answers::differs(&form, &one);
    let was = (differs && met_before && !one.last.is_empty()).then(|| one.item.say(&one.last));
    let problem = if complaining {
        answers::problem(&form, &one)
    } else {
        answers::problem_typing(&form, &one)
    };
    let field = answers::field(&one.item.code);
    rsx! {
        Question {
            item: one.item.clone(),
            answer: answers::answer(&form, &one).to_owned(),
            was,
            differs,
            problem,
            onmounted: {
                let field = field.clone();
                move |element| anchors.mounted(&field, element)
            },
            onanswer: move |answer: String| {
                let before = draft.form();
                if answers::answer(&before, &one) == answer {
                    return;
                }
                draft.set_at(&field, form::set_answer(&before, &one, &answer));
                // A tap can be taken back; what is typed is there to be typed anew.
                if !answers::is_typed(&one.item) && !answer.is_empty() {
                    snack.changed(
                        t!("checklist-changed", name = one.item.name.as_str(), answer = one.item.say(&answer)),
                        take_back(draft, one.item.code.clone(), before.answers.get(&one.item.code).cloned()),
                    );
                }
            },
        }
    }
}

/// Puts one answer back, whatever else was changed since.
fn take_back(draft: Draft, code: String, before: Option<String>) -> Callback<()> {
    Callback::new(move |()| {
        let mut next = draft.form();
        match before.clone() {
            Some(answer) => next.answers.insert(code.clone(), answer),
            None => next.answers.remove(&code),
        };
        draft.set(next);
    })
}
