//! From a row of a report to its record.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::RecordId;
use chuanmen_core::report::{Cell, Table};

use crate::ui::route::Route;

/// Where each row leads: the first cell that says something, to the row's record.
pub(super) fn links(table: &Table) -> Vec<Vec<Option<Route>>> {
    let Some(about) = &table.about else {
        return Vec::new();
    };
    let rows = table.rows.iter().zip(&about.ids);
    rows.map(|(cells, id)| {
        let first = cells.iter().position(|cell| *cell != Cell::EMPTY);
        let mut links = vec![None; first.unwrap_or_default()];
        links.push(route(&about.kind, *id));
        links
    })
    .collect()
}

/// The page of a record, if records of its kind have one.
fn route(kind: &Kind, id: RecordId) -> Option<Route> {
    Some(match kind {
        Kind::Need => Route::Need { id: id.into() },
        Kind::Wish => Route::Wish { id: id.into() },
        Kind::Household => Route::Household { id: id.into() },
        Kind::Organisation => Route::Organisation { id: id.into() },
        _ => return None,
    })
}
