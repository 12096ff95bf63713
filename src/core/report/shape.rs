use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::table::{Cell, Column, ColumnKind, Table};

/// The column that says how many rows were counted together.
const COUNT: (&str, &str) = ("count", "条数");
/// Columns that name who did the work, or does it: nothing is counted by them, or of one of them,
/// for that would rank people (国办函〔2026〕12号 forbids it).
const WORKERS: [&str; 5] = [
    "visitor",
    "claimed_by",
    "entered_by",
    "in_charge",
    "volunteer",
];

/// A shape that would count what one person did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`where` narrows `{0}`, which says who did the work: such rows are not counted, leave out `by`"
)]
pub struct OfOneWorker(pub String);

/// How a report is laid out anew: its columns, its rows, and by what they are counted. What names
/// a column that the report does not have means nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Shape {
    /// The keys of the columns wanted, in this order; all if none.
    pub columns: Vec<String>,
    /// Only rows that hold all of these.
    #[serde(rename = "where")]
    pub only: Vec<Holding>,
    /// Instead of the rows themselves, how many there are for each of what stands in these columns.
    pub by: Vec<String>,
    /// Of what is left, only rows of which some cell holds each of these words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub find: String,
}

/// What a cell of a row must say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The key of its column.
    pub column: String,
    /// One of these, as a file would write it; the empty text is an empty cell. Anything if none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// At least this, in a column of numbers or of days: `3`, `2026-11-23`. A cell that is none
    /// is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

impl Holding {
    /// Whether nothing is asked for.
    #[must_use]
    pub const fn is_anything(&self) -> bool {
        self.is.is_empty() && self.from.is_none() && self.to.is_none()
    }

    /// Whether a cell of a column of this kind says what is asked for.
    fn holds(&self, kind: &ColumnKind, said: &str) -> bool {
        let among = self.is.is_empty() || self.is.iter().any(|one| one == said);
        among
            && match kind {
                ColumnKind::Number => self.bounds::<f64>(said),
                ColumnKind::Date => self.bounds::<Date>(said),
                ColumnKind::Text | ColumnKind::Other(_) => true,
            }
    }

    /// What makes no sense as a bound bounds nothing.
    fn bounds<T: FromStr + PartialOrd>(&self, said: &str) -> bool {
        let bound = |text: &Option<String>| text.as_deref()?.parse::<T>().ok();
        let (from, to) = (bound(&self.from), bound(&self.to));
        if from.is_none() && to.is_none() {
            return true;
        }
        let within = |it| from.is_none_or(|from| from <= it) && to.is_none_or(|to| it <= to);
        said.parse().is_ok_and(within)
    }

    /// `在办、已办结`; `2026-11-01—2026-11-15`
    fn words(&self) -> String {
        let end = |end: &Option<String>| end.clone().unwrap_or_default();
        let ends = (self.from.is_some() || self.to.is_some())
            .then(|| format!("{}—{}", end(&self.from), end(&self.to)));
        let words = self.is.iter().cloned().chain(ends);
        words.collect::<Vec<_>>().join("、")
    }
}

impl Shape {
    /// Whether it leaves a report as it is.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// All of it but what is found in what it leaves.
    #[must_use]
    pub fn layout(&self) -> Self {
        Self {
            find: String::new(),
            ..self.clone()
        }
    }
}

/// As an address has it: JSON.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&json)
    }
}

impl FromStr for Shape {
    type Err = serde_json::Error;

    fn from_str(json: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(json)
    }
}

impl Column {
    /// Whether rows may be counted by what it says: never by who did the work.
    #[must_use]
    pub fn counts(&self) -> bool {
        let source = self.from.as_ref().unwrap_or(&self.key);
        !names_workers(source)
    }
}

/// Whether the column of a report that has this key says who did the work.
pub(super) fn names_workers(key: &str) -> bool {
    WORKERS.contains(&key)
}

impl Cell {
    /// As a file writes it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Whether it holds a word; a number is one word.
    fn holds(&self, word: &str) -> bool {
        match self {
            Self::Text(text) => text.contains(word),
            Self::Number(number) => number.to_string() == word,
        }
    }
}

