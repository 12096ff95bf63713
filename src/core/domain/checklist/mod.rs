//! What to look at on a visit: the community's questions, and what is made of their answers.

mod answer;
mod asked;
mod asks;
mod options;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Fields, FieldsBuilder};
use crate::merge::{FieldName, Record, Scalar, Value};

pub use answer::AnswerProblem;
pub use asked::{ShownIf, asked, shown};
pub use asks::{Asks, EmptySpan, Numbers, Span};
pub use options::{AnswerOption, NoChoice, Options};

/// One question of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// `power_gas`; names the field `answer/power_gas` of a visit.
    pub code: String,
    /// `用电用气`.
    pub name: String,
    /// How it is answered.
    pub asks: Asks,
    /// Only for households with one of these tags; for all if empty.
    pub tags: BTreeSet<String>,
    /// Whether a visit that meets somebody cannot be saved without its answer.
    pub required: bool,
    /// Only after certain answers to another question.
    pub shown_if: Option<ShownIf>,
    /// Its place in the form.
    pub order: i64,
    /// Whether it is no longer asked; kept, because visits hold answers to it.
    pub retired: bool,
}

impl ChecklistItem {
    /// The set of tags: each is a field `tag/<code>`.
    pub const TAG: &'static str = "tag";
    /// The condition's group field.
    const SHOWN_IF: &'static str = "shown_if";

    /// A question for everybody, answered by one of two words.
    #[must_use]
    pub fn words(code: &str, name: &str, normal: &str, attention: &str) -> Self {
        let asks = Asks::Words {
            normal: normal.to_owned(),
            attention: attention.to_owned(),
        };
        Self::asking(code, name, asks)
    }

    /// A question for everybody, which nobody has to answer.
    #[must_use]
    pub fn asking(code: &str, name: &str, asks: Asks) -> Self {
        Self {
            code: code.to_owned(),
            name: name.to_owned(),
            asks,
            tags: BTreeSet::new(),
            required: false,
            shown_if: None,
            order: 0,
            retired: false,
        }
    }

    /// Reads an item; none without a code.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        Some(Self {
            code: fields.text("code")?.to_owned(),
            name: fields.string("name"),
            asks: Asks::read(fields),
            tags: fields.members(Self::TAG).map(str::to_owned).collect(),
            required: fields.flag("required"),
            shown_if: read_condition(fields),
            order: fields.int("order").unwrap_or_default(),
            retired: fields.flag("retired"),
        })
    }

    /// Its fields; those that say how it is answered are left out where this version cannot write
    /// them, so that an edit leaves them as they are.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        let plain = self.asks.plain();
        FieldsBuilder::new()
            .set("code", self.code.as_str())
            .set("name", self.name.as_str())
            .maybe("normal", plain.map(|(normal, _)| normal))
            .maybe("attention", plain.map(|(_, attention)| attention))
            .maybe(Asks::FIELD, self.asks.value())
            .members(Self::TAG, self.tags.iter().map(String::as_str))
            .maybe("required", self.required.then_some(true))
            .maybe(Self::SHOWN_IF, self.shown_if.as_ref().map(condition))
            .set("order", self.order)
            .maybe("retired", self.retired.then_some(true))
            .build()
    }

    /// Whether a household with these tags is asked it.
    #[must_use]
    pub fn is_for(&self, tags: &[String]) -> bool {
        self.tags.is_empty() || tags.iter().any(|tag| self.tags.contains(tag))
    }
}

/// None if it names no question or no answer.
fn read_condition(fields: Fields<'_>) -> Option<ShownIf> {
    let text = |member| match fields.within(ChecklistItem::SHOWN_IF, member) {
        Some(Scalar::Text(text)) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    };
    let answers = text("answers")?.lines().map(str::trim);
    let answers: BTreeSet<_> = answers
        .filter(|answer| !answer.is_empty())
        .map(str::to_owned)
        .collect();
    let item = text("item")?.to_owned();
    (!answers.is_empty()).then_some(ShownIf { item, answers })
}

/// The answers are one text, a line each.
fn condition(condition: &ShownIf) -> Value {
    let answers: Vec<_> = condition.answers.iter().map(String::as_str).collect();
    Value::Group(BTreeMap::from([
        (FieldName::known("item"), condition.item.as_str().into()),
        (FieldName::known("answers"), answers.join("\n").into()),
    ]))
}
