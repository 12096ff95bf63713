//! A table of a document, as lines.

use std::iter::zip;

/// Characters of a heading; what is longer is a paragraph.
const HEADING: usize = 40;

/// What stands in a cell, by paragraph.
type Cell = Vec<String>;

/// A table while it is read.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell::new());
        }
    }

    /// Where the next paragraph goes.
    pub(super) fn last_cell(&mut self) -> Option<&mut Cell> {
        self.rows.last_mut()?.last_mut()
    }

    /// Two columns are headings and what they say, row by row; of more, the first row is the
    /// headings. A cell that has a row for itself is paragraphs.
    pub(super) fn lines(self) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        let mut headings = None::<Vec<String>>;
        for row in self.rows {
            match (row.len(), &headings) {
                (0 | 1, _) => lines.extend(row.into_iter().flatten()),
                (_, Some(headings)) => {
                    let said = zip(headings, row).filter(|(heading, _)| *heading != "序号");
                    said.for_each(|(heading, said)| put(&mut lines, heading, said));
                }
                (_, None) if columns > 2 => {
                    headings = Some(row.into_iter().map(|cell| heading(&cell)).collect());
                }
                (_, None) => {
                    let mut cells = row.into_iter();
                    let first = cells.next().unwrap_or_default();
                    let said = cells.next().unwrap_or_default();
                    let heading = heading(&first);
                    if heading.is_empty() || said.is_empty() {
                        lines.extend(first);
                    }
                    put(&mut lines, &heading, said);
                }
            }
        }
        lines
    }
}

/// Nothing of what is too long for one.
fn heading(cell: &Cell) -> String {
    let heading: String = cell.concat();
    let heading = heading.trim().trim_end_matches(['：', ':']);
    match heading.chars().count() <= HEADING {
        true => heading.to_owned(),
        false => String::new(),
    }
}

/// `heading：what is said`, whose further paragraphs follow on lines of their own; nothing where
/// nothing is said.
fn put(lines: &mut Vec<String>, heading: &str, said: Cell) {
    let mut said = said.into_iter();
    let Some(first) = said.next() else {
        return;
    };
    lines.push(match heading {
        "" => first,
        heading => format!("{heading}：{first}"),
    });
    lines.extend(said);
}
