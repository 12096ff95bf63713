//! A question out of its form, or what is wrong with it and where.

use std::collections::BTreeSet;

use chuanmen_core::domain::{AnswerOption, Asks, ChecklistItem, Numbers, Options, ShownIf, Span};
use chuanmen_core::merge::FieldName;

use crate::api::{QuestionForm, ReplicaError, Sort};
use crate::commands::desk::Desk;
use crate::commands::typed::{invalid, required, text};
use crate::queries::checklist::Entry;

/// The longest name of a question, label or unit, in characters.
const LABEL_CHARS: usize = 40;
/// The most answers that a choice offers.
const OPTIONS: usize = 20;

/// The question that a form says, under `code`. `before` is what it was; `all` are the questions
/// that there are.
pub(super) fn item(
    desk: &Desk<'_>,
    form: &QuestionForm,
    code: String,
    before: Option<&ChecklistItem>,
    all: &[Entry],
) -> Result<ChecklistItem, ReplicaError> {
    let name = label("name", &form.name)?;
    let asks = asks(desk, form, before)?;
    let broken = |tag: &&String| FieldName::member(ChecklistItem::TAG, tag).is_err();
    if form.tags.iter().any(|tag| broken(&tag)) {
        return Err(invalid("tags", "form"));
    }
    let shown_if = match &form.shown_if {
        Some(wanted) => Some(condition(wanted, &code, all)?),
        None => None,
    };
    Ok(ChecklistItem {
        tags: form.tags.clone(),
        required: form.required,
        shown_if,
        ..ChecklistItem::asking(&code, &name, asks)
    })
}

fn asks(
    desk: &Desk<'_>,
    form: &QuestionForm,
    before: Option<&ChecklistItem>,
) -> Result<Asks, ReplicaError> {
    Ok(match form.sort {
        Sort::Words => Asks::Words {
            normal: label("normal", &form.normal)?,
            attention: label("attention", &form.attention)?,
        },
        Sort::One => Asks::One(options(desk, form)?),
        Sort::Several => Asks::Several(options(desk, form)?),
        Sort::Number => Asks::Number(numbers(form)?),
        Sort::Date => Asks::Date,
        Sort::Text => Asks::Text,
        Sort::Unknown => match before.map(|item| item.asks.clone()) {
            Some(asks @ Asks::Unknown(_)) => asks,
            _ => return Err(invalid("sort", "form")),
        },
    })
}

/// Lines without a label are passed over; a new answer gets a code of its own.
fn options(desk: &Desk<'_>, form: &QuestionForm) -> Result<Options, ReplicaError> {
    let mut options = Vec::new();
    let mut labels = BTreeSet::new();
    for (index, option) in form.options.iter().enumerate() {
        if option.label.trim().is_empty() {
            continue;
        }
        let field = format!("options/{index}");
        let label = label(&field, &option.label)?;
        if !labels.insert(label.clone()) {
            return Err(invalid(field, "twice"));
        }
        let code = if option.code.is_empty() {
            format!("o{:08x}", desk.fresh_id().as_u128() & 0xFFFF_FFFF)
        } else {
            option.code.clone()
        };
        options.push(AnswerOption {
            code,
            label,
            attention: option.attention,
        });
    }
    if options.len() > OPTIONS {
        return Err(invalid("options", "too_many"));
    }
    Options::new(options).map_err(|_| invalid("options", "too_few"))
}

fn numbers(form: &QuestionForm) -> Result<Numbers, ReplicaError> {
    let all = Span::ALL;
    let (min, max) = (bound("min", &form.min)?, bound("max", &form.max)?);
    let range = Span::new(min.unwrap_or(all.least()), max.unwrap_or(all.most()));
    let range = range.map_err(|_| invalid("max", "order"))?;
    let (low, high) = (bound("low", &form.low)?, bound("high", &form.high)?);
    for (field, number) in [("low", low), ("high", high)] {
        if number.is_some_and(|number| !range.contains(number)) {
            return Err(invalid(field, "range"));
        }
    }
    let usual = Span::new(low.unwrap_or(range.least()), high.unwrap_or(range.most()));
    Ok(Numbers {
        unit: short("unit", &text("unit", &form.unit)?)?,
        range,
        usual: usual.map_err(|_| invalid("high", "order"))?,
    })
}

/// A number as typed; none for nothing.
fn bound(field: &str, typed: &str) -> Result<Option<i64>, ReplicaError> {
    let all = Asks::Number(Numbers {
        unit: String::new(),
        range: Span::ALL,
        usual: Span::ALL,
    });
    let taken = ChecklistItem::asking("bound", "", all).take(typed);
    let taken = taken.map_err(|problem| invalid(field, problem.as_str()))?;
    Ok(taken.parse().ok())
}

/// Another question, and answers that it takes. It must not wait for this one.
fn condition(wanted: &ShownIf, code: &str, all: &[Entry]) -> Result<ShownIf, ReplicaError> {
    let find = |code: &str| {
        all.iter()
            .map(|entry| &entry.item)
            .find(|item| item.code == code)
    };
    let other = find(&wanted.item).ok_or_else(|| invalid("shown_if", "empty"))?;
    let mut at = Some(other);
    // Bounded: what is there already may run in a circle.
    for _ in 0..=all.len() {
        let Some(item) = at else { break };
        if item.code == code {
            return Err(invalid("shown_if", "circle"));
        }
        at = item.shown_if.as_ref().and_then(|next| find(&next.item));
    }
    let taken = wanted.answers.iter().map(|answer| other.take(answer));
    let answers: Result<BTreeSet<_>, _> = taken.collect();
    let answers = answers.map_err(|problem| invalid("shown_if", problem.as_str()))?;
    let answers: BTreeSet<_> = answers.into_iter().filter(|one| !one.is_empty()).collect();
    if answers.is_empty() {
        return Err(invalid("shown_if", "empty"));
    }
    Ok(ShownIf {
        item: other.code.clone(),
        answers,
    })
}

fn label(field: &str, typed: &str) -> Result<String, ReplicaError> {
    short(field, &required(field, typed)?)
}

/// One line, not too long.
fn short(field: &str, text: &str) -> Result<String, ReplicaError> {
    if text.chars().count() > LABEL_CHARS {
        return Err(invalid(field, "too_long"));
    }
    Ok(text.replace(['\n', '\r'], " "))
}
