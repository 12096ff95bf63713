//! Tables, and how to read one.

mod care;
mod every;
mod lists;
mod needs;
mod visits;
mod wishes;

use std::collections::BTreeMap;

use crate::report::{Cell, ColumnKind, Table};

/// A row's cells by column key.
fn row(table: &Table, index: usize) -> BTreeMap<&str, String> {
    let show = |cell: &Cell| match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    };
    let keys = table.columns.iter().map(|column| column.key.as_str());
    keys.zip(table.rows[index].iter().map(show)).collect()
}

fn column(table: &Table, key: &str) -> Vec<String> {
    let rows = 0..table.rows.len();
    rows.map(|index| row(table, index)[key].clone()).collect()
}

/// Every cell is what its column says, so that a spreadsheet can trust it.
fn assert_typed(table: &Table) {
    for cells in &table.rows {
        assert_eq!(cells.len(), table.columns.len());
        for (cell, column) in cells.iter().zip(&table.columns) {
            let fits = match (&column.kind, cell) {
                (_, Cell::Text(text)) if text.is_empty() => true,
                (ColumnKind::Number, Cell::Number(_)) | (ColumnKind::Text, Cell::Text(_)) => true,
                (ColumnKind::Number, Cell::Text(text)) => text.parse::<f64>().is_ok(),
                (ColumnKind::Date, Cell::Text(text)) => text.parse::<jiff::civil::Date>().is_ok(),
                _ => false,
            };
            assert!(fits, "{} in {}", column.key, table.name);
        }
    }
}
