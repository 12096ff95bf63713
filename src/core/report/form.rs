use std::collections::BTreeMap;

use serde::Deserialize;

use super::shape::{Holding, names_workers};
use super::table::{Cell, Column, ColumnKind, ReportName, Table};

/// A table that somebody else asks for (a hotline's work order, a ledger of the county's), made
/// out of one of our reports: entered once, exported as many times as there are forms.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Out of which report: `needs`.
    pub report: ReportName,
    /// Its columns, from left to right.
    #[serde(rename = "column")]
    pub columns: Vec<FormColumn>,
    /// Only rows that hold all of these.
    #[serde(rename = "where", default)]
    pub only: Vec<Holding>,
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// What stands at its top.
    pub title: String,
    /// The key of the report's column that fills it.
    #[serde(default)]
    pub from: Option<String>,
    /// Or the same text in each row.
    #[serde(default)]
    pub text: Option<String>,
    /// Our words, each with the word that is wanted instead. Others stay as they are.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// A form that does not fit the report it is made of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// A column has neither a source nor a text, or both.
    #[error("column “{0}” needs either `from` or `text`")]
    NoSource(String),
    /// The report has no such column.
    #[error("the report has no column `{from}`; it has {known}")]
    NoColumn {
        /// The key that the form has.
        from: String,
        /// Those that there are.
        known: String,
    },
    /// Its rows are narrowed to whoever did the work, and would count it.
    #[error("`where` narrows `{0}`, which says who did the work: no form is made of that")]
    OfOneWorker(String),
}

impl Form {
    /// Whether a report can be put into it at all.
    ///
    /// # Errors
    /// [`FormError::OfOneWorker`] if its rows would be those of one worker.
    pub fn check(&self) -> Result<(), FormError> {
        let mut narrowed = self.only.iter().filter(|holding| !holding.is_anything());
        match narrowed.find(|holding| names_workers(&holding.column)) {
            Some(holding) => Err(FormError::OfOneWorker(holding.column.clone())),
            None => Ok(()),
        }
    }

    /// Fills it from its report. The table goes by `name`.
    ///
    /// # Errors
    /// [`FormError`] for a column that nothing can fill, and for the rows of one worker.
    pub fn fill(&self, name: &str, mut report: Table) -> Result<Table, FormError> {
        self.check()?;
        for holding in &self.only {
            find(&report, &holding.column)?;
        }
        let sources = self.columns.iter().map(|column| column.source(&report));
        let sources = sources.collect::<Result<Vec<_>, _>>()?;
        report.keep_rows(&self.only);
        let rows = report.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&sources);
            let cells = cells.map(|(column, source)| match source {
                Source::Text(text) => Cell::from(*text),
                Source::Place(place) => column.translated(row.get(*place)),
            });
            cells.collect()
        });
        let columns = self.columns.iter().zip(&sources).map(|(column, source)| {
            let kind = match source {
                Source::Place(place) if column.words.is_empty() => {
                    report.columns[*place].kind.clone()
                }
                Source::Place(_) | Source::Text(_) => ColumnKind::Text,
            };
            Column {
                from: column.from.clone(),
                ..Column::new(&*column.title, &*column.title, kind)
            }
        });
        Ok(Table {
            name: ReportName::from(name),
            title: format!("{name}：{}", report.title),
            columns: columns.collect(),
            rows: rows.collect(),
            only: report.only.clone(),
            at: report.at,
            about: None,
        })
    }
}

/// What fills a column.
enum Source<'f> {
    Place(usize),
    Text(&'f str),
}

impl FormColumn {
    fn source(&self, report: &Table) -> Result<Source<'_>, FormError> {
        match (&self.from, &self.text) {
            (Some(from), None) => Ok(Source::Place(find(report, from)?)),
            (None, Some(text)) => Ok(Source::Text(text)),
            _ => Err(FormError::NoSource(self.title.clone())),
        }
    }

    fn translated(&self, cell: Option<&Cell>) -> Cell {
        let Some(cell) = cell else { return Cell::EMPTY };
        match self.words.get(&cell.words()) {
            Some(word) => Cell::from(word.as_str()),
            None => cell.clone(),
        }
    }
}

fn find(report: &Table, key: &str) -> Result<usize, FormError> {
    report.place(key).ok_or_else(|| {
        let known = report.columns.iter().map(|column| column.key.as_str());
        FormError::NoColumn {
            from: key.to_owned(),
            known: known.collect::<Vec<_>>().join(", "),
        }
    })
}
