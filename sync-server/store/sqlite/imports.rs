//! Lists that were imported, what they added, and what headings were said to mean.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::AccountId;
use chuanmen_core::merge::{RecordId, Stamp};
use rusqlite::{Connection, Row};

use super::column::parsed;
use crate::import::{Field, ImportKind, Meanings};
use crate::store::{CommunityKey, ImportId, ImportRow, StoreError};

pub(super) fn imports(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<ImportRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, kind, file, author, at, rows, added, state FROM import
         WHERE community = ?1 ORDER BY at DESC, id DESC",
    )?;
    let mut rows = select.query([community.0])?;
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        imports.push(import(row)?);
    }
    Ok(imports)
}

fn import(row: &Row<'_>) -> Result<ImportRow, StoreError> {
    Ok(ImportRow {
        id: ImportId(row.get("id")?),
        kind: parsed(row, "kind")?,
        file: row.get("file")?,
        author: row.get::<_, Option<_>>("author")?.map(AccountId),
        at: UnixMillis(row.get("at")?),
        rows: row.get("rows")?,
        added: row.get("added")?,
        state: parsed(row, "state")?,
    })
}

pub(super) fn imported(
    db: &Connection,
    community: CommunityKey,
    import: ImportId,
) -> Result<BTreeMap<RecordId, Stamp>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT record, stamp FROM imported WHERE community = ?1 AND import = ?2",
    )?;
    let mut rows = select.query((community.0, import.0))?;
    let mut imported = BTreeMap::new();
    while let Some(row) = rows.next()? {
        imported.insert(RecordId(row.get("record")?), parsed(row, "stamp")?);
    }
    Ok(imported)
}

pub(super) fn meanings(
    db: &Connection,
    community: CommunityKey,
    kind: ImportKind,
) -> Result<Meanings, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT heading, field FROM import_heading WHERE community = ?1 AND kind = ?2",
    )?;
    let mut rows = select.query((community.0, kind.as_str()))?;
    let mut meanings = Meanings::new();
    while let Some(row) = rows.next()? {
        let field = row.get::<_, Option<String>>("field")?;
        // A newer version may know more fields: such a heading is asked about again.
        match field.as_deref().map(Field::named) {
            None => meanings.insert(row.get("heading")?, None),
            Some(Some(field)) => meanings.insert(row.get("heading")?, Some(field)),
            Some(None) => continue,
        };
    }
    Ok(meanings)
}

pub(super) fn put(
    db: &Connection,
    community: CommunityKey,
    import: &ImportRow,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO import (community, id, kind, file, author, at, rows, added, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (community, id) DO UPDATE SET added = excluded.added, state = excluded.state",
    )?
    .execute((
        community.0,
        import.id.0,
        import.kind.as_str(),
        &import.file,
        import.author.map(|author| author.0),
        import.at.0,
        import.rows,
        import.added,
        import.state.as_str(),
    ))?;
    Ok(())
}

pub(super) fn put_imported(
    db: &Connection,
    community: CommunityKey,
    import: ImportId,
    records: &[(RecordId, Stamp)],
) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO imported (community, import, record, stamp) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (record, stamp) in records {
        insert.execute((community.0, import.0, record.0, stamp.to_string()))?;
    }
    Ok(())
}

pub(super) fn put_meanings(
    db: &Connection,
    community: CommunityKey,
    kind: ImportKind,
    meanings: &Meanings,
) -> Result<(), StoreError> {
    let mut insert = db.prepare_cached(
        "INSERT INTO import_heading (community, kind, heading, field) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (community, kind, heading) DO UPDATE SET field = excluded.field",
    )?;
    for (heading, field) in meanings {
        let field = field.map(Field::as_str);
        insert.execute((community.0, kind.as_str(), heading, field))?;
    }
    Ok(())
}