impl Table {
    /// The same laid out anew.
    ///
    /// # Errors
    /// [`OfOneWorker`] if it would count rows that are narrowed to whoever did the work.
    pub fn shaped(mut self, shape: &Shape) -> Result<Self, OfOneWorker> {
        let counted = self.places(&shape.by);
        let counted: Vec<_> = counted
            .into_iter()
            .filter(|place| self.columns[*place].counts())
            .collect();
        if let Some(column) = self.worker_of(shape).filter(|_| !counted.is_empty()) {
            return Err(OfOneWorker(column.key.clone()));
        }
        self.keep_rows(&shape.only);
        let wanted = self.places(&shape.columns);
        let laid_out = if !counted.is_empty() {
            self.counted(&counted)
        } else if !wanted.is_empty() {
            self.only_columns(&wanted)
        } else {
            self
        };
        Ok(laid_out.found(&shape.find))
    }

    /// The same with those of its rows of which some cell holds each of the words.
    #[must_use]
    pub fn found(mut self, words: &str) -> Self {
        let words: Vec<_> = words.split_whitespace().collect();
        if !words.is_empty() {
            self.retain(|row| {
                words
                    .iter()
                    .all(|word| row.iter().any(|cell| cell.holds(word)))
            });
            // Not which: titles stand in the audit, and words may be somebody's name.
            self.title.push_str("　查找所得");
        }
        self
    }

    /// The column, of those that say who did the work, that a shape narrows the rows by.
    #[must_use]
    pub fn worker_of(&self, shape: &Shape) -> Option<&Column> {
        let narrowed = shape.only.iter().filter(|holding| !holding.is_anything());
        let mut columns =
            narrowed.filter_map(|holding| Some(&self.columns[self.place(&holding.column)?]));
        columns.find(|column| !column.counts())
    }

    /// Leaves only the rows that hold all of `wanted`.
    pub(super) fn keep_rows(&mut self, wanted: &[Holding]) {
        for holding in wanted {
            let place = self.place(&holding.column);
            if let Some(place) = place {
                let Column { title, kind, .. } = self.columns[place].clone();
                self.retain(|row| {
                    let words = row.get(place).map(Cell::words).unwrap_or_default();
                    holding.holds(&kind, &words)
                });
                let said = format!("　{title}：{}", holding.words());
                self.title.push_str(&said);
            }
        }
    }

    /// Where the column with this key stands.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Where the columns with these keys stand, each once.
    fn places(&self, keys: &[String]) -> Vec<usize> {
        let mut places = Vec::new();
        for place in keys.iter().filter_map(|key| self.place(key)) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    fn only_columns(self, places: &[usize]) -> Self {
        let pick = |row: &Vec<Cell>| {
            let cells = places.iter().map(|place| row.get(*place).cloned());
            cells.map(|cell| cell.unwrap_or(Cell::EMPTY)).collect()
        };
        Self {
            columns: places
                .iter()
                .map(|place| self.columns[*place].clone())
                .collect(),
            rows: self.rows.iter().map(pick).collect(),
            // Laid out anew, a row is no record's.
            about: None,
            ..self
        }
    }

    fn counted(self, places: &[usize]) -> Self {
        let narrowed = self.only_columns(places);
        let mut counts = BTreeMap::<Vec<Cell>, i64>::new();
        for row in narrowed.rows {
            *counts.entry(row).or_default() += 1;
        }
        let rows = counts.into_iter().map(|(mut row, count)| {
            row.push(Cell::Number(count));
            row
        });
        let titles = narrowed.columns.iter().map(|column| column.title.as_str());
        let by = titles.collect::<Vec<_>>().join("、");
        let mut columns = narrowed.columns.clone();
        columns.push(Column::new(COUNT.0, COUNT.1, ColumnKind::Number));
        Self {
            title: format!("{}　按{by}计数", narrowed.title),
            columns,
            rows: rows.collect(),
            name: narrowed.name,
            only: narrowed.only,
            at: narrowed.at,
            about: None,
        }
    }
}
