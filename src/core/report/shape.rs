use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::table::{Cell, Column, ColumnKind, Table};

/// The column that says how many rows were counted together.
const COUNT: (&str, &str) = ("count", "条数");
/// Columns that name who did the work: nothing is counted by them, for that would rank people
/// (国办函〔2026〕12号 forbids it).
const WORKERS: [&str; 3] = ["visitor", "claimed_by", "entered_by"];

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
}

/// What a cell of a row must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The key of its column.
    pub column: String,
    /// One of these, as a file would write it; the empty text is an empty cell.
    pub is: Vec<String>,
}

impl Shape {
    /// Whether it leaves a report as it is.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
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
        !WORKERS.contains(&self.key.as_str())
    }
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
}

impl Table {
    /// The same laid out anew.
    #[must_use]
    pub fn shaped(mut self, shape: &Shape) -> Self {
        self.keep_rows(&shape.only);
        let counted = self.places(&shape.by);
        let counted: Vec<_> = counted
            .into_iter()
            .filter(|place| self.columns[*place].counts())
            .collect();
        if !counted.is_empty() {
            return self.counted(&counted);
        }
        let wanted = self.places(&shape.columns);
        if !wanted.is_empty() {
            self = self.only_columns(&wanted);
        }
        self
    }

    /// Leaves only the rows that hold all of `wanted`.
    pub(super) fn keep_rows(&mut self, wanted: &[Holding]) {
        for holding in wanted {
            let place = self.place(&holding.column);
            if let Some(place) = place {
                self.rows.retain(|row| {
                    let words = row.get(place).map(Cell::words).unwrap_or_default();
                    holding.is.contains(&words)
                });
                let title = &self.columns[place].title;
                let said = format!("　{title}：{}", holding.is.join("、"));
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
        columns.push(Column {
            key: COUNT.0.to_owned(),
            title: COUNT.1.to_owned(),
            kind: ColumnKind::Number,
        });
        Self {
            title: format!("{}　按{by}计数", narrowed.title),
            columns,
            rows: rows.collect(),
            name: narrowed.name,
            only: narrowed.only,
            at: narrowed.at,
        }
    }
}
