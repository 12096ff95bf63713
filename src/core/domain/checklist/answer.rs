//! What was answered: taken as typed, put into words, judged.

use jiff::civil::Date;

use super::asks::{Asks, Numbers};
use super::{ChecklistItem, Options};

/// Why an answer cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerProblem {
    /// There is none, and the question wants one.
    Missing,
    /// It is none of the options.
    NotAnOption,
    /// It is no whole number.
    NotANumber,
    /// The number is too small or too large.
    OutOfRange,
    /// It is no day.
    NotADay,
    /// It is longer than a few words.
    TooLong,
}

impl AnswerProblem {
    /// A stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "empty",
            Self::NotAnOption => "option",
            Self::NotANumber => "number",
            Self::OutOfRange => "range",
            Self::NotADay => "day",
            Self::TooLong => "too_long",
        }
    }
}

impl ChecklistItem {
    /// The stored word of the usual answer.
    pub const NORMAL: &'static str = "normal";
    /// The stored word of the other answer.
    pub const ATTENTION: &'static str = "attention";
    /// The longest text, in characters.
    pub const TEXT_CHARS: usize = 200;

    /// The answer as it is stored, out of what was typed or chosen; empty for none.
    ///
    /// # Errors
    /// What is wrong with it; never [`AnswerProblem::Missing`].
    pub fn take(&self, typed: &str) -> Result<String, AnswerProblem> {
        // Kept as it is: this version knows nothing of it.
        if matches!(self.asks, Asks::Unknown(_)) {
            return Ok(typed.to_owned());
        }
        let answer = typed.trim();
        if answer.is_empty() {
            return Ok(String::new());
        }
        match &self.asks {
            Asks::Words { .. } => match answer {
                Self::NORMAL | Self::ATTENTION => Ok(answer.to_owned()),
                _ => Err(AnswerProblem::NotAnOption),
            },
            Asks::One(options) => {
                let found = options.find(answer).ok_or(AnswerProblem::NotAnOption)?;
                Ok(found.code.clone())
            }
            Asks::Several(options) => several(options, answer),
            Asks::Number(numbers) => {
                let number = number(answer).ok_or(AnswerProblem::NotANumber)?;
                if !numbers.range.contains(number) {
                    return Err(AnswerProblem::OutOfRange);
                }
                Ok(number.to_string())
            }
            Asks::Date => {
                let day = answer.parse::<Date>();
                day.map_or(Err(AnswerProblem::NotADay), |day| Ok(day.to_string()))
            }
            Asks::Text | Asks::Unknown(_) => {
                if answer.chars().count() > Self::TEXT_CHARS {
                    return Err(AnswerProblem::TooLong);
                }
                Ok(answer.to_owned())
            }
        }
    }

    /// The answer if nobody was ever asked: of two words the usual one, unless the question wants
    /// an answer of its own. All else is not guessed.
    #[must_use]
    pub const fn usual(&self) -> Option<&'static str> {
        match self.asks {
            Asks::Words { .. } if !self.required => Some(Self::NORMAL),
            _ => None,
        }
    }

    /// Whether a stored answer wants somebody's attention.
    #[must_use]
    pub fn wants_attention(&self, answer: &str) -> bool {
        match &self.asks {
            Asks::One(options) | Asks::Several(options) => chosen(options, answer)
                .any(|found| found.map_or(answer == Self::ATTENTION, |option| option.attention)),
            Asks::Number(numbers) => match answer.parse() {
                Ok(number) => !numbers.usual.contains(number),
                Err(_) => answer == Self::ATTENTION,
            },
            Asks::Words { .. } | Asks::Date | Asks::Text | Asks::Unknown(_) => {
                answer == Self::ATTENTION
            }
        }
    }

    /// A stored answer as a person says it; what an app from before this sort answered too.
    #[must_use]
    pub fn say(&self, answer: &str) -> String {
        let (normal, attention) = self.asks.plain().unwrap_or(Asks::PLAIN);
        match &self.asks {
            Asks::One(options) | Asks::Several(options)
                if chosen(options, answer).any(|found| found.is_some()) =>
            {
                let codes = answer.split_whitespace();
                let labels = codes.map(|code| options.find(code).map_or(code, |one| &one.label));
                labels.collect::<Vec<_>>().join("、")
            }
            Asks::Number(Numbers { unit, .. })
                if !unit.is_empty() && answer.parse::<i64>().is_ok() =>
            {
                format!("{answer} {unit}")
            }
            _ if answer == Self::NORMAL => normal.to_owned(),
            _ if answer == Self::ATTENTION => attention.to_owned(),
            _ => answer.to_owned(),
        }
    }

    /// The question with a stored answer: `用电用气有隐患`, `收缩压：180 mmHg`.
    #[must_use]
    pub fn statement(&self, answer: &str) -> String {
        let said = self.say(answer);
        match self.asks {
            Asks::Words { .. } => format!("{}{said}", self.name),
            _ => format!("{}：{said}", self.name),
        }
    }
}

/// The codes of several options in their order, each once.
fn several(options: &Options, answer: &str) -> Result<String, AnswerProblem> {
    let given: Vec<_> = answer.split_whitespace().collect();
    if given.iter().any(|code| options.find(code).is_none()) {
        return Err(AnswerProblem::NotAnOption);
    }
    let codes = options.iter().map(|option| option.code.as_str());
    let codes: Vec<_> = codes.filter(|code| given.contains(code)).collect();
    Ok(codes.join(" "))
}

fn chosen<'a>(
    options: &'a Options,
    answer: &'a str,
) -> impl Iterator<Item = Option<&'a super::AnswerOption>> {
    answer.split_whitespace().map(|code| options.find(code))
}

/// A whole number as it is typed on a phone: full-width digits and blanks are put right.
fn number(typed: &str) -> Option<i64> {
    let digit = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        '－' | '−' => Some('-'),
        '＋' => Some('+'),
        c => Some(c),
    };
    let plain: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .filter_map(digit)
        .collect();
    plain.parse().ok()
}
