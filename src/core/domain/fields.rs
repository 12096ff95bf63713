use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;

use crate::UnixMillis;
use crate::merge::{FieldName, Scalar, Value};

/// Reads a record's fields leniently: what is missing or of another type than expected reads as
/// absent, because a newer version may have written it.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a>(pub &'a BTreeMap<FieldName, Value>);

impl<'a> Fields<'a> {
    fn scalar(&self, name: &str) -> Option<&'a Scalar> {
        match self.0.get(name)? {
            Value::Scalar(scalar) => Some(scalar),
            Value::Group(_) => None,
        }
    }

    /// A member of a group.
    #[must_use]
    pub fn within(&self, group: &str, member: &str) -> Option<&'a Scalar> {
        self.0.get(group)?.as_group()?.get(member)
    }

    /// Text; absent when empty.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_text().filter(|text| !text.is_empty())
    }

    /// Text, or the empty one.
    #[must_use]
    pub fn string(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// A whole number.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        self.0.get(name)?.as_int()
    }

    /// A moment.
    #[must_use]
    pub fn millis(&self, name: &str) -> Option<UnixMillis> {
        self.int(name).map(UnixMillis)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.scalar(name), Some(Scalar::Bool(true)))
    }

    /// Text that parses: an id, a date.
    #[must_use]
    pub fn parse<T: FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// A calendar day, `2026-11-23`.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        self.parse(name)
    }

    /// A word of a vocabulary.
    #[must_use]
    pub fn word<T: for<'w> From<&'w str>>(&self, name: &str) -> Option<T> {
        self.text(name).map(T::from)
    }

    /// The members of a set: fields `set/member` that are `true`.
    pub fn members(&self, set: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(|(_, value)| value.is_true())
            .filter_map(move |(name, _)| name.member_of(set))
    }

    /// The text answers under `set`: `answer/health` = `stable`.
    pub fn answers(&self, set: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .iter()
            .filter_map(move |(name, value)| Some((name.member_of(set)?, value.as_text()?)))
    }
}

/// Collects fields to write; what is absent is left out.
#[derive(Debug, Default)]
pub struct FieldsBuilder(BTreeMap<FieldName, Value>);

impl FieldsBuilder {
    /// No fields yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a field.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.insert(FieldName::known(name), value.into());
        self
    }

    /// Sets a field, if there is a value.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Sets a field, to nothing if there is no value.
    #[must_use]
    pub fn or_null(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        self.set(name, value.map_or(Value::NULL, Into::into))
    }

    /// Sets a text field, unless it is empty.
    #[must_use]
    pub fn text(self, name: &'static str, text: &str) -> Self {
        self.maybe(name, (!text.is_empty()).then_some(text))
    }

    /// Adds members to a set. A member whose name cannot be a field's is left out.
    #[must_use]
    pub fn members<'m>(mut self, set: &str, members: impl IntoIterator<Item = &'m str>) -> Self {
        let names = members
            .into_iter()
            .filter_map(|member| FieldName::member(set, member).ok());
        self.0.extend(names.map(|name| (name, Value::from(true))));
        self
    }

    /// Adds text answers under `set`. A question whose name cannot be a field's is left out.
    #[must_use]
    pub fn answers<'m>(
        mut self,
        set: &str,
        answers: impl IntoIterator<Item = (&'m str, &'m str)>,
    ) -> Self {
        for (question, answer) in answers {
            if let Ok(name) = FieldName::member(set, question) {
                self.0.insert(name, answer.into());
            }
        }
        self
    }

    /// The fields.
    #[must_use]
    pub fn build(self) -> BTreeMap<FieldName, Value> {
        self.0
    }
}
