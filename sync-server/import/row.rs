//! The cells of a row. What cannot be taken is noted at its cell.

use chuanmen_core::domain::cleaned;

use super::{Cell, Field, Matching, Problem, ProblemCode, Row, Severity, typed};

/// Reads the cells of one row, and notes what is wrong with them.
pub(super) struct RowReader<'r> {
    matching: &'r Matching,
    row: &'r Row,
    pub(super) problems: Vec<Problem>,
}

impl<'r> RowReader<'r> {
    pub(super) const fn new(matching: &'r Matching, row: &'r Row) -> Self {
        Self {
            matching,
            row,
            problems: Vec::new(),
        }
    }

    /// Whether none of the columns that matter says anything here.
    pub(super) fn is_blank(&self) -> bool {
        let mut columns = self.matching.columns.values();
        columns.all(|column| matches!(self.row.cell(*column), Cell::Empty | Cell::Merged))
    }

    /// Whether the row may still be written.
    pub(super) fn is_good(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.all(|problem| problem.code.severity() == Severity::Notice)
    }

    pub(super) fn note(&mut self, field: Field, code: ProblemCode) {
        let column = self.matching.columns.get(&field).copied();
        let heading = column.and_then(|column| self.matching.headings.get(&column));
        self.problems.push(Problem {
            row: self.row.number,
            column,
            heading: heading.map_or(field.heading(), String::as_str).to_owned(),
            code,
        });
    }

    /// What a cell says, on one line.
    pub(super) fn line(&mut self, field: Field) -> Option<String> {
        let line = cleaned::line(&self.raw(field)?);
        if line.chars().count() > typed::LINE_CHARS {
            self.note(field, ProblemCode::CellTooLong);
            return None;
        }
        (!line.is_empty()).then_some(line)
    }

    /// What a cell says, as it stands.
    fn raw(&mut self, field: Field) -> Option<String> {
        let column = *self.matching.columns.get(&field)?;
        let wrong = match self.row.cell(column) {
            Cell::Empty => return None,
            Cell::Text(text) => return Some(text.clone()),
            Cell::Day(day) if matches!(field, Field::Born | Field::Note) => {
                return Some(day.to_string());
            }
            // A spreadsheet takes room 12-1 for the first of December.
            Cell::Day(_) => ProblemCode::CellDay,
            Cell::Number(number) => match typed::number(*number) {
                Some(text) => return Some(text),
                None if field == Field::CitizenId => ProblemCode::CitizenIdNumber,
                None => ProblemCode::CellError,
            },
            Cell::Formula => ProblemCode::CellFormula,
            Cell::Error => ProblemCode::CellError,
            Cell::Merged => ProblemCode::CellMerged,
        };
        self.note(field, wrong);
        None
    }

    /// What a cell says in somebody's words, as the domain's; noted if nobody knows the word.
    pub(super) fn known<T>(
        &mut self,
        field: Field,
        read: impl Fn(&str) -> Option<T>,
        unknown: ProblemCode,
    ) -> Option<T> {
        let typed = self.line(field)?;
        let known = read(&typed);
        if known.is_none() {
            self.note(field, unknown);
        }
        known
    }

    /// Free text of several lines; a cell is never longer than a note may be.
    pub(super) fn text(&mut self, field: Field) -> String {
        self.raw(field)
            .map(|typed| cleaned::text(&typed))
            .unwrap_or_default()
    }

    /// Whether something is wrong with this cell.
    pub(super) fn is_noted(&self, field: Field) -> bool {
        let column = self.matching.columns.get(&field).copied();
        column.is_some() && self.problems.iter().any(|problem| problem.column == column)
    }
}
