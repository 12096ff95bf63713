use chuanmen_core::domain::{Access, ChecklistItem, Kind, Scope};
use chuanmen_core::merge::Record;
use rusqlite::Connection;

use super::{Catalogue, Reading};
use crate::api::{ChecklistRow, ChecklistView};
use crate::storage::{StorageError, record_of};

/// A question, its record, and whether something of it is not delivered yet.
pub(crate) struct Entry {
    pub(crate) item: ChecklistItem,
    pub(crate) record: Record,
    pending: bool,
}

/// Every question in the order of the form, the retired too.
pub(crate) fn entries(connection: &Connection) -> Result<Vec<Entry>, StorageError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, fields, clocks, pending FROM record WHERE kind = ?1 AND NOT deleted",
    )?;
    let mut rows = statement.query([Kind::ChecklistItem.as_str()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let pending = row.get::<_, i64>("pending")? > 0;
        let record = record_of(row)?;
        entries.extend(ChecklistItem::read(&record).map(|item| Entry {
            item,
            record,
            pending,
        }));
    }
    entries.sort_by(|a, b| (a.item.order, &a.item.code).cmp(&(b.item.order, &b.item.code)));
    Ok(entries)
}

/// The community's checklist.
pub(super) fn answer(reading: Reading<'_>) -> Result<ChecklistView, StorageError> {
    let connection = reading.connection();
    let rows = entries(connection)?.into_iter().map(|entry| ChecklistRow {
        id: entry.record.id.into(),
        item: entry.item,
        pending: entry.pending,
    });
    let catalogue = Catalogue::load(connection)?;
    Ok(ChecklistView {
        rows: rows.collect(),
        tags: catalogue.tag_choices(|_| true),
        may_change: may_change(reading)?,
    })
}

/// Whether this person sets what the community sets.
pub(super) fn may_change(reading: Reading<'_>) -> Result<bool, StorageError> {
    let scopes = reading.store.scopes()?;
    Ok(scopes
        .iter()
        .any(|held| matches!(held.scope, Scope::Community(_)) && held.access == Access::Write))
}
