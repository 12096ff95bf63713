//! One question of the checklist as a phone asks it: at a door, and where it is made.

mod control;

use std::rc::Rc;

use chuanmen_core::domain::{AnswerProblem, Asks, ChecklistItem};
use dioxus::prelude::*;

use crate::ui::text::{answer_problem, t};

use control::Control;

/// A question with its answer; what is new against last time turns amber.
#[component]
pub(crate) fn Question(
    item: ChecklistItem,
    /// As typed or chosen; empty for none.
    answer: String,
    /// The answer of last time in words, where this one differs.
    #[props(default)]
    was: Option<String>,
    #[props(default)] differs: bool,
    /// Why the answer cannot be taken.
    #[props(default)]
    problem: Option<AnswerProblem>,
    onanswer: EventHandler<String>,
    #[props(default)] onmounted: EventHandler<Rc<MountedData>>,
) -> Element {
    let id = format!("answer-{}", item.code);
    let about = problem
        .map(|problem| answer_problem(&item, problem))
        .or_else(|| unusual(&item, &answer));
    let described = about.is_some().then(|| format!("{id}-about"));
    let mut class = vec!["q"];
    class.extend(differs.then_some("diff"));
    class.extend(is_wide(&item.asks).then_some("wide"));
    rsx! {
        div {
            class: class.join(" "),
            tabindex: "-1",
            onmounted: move |event| onmounted.call(event.data()),
            span { class: "what",
                {item.name.clone()}
                if item.required && answer.is_empty() {
                    span { class: "must", {t!("checklist-required")} }
                }
                if let Some(was) = was {
                    span { class: "was", {t!("checklist-was", answer = was)} }
                }
            }
            Control { id: id.clone(), item, answer, invalid: problem.is_some(), described, onanswer }
            if let Some(about) = about {
                p { id: "{id}-about", class: if problem.is_some() { "problem" } else { "unusual" }, role: "status", {about} }
            }
        }
    }
}

/// Whether the answer stands below the question instead of at its right.
const fn is_wide(asks: &Asks) -> bool {
    !matches!(asks, Asks::Words { .. } | Asks::Number(_))
}

/// A number that is taken and not usual: it is asked about once more.
fn unusual(item: &ChecklistItem, answer: &str) -> Option<String> {
    let Asks::Number(numbers) = &item.asks else {
        return None;
    };
    let number: i64 = item.take(answer).ok()?.parse().ok()?;
    let (low, high) = (numbers.usual.least(), numbers.usual.most());
    let said = t!("checklist-unusual", low = low, high = high);
    (!numbers.usual.contains(number)).then_some(said)
}
