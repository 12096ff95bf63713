//! The answers of the form as they stand: which questions show, what is new, what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{self, AnswerProblem, Asks, ChecklistItem, Outcome, Visit};
use chuanmen_replica::api::{FormItem, VisitDraft};

/// The name of an answer's field: `answer/power_gas`.
pub(super) fn field(code: &str) -> String {
    format!("{}/{code}", Visit::ANSWER)
}

/// The answer to a question as the form stands: as typed or chosen.
pub(super) fn answer<'d>(draft: &'d VisitDraft, one: &'d FormItem) -> &'d str {
    draft.answers.get(&one.item.code).unwrap_or(&one.last)
}

/// The answer as it would be stored; as typed where it cannot be.
pub(super) fn stored(draft: &VisitDraft, one: &FormItem) -> String {
    let typed = answer(draft, one);
    one.item.take(typed).unwrap_or_else(|_| typed.to_owned())
}

/// Whether the answer is not as last time.
pub(super) fn differs(draft: &VisitDraft, one: &FormItem) -> bool {
    stored(draft, one) != one.last
}

/// Whether it is answered by a keyboard, letter by letter.
pub(super) const fn is_typed(item: &ChecklistItem) -> bool {
    matches!(
        item.asks,
        Asks::Number(_) | Asks::Date | Asks::Text | Asks::Unknown(_)
    )
}

/// The codes of the questions that show as the form stands.
pub(super) fn shown(draft: &VisitDraft, items: &[FormItem]) -> BTreeSet<String> {
    let answers: BTreeMap<_, _> = items
        .iter()
        .map(|one| (one.item.code.as_str(), stored(draft, one)))
        .collect();
    let questions = items.iter().map(|one| &one.item);
    domain::shown(questions, |item| {
        answers.get(item.code.as_str()).map_or("", String::as_str)
    })
}

/// Those that show.
pub(super) fn visible<'i>(draft: &VisitDraft, items: &'i [FormItem]) -> Vec<&'i FormItem> {
    let shown = shown(draft, items);
    let shows = |one: &&FormItem| shown.contains(&one.item.code);
    items.iter().filter(shows).collect()
}

/// What is wrong with the answer to a question that shows.
pub(super) fn problem(draft: &VisitDraft, one: &FormItem) -> Option<AnswerProblem> {
    match one.item.take(answer(draft, one)) {
        Err(problem) => Some(problem),
        Ok(answer) => (answer.is_empty() && one.item.required).then_some(AnswerProblem::Missing),
    }
}

/// What is wrong already while one types: a number as long as the largest that is taken. A shorter
/// one may still become right.
pub(super) fn problem_typing(draft: &VisitDraft, one: &FormItem) -> Option<AnswerProblem> {
    let Asks::Number(numbers) = &one.item.asks else {
        return None;
    };
    let full = numbers.range.most().to_string().len();
    let typed = answer(draft, one).trim().chars().count();
    problem(draft, one)
        .filter(|problem| *problem == AnswerProblem::OutOfRange)
        .filter(|_| typed >= full)
}

/// The fields of the questions without which the visit cannot be saved, in the order of the form.
pub(super) fn problems(draft: &VisitDraft, items: &[FormItem]) -> Vec<String> {
    if draft.outcome != Some(Outcome::Met) {
        return Vec::new();
    }
    let wrong = |one: &&FormItem| problem(draft, one).is_some();
    let wrong = visible(draft, items).into_iter().filter(wrong);
    wrong.map(|one| field(&one.item.code)).collect()
}

/// Answers that are not as last time, and how many there are in all.
pub(super) fn changed(draft: &VisitDraft, items: &[FormItem]) -> (usize, usize) {
    let visible = visible(draft, items);
    let changed = visible.iter().filter(|one| differs(draft, one)).count();
    (changed, visible.len())
}

#[cfg(test)]
mod tests {
    use super::super::form::{set_answer, set_unchanged, to_save};
    use super::*;
    use chuanmen_core::domain::{Numbers, ShownIf, Span};

    fn item(item: ChecklistItem, last: &str) -> FormItem {
        FormItem {
            item,
            last: last.into(),
        }
    }

    fn items() -> Vec<FormItem> {
        let words = |code| ChecklistItem::words(code, code, "平稳", "有变化");
        ["health", "power_gas"]
            .map(|code| item(words(code), ChecklistItem::NORMAL))
            .into()
    }

    /// A number that must be answered, asked only where the health changed.
    fn with_a_number(last: &str) -> Vec<FormItem> {
        let span = |least, most| Span::new(least, most).unwrap();
        let numbers = Numbers {
            unit: "mmHg".into(),
            range: span(60, 260),
            usual: span(90, 150),
        };
        let mut items = items();
        let number = ChecklistItem {
            required: true,
            shown_if: Some(ShownIf {
                item: "health".into(),
                answers: BTreeSet::from([ChecklistItem::ATTENTION.to_owned()]),
            }),
            ..ChecklistItem::asking("systolic", "高压", Asks::Number(numbers))
        };
        items.push(item(number, last));
        items
    }

    #[test]
    fn a_question_that_shows_must_be_answered_and_one_that_does_not_is_not_saved() {
        let items = with_a_number("");
        let same = set_unchanged(&VisitDraft::default(), &items);
        assert!(problems(&same, &items).is_empty(), "it does not show");
        assert_eq!(to_save(&same, &items).answers.len(), 2);
        let changed = set_answer(&same, &items[0], ChecklistItem::ATTENTION);
        assert_eq!(problems(&changed, &items), ["answer/systolic"]);
        let high = set_answer(&changed, &items[2], "300");
        assert_eq!(problem(&high, &items[2]), Some(AnswerProblem::OutOfRange));
        assert_eq!(problem_typing(&high, &items[2]), problem(&high, &items[2]));
        let half = set_answer(&changed, &items[2], "16");
        assert_eq!(problem_typing(&half, &items[2]), None, "160 may follow");
        assert_eq!(problems(&half, &items), ["answer/systolic"]);
        let typed = set_answer(&changed, &items[2], " １６０ ");
        assert!(problems(&typed, &items).is_empty());
        assert_eq!(to_save(&typed, &items).answers["systolic"], "160");
        let back = set_answer(&typed, &items[0], ChecklistItem::NORMAL);
        assert!(!to_save(&back, &items).answers.contains_key("systolic"));
    }

    #[test]
    fn no_change_keeps_what_there_was_none_of_last_time() {
        let items = with_a_number("");
        let draft = set_answer(&VisitDraft::default(), &items[2], "130");
        let draft = set_answer(&draft, &items[0], ChecklistItem::ATTENTION);
        let same = set_unchanged(&draft, &items);
        assert_eq!(same.answers.keys().collect::<Vec<_>>(), ["systolic"]);
    }

    #[test]
    fn an_answer_typed_in_another_way_is_no_change() {
        let items = with_a_number("130");
        let draft = set_answer(&VisitDraft::default(), &items[2], "１３０");
        assert!(!differs(&draft, &items[2]));
    }
}
