use std::borrow::Cow;

use chuanmen_core::report::{Cell, Table};
use csv::{Terminator, WriterBuilder};

use super::{ExportError, Mark};

/// Without it Excel takes a CSV file for the system's old encoding and shows 诉求 as gibberish.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What spreadsheets take for the beginning of a formula, in both widths (Excel reads `＝` so
/// in Chinese and Japanese systems), and the blanks that may hide one.
const FORMULA_STARTS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A report with these rows as CSV after RFC 4180, in UTF-8 with a byte order mark: a line of column titles, then
/// the rows, and last a line that says who took it away, when, and what of it.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236):
/// anybody can put `=HYPERLINK(…)` into a note, and a supervisor opens it.
///
/// # Errors
/// When memory runs out, in practice never.
pub fn csv(
    table: &Table,
    rows: impl IntoIterator<Item = Vec<Cell>>,
    mark: &Mark,
) -> Result<Vec<u8>, ExportError> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(
        table
            .columns
            .iter()
            .map(|column| harmless(&column.title).into_owned()),
    )?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| written(cell).into_owned()))?;
    }
    // As wide as the others: what reads it back may ask for that.
    let mut last = vec![String::new(); table.columns.len()];
    if let Some(first) = last.first_mut() {
        *first = format!("{}（{}）", mark.words(), table.title);
    }
    writer.write_record(last)?;
    let bytes = writer.into_inner();
    bytes.map_err(|error| ::csv::Error::from(error.into_error()).into())
}

fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Text(text) => harmless(text),
    }
}

fn harmless(text: &str) -> Cow<'_, str> {
    let first = text.trim_start().chars().next();
    if first.is_some_and(|first| FORMULA_STARTS.contains(&first)) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
