use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::merge::FieldName;

/// One of the answers that a question offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Stored in visits; stays the same when the label is put in other words.
    pub code: String,
    /// `煤气瓶`.
    pub label: String,
    /// Whether this answer wants somebody's attention.
    pub attention: bool,
}

/// The answers to choose from: at least two, each with a label and a code of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<AnswerOption>", into = "Vec<AnswerOption>")]
pub struct Options(Vec<AnswerOption>);

/// Answers that are not a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a choice needs two answers at least, each with a label and a code of its own")]
pub struct NoChoice;

/// Follows the code of an option that wants attention.
const MARK: char = '!';

impl Options {
    /// A choice.
    ///
    /// # Errors
    /// Fewer than two, an empty or broken label, a code that is no word or is there twice.
    pub fn new(options: Vec<AnswerOption>) -> Result<Self, NoChoice> {
        let mut codes = BTreeSet::new();
        let fits = |option: &AnswerOption| {
            !option.label.trim().is_empty()
                && !option.label.contains(['\n', '\r'])
                && FieldName::try_from(option.code.clone()).is_ok()
        };
        let sound = options.len() >= 2
            && options.iter().all(fits)
            && options.iter().all(|option| codes.insert(&option.code));
        sound.then_some(Self(options)).ok_or(NoChoice)
    }

    /// Reads what [`Options::lines`] wrote; a line that is no option is passed over.
    pub(super) fn read(lines: &str) -> Result<Self, NoChoice> {
        let option = |line: &str| {
            let (code, label) = line.trim().split_once(' ')?;
            let (code, attention) = match code.strip_suffix(MARK) {
                Some(code) => (code, true),
                None => (code, false),
            };
            Some(AnswerOption {
                code: code.to_owned(),
                label: label.trim().to_owned(),
                attention,
            })
        };
        Self::new(lines.lines().filter_map(option).collect())
    }

    /// A line each: `bottle 煤气瓶`, `leaks! 漏气`. One text, so that two people's halves of a list
    /// are never mixed.
    pub(super) fn lines(&self) -> String {
        let line = |option: &AnswerOption| {
            let mark = if option.attention { "!" } else { "" };
            format!("{}{mark} {}", option.code, option.label.trim())
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// In the order of the form.
    pub fn iter(&self) -> std::slice::Iter<'_, AnswerOption> {
        self.0.iter()
    }

    /// The one with this code.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&AnswerOption> {
        self.0.iter().find(|option| option.code == code)
    }
}

impl TryFrom<Vec<AnswerOption>> for Options {
    type Error = NoChoice;
    fn try_from(options: Vec<AnswerOption>) -> Result<Self, NoChoice> {
        Self::new(options)
    }
}

impl From<Options> for Vec<AnswerOption> {
    fn from(options: Options) -> Self {
        options.0
    }
}

impl<'a> IntoIterator for &'a Options {
    type Item = &'a AnswerOption;
    type IntoIter = std::slice::Iter<'a, AnswerOption>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
