//! From a row of a report to its record.

use chuanmen_core::domain::Kind;
use chuanmen_core::merge::RecordId;
use chuanmen_core::report::{Cell, Table};

use crate::ui::route::Route;

/// Columns that say what a row is about, the best first.
const SUBJECTS: [&str; 4] = ["text", "name", "place", "room"];

/// Where each row leads: what it is about, or else the first cell that says something, to the
/// row's record.
pub(super) fn links(table: &Table) -> Vec<Vec<Option<Route>>> {
    let Some(about) = &table.about else {
        return Vec::new();
    };
    let place = |key: &&str| table.columns.iter().position(|column| column.key == *key);
    let subject = SUBJECTS.iter().find_map(place);
    let rows = table.rows.iter().zip(&about.ids);
    rows.map(|(cells, id)| {
        let says = |place: &usize| cells.get(*place).is_some_and(|cell| *cell != Cell::EMPTY);
        let first = || (0..cells.len()).find(says);
        let place = subject.filter(says).or_else(first);
        let mut links = vec![None; place.unwrap_or_default()];
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
