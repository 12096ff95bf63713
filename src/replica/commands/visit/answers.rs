//! What was answered at a door: as it is stored, or what is wrong and where.

use std::collections::BTreeMap;

use chuanmen_core::domain::{AnswerProblem, ChecklistItem, Visit, shown};
use chuanmen_core::merge::FieldName;

use crate::api::{FormItem, ReplicaError};
use crate::commands::typed::{invalid, text};
use crate::queries::visits;

/// Checklist answers by item code.
pub(super) type Answers = BTreeMap<String, String>;

/// The answers to `items` as they are stored: what was `given`, and else, if the rest is `kept`,
/// what each starts from. A question that does not show has none; what was answered to one that is
/// no longer asked stays answered.
pub(super) fn settle(
    items: &[FormItem],
    given: &Answers,
    kept: bool,
) -> Result<Answers, ReplicaError> {
    let mut answers = others(items, given)?;
    let mut wrong = BTreeMap::new();
    for FormItem { item, last } in items {
        let rest = if kept { last.as_str() } else { "" };
        let typed = given.get(&item.code).map_or(rest, String::as_str);
        let answer = item.take(typed).unwrap_or_else(|problem| {
            wrong.insert(item.code.as_str(), problem);
            typed.to_owned()
        });
        answers.insert(item.code.clone(), text(&field(&item.code), &answer)?);
    }
    let answer = |item: &ChecklistItem| answers.get(&item.code).map_or("", String::as_str);
    let shown = shown(items.iter().map(|one| &one.item), answer);
    for FormItem { item, .. } in items {
        if !shown.contains(&item.code) {
            continue;
        }
        let missing = item.required && answer(item).is_empty();
        let missing = missing.then_some(AnswerProblem::Missing);
        if let Some(problem) = wrong.get(item.code.as_str()).copied().or(missing) {
            return Err(invalid(field(&item.code), problem.as_str()));
        }
    }
    let hidden = items.iter().map(|one| &one.item.code);
    let hidden: Vec<_> = hidden.filter(|code| !shown.contains(*code)).collect();
    answers.retain(|code, answer| !answer.is_empty() && !hidden.contains(&code));
    Ok(answers)
}

/// Answers to questions that are not asked (any more).
fn others(items: &[FormItem], given: &Answers) -> Result<Answers, ReplicaError> {
    let mut answers = Answers::new();
    for (code, answer) in given {
        if code == visits::RETRY || FieldName::member(Visit::ANSWER, code).is_err() {
            return Err(invalid(field(code), "form"));
        }
        if items.iter().all(|one| one.item.code != *code) {
            answers.insert(code.clone(), text(&field(code), answer)?);
        }
    }
    Ok(answers)
}

/// `answer/power_gas`.
fn field(code: &str) -> String {
    format!("{}/{code}", Visit::ANSWER)
}
