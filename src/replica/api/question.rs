//! A question of the checklist, as a supervisor fills it in.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{AnswerOption, Asks, ChecklistItem, Options, ShownIf, Span};

/// A question's form as it stands. What the chosen sort does not use may stand there too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionForm {
    /// `用电用气`; required.
    pub name: String,
    /// How it is answered.
    pub sort: Sort,
    /// Of two words: the usual one.
    pub normal: String,
    /// Of two words: the other.
    pub attention: String,
    /// Of a choice: its answers in order.
    pub options: Vec<OptionForm>,
    /// Of a number: `mmHg`.
    pub unit: String,
    /// Of a number: the least that is taken, as typed; empty for none.
    pub min: String,
    /// Of a number: the most that is taken.
    pub max: String,
    /// Of a number: the least that is usual.
    pub low: String,
    /// Of a number: the most that is usual.
    pub high: String,
    /// Only for households with one of these tags; for all if empty.
    pub tags: BTreeSet<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// Only after certain answers to another question.
    pub shown_if: Option<ShownIf>,
}

/// An answer of a choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionForm {
    /// Of an answer that was there before; empty for a new one.
    pub code: String,
    /// `煤气瓶`; one without is left out.
    pub label: String,
    /// Whether it wants somebody's attention.
    pub attention: bool,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// One of two words.
    #[default]
    Words,
    /// One of several.
    One,
    /// Any of several.
    Several,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A few words.
    Text,
    /// As it is: a sort of a newer version.
    Unknown,
}

impl QuestionForm {
    /// The form of a question that is there.
    #[must_use]
    pub fn of(item: &ChecklistItem) -> Self {
        let form = Self {
            name: item.name.clone(),
            tags: item.tags.clone(),
            required: item.required,
            shown_if: item.shown_if.clone(),
            ..Self::default()
        };
        let options = |options: &Options| {
            let option = |option: &AnswerOption| OptionForm {
                code: option.code.clone(),
                label: option.label.clone(),
                attention: option.attention,
            };
            options.iter().map(option).collect()
        };
        match &item.asks {
            Asks::Words { normal, attention } => Self {
                sort: Sort::Words,
                normal: normal.clone(),
                attention: attention.clone(),
                ..form
            },
            Asks::One(of) => Self {
                sort: Sort::One,
                options: options(of),
                ..form
            },
            Asks::Several(of) => Self {
                sort: Sort::Several,
                options: options(of),
                ..form
            },
            Asks::Number(numbers) => {
                let all = Span::ALL;
                let typed = |number: i64, same: i64| match number == same {
                    true => String::new(),
                    false => number.to_string(),
                };
                let (range, usual) = (numbers.range, numbers.usual);
                Self {
                    sort: Sort::Number,
                    unit: numbers.unit.clone(),
                    min: typed(range.least(), all.least()),
                    max: typed(range.most(), all.most()),
                    low: typed(usual.least(), range.least()),
                    high: typed(usual.most(), range.most()),
                    ..form
                }
            }
            Asks::Date => Self {
                sort: Sort::Date,
                ..form
            },
            Asks::Text => Self {
                sort: Sort::Text,
                ..form
            },
            Asks::Unknown(_) => Self {
                sort: Sort::Unknown,
                ..form
            },
        }
    }
}
