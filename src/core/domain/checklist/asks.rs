use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Options;
use crate::domain::Fields;
use crate::merge::{FieldName, Scalar, Value};

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// One of two words.
    Words {
        /// The usual answer: `安全`. Stored in visits as `normal`.
        normal: String,
        /// The other: `有隐患`. Stored in visits as `attention`.
        attention: String,
    },
    /// One of several. Stored as its code.
    One(Options),
    /// Any of several, one at least. Stored as their codes, a blank between.
    Several(Options),
    /// A whole number. Stored as its digits.
    Number(Numbers),
    /// A day. Stored as `2026-11-23`.
    Date,
    /// A few words.
    Text,
    /// A sort of a newer version, by its word: asked as a text, which is kept as it is.
    Unknown(String),
}

/// Which numbers are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// `mmHg`; may be empty.
    pub unit: String,
    /// Nothing else is taken.
    pub range: Span,
    /// Anything else is taken, wants attention, and is asked about once more.
    pub usual: Span,
}

/// From the least to the most, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(i64, i64)", into = "(i64, i64)")]
pub struct Span {
    least: i64,
    most: i64,
}

/// A span that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a span ends before it begins")]
pub struct EmptySpan;

impl Span {
    /// Every number that a question may take.
    pub const ALL: Self = Self {
        least: -999_999_999,
        most: 999_999_999,
    };

    /// A span.
    ///
    /// # Errors
    /// If `least` is more than `most`.
    pub const fn new(least: i64, most: i64) -> Result<Self, EmptySpan> {
        if least > most {
            return Err(EmptySpan);
        }
        Ok(Self { least, most })
    }

    /// The least number of it.
    #[must_use]
    pub const fn least(self) -> i64 {
        self.least
    }

    /// The most.
    #[must_use]
    pub const fn most(self) -> i64 {
        self.most
    }

    /// Whether it holds `number`.
    #[must_use]
    pub const fn contains(self, number: i64) -> bool {
        self.least <= number && number <= self.most
    }

    /// What `wanted` asks for of it; all of it if that is nothing.
    fn narrowed(self, least: Option<i64>, most: Option<i64>) -> Self {
        let least = least.unwrap_or(self.least).max(self.least);
        let most = most.unwrap_or(self.most).min(self.most);
        Self::new(least, most).unwrap_or(self)
    }
}

impl TryFrom<(i64, i64)> for Span {
    type Error = EmptySpan;
    fn try_from((least, most): (i64, i64)) -> Result<Self, EmptySpan> {
        Self::new(least, most)
    }
}

impl From<Span> for (i64, i64) {
    fn from(span: Span) -> Self {
        (span.least, span.most)
    }
}

impl Asks {
    /// The group field that says it: what belongs together merges as one.
    pub(super) const FIELD: &'static str = "asks";

    /// What an app from before there were other sorts asks in their place. Its two answers are
    /// said in these words by every version.
    pub(super) const PLAIN: (&'static str, &'static str) = ("照常", "要留意");

    /// Reads how a question was answered out of what stood in its field once.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        let field = FieldName::known(Self::FIELD);
        Self::read(Fields(&BTreeMap::from([(field, value.clone())])))
    }

    /// Reads how a question is answered. A choice without options, as a newer or broken version
    /// may write it, is asked as a text.
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let text = |member| match fields.within(Self::FIELD, member) {
            Some(Scalar::Text(text)) => text.as_str(),
            _ => "",
        };
        let int = |member| match fields.within(Self::FIELD, member) {
            Some(Scalar::Int(number)) => Some(*number),
            _ => None,
        };
        let words = || Self::Words {
            normal: fields.string("normal"),
            attention: fields.string("attention"),
        };
        let options = || Options::read(text("options"));
        let unknown = |word: &str| Self::Unknown(word.to_owned());
        match text("type") {
            "" | "words" => words(),
            "one" => options().map_or_else(|_| unknown("one"), Self::One),
            "several" => options().map_or_else(|_| unknown("several"), Self::Several),
            "number" => {
                let range = Span::ALL.narrowed(int("min"), int("max"));
                Self::Number(Numbers {
                    unit: text("unit").to_owned(),
                    range,
                    usual: range.narrowed(int("low"), int("high")),
                })
            }
            "date" => Self::Date,
            "text" => Self::Text,
            newer => unknown(newer),
        }
    }

    /// The group; none for a sort that this version cannot write.
    pub(super) fn value(&self) -> Option<Value> {
        let mut group: Vec<(&'static str, Scalar)> = Vec::new();
        let word = match self {
            Self::Words { .. } => "words",
            Self::One(options) => {
                group.push(("options", options.lines().into()));
                "one"
            }
            Self::Several(options) => {
                group.push(("options", options.lines().into()));
                "several"
            }
            Self::Number(Numbers { unit, range, usual }) => {
                group.push(("unit", unit.as_str().into()));
                group.extend([("min", range.least.into()), ("max", range.most.into())]);
                group.extend([("low", usual.least.into()), ("high", usual.most.into())]);
                "number"
            }
            Self::Date => "date",
            Self::Text => "text",
            Self::Unknown(_) => return None,
        };
        group.push(("type", word.into()));
        let group = group.into_iter();
        let group = group.map(|(name, scalar)| (FieldName::known(name), scalar));
        Some(Value::Group(group.collect::<BTreeMap<_, _>>()))
    }

    /// The two words for an app from before there were other sorts.
    pub(super) fn plain(&self) -> Option<(&str, &str)> {
        match self {
            Self::Words { normal, attention } => Some((normal, attention)),
            Self::Unknown(_) => None,
            _ => Some(Self::PLAIN),
        }
    }

    /// The options, where there are any.
    #[must_use]
    pub const fn options(&self) -> Option<&Options> {
        match self {
            Self::One(options) | Self::Several(options) => Some(options),
            _ => None,
        }
    }
}
