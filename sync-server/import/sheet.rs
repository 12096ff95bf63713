use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{FileFault, Limits};

/// A cell as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, without blanks around it.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// A formula. What it would give is not asked.
    Formula,
    /// What a spreadsheet shows where it could not compute: `#N/A`.
    Error,
    /// Merged with another, in which the value stands.
    Merged,
}

impl Cell {
    /// Text, or nothing. What begins like a formula is one, whatever the file.
    pub(super) fn text(text: &str) -> Self {
        match text.trim() {
            "" => Self::Empty,
            text if text.starts_with('=') => Self::Formula,
            text => Self::Text(text.to_owned()),
        }
    }
}

/// A row that is not empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// As a spreadsheet counts it, from 1.
    pub number: u32,
    /// By column; what is missing at the end is empty.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// What a file holds, in the order of its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Those that are not empty.
    pub rows: Vec<Row>,
}

/// Collects cells, in any order, within limits.
pub(super) struct SheetBuilder<'l> {
    limits: &'l Limits,
    rows: BTreeMap<u32, Vec<Cell>>,
    text: usize,
}

impl<'l> SheetBuilder<'l> {
    pub(super) const fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            rows: BTreeMap::new(),
            text: 0,
        }
    }

    /// Puts a cell at a row, from 1, and a column, from 0.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), FileFault> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= self.limits.columns {
            let limit = self.limits.columns;
            return Err(FileFault::TooManyColumns { row, limit });
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len();
            if text.chars().nth(self.limits.cell).is_some() {
                return Err(FileFault::CellTooLong {
                    row,
                    column: column_letters(column),
                    limit: self.limits.cell,
                });
            }
        }
        if self.text > self.limits.text {
            return Err(FileFault::TooMuchText);
        }
        if self.rows.len() == self.limits.rows && !self.rows.contains_key(&row) {
            let limit = self.limits.rows;
            return Err(FileFault::TooManyRows { limit });
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// Notes that a cell is merged with another, if it stands in a row that is not empty.
    pub(super) fn merge(&mut self, row: u32, column: usize) {
        let Some(cells) = self.rows.get_mut(&row) else {
            return;
        };
        if column < self.limits.columns {
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = Cell::Merged;
            }
        }
    }

    pub(super) fn build(self) -> Result<Sheet, FileFault> {
        if self.rows.is_empty() {
            return Err(FileFault::Empty);
        }
        let rows = self.rows.into_iter();
        Ok(Sheet {
            rows: rows.map(|(number, cells)| Row { number, cells }).collect(),
        })
    }
}

/// A column as a spreadsheet names it: `A` for 0, `AA` for 26.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
