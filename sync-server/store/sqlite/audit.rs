//! Who did what, and when.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::Deed;
use rusqlite::{Connection, Row};

use crate::store::{AuditFilter, AuditRow, CommunityKey, StoreError};

pub(super) fn put(
    db: &Connection,
    community: CommunityKey,
    row: &AuditRow,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO audit (community, id, at, account, device, deed, about, subject)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO NOTHING",
    )?
    .execute((
        community.0,
        row.id,
        row.at.0,
        row.account.map(|account| account.0),
        row.device.map(|device| device.0),
        row.deed.as_str(),
        &row.about,
        row.subject.map(|subject| subject.0),
    ))?;
    Ok(())
}

pub(super) fn audit(
    db: &Connection,
    community: CommunityKey,
    filter: &AuditFilter,
) -> Result<Vec<(u64, AuditRow)>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT number, id, at, account, device, deed, about, subject FROM audit
         WHERE community = ?1
           AND (?2 IS NULL OR account = ?2) AND (?3 IS NULL OR deed = ?3)
           AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)
           AND (?7 IS NULL OR number < ?7)
           AND (?6 IS NULL OR instr(about, ?6) > 0 OR subject IS NOT NULL AND EXISTS (
               SELECT 1 FROM scope JOIN record
                   ON record.community = scope.community AND record.scope = scope.number
               WHERE scope.community = audit.community AND record.id = audit.subject
                   AND instr(coalesce(fields ->> '$.name', fields ->> '$.title',
                       fields ->> '$.text', fields ->> '$.on'), ?6) > 0))
         ORDER BY number DESC LIMIT ?8",
    )?;
    let found = select.query_map(
        (
            community.0,
            filter.account.map(|account| account.0),
            filter.deed.as_ref().map(Deed::as_str),
            filter.from.map(|from| from.0),
            filter.until.map(|until| until.0),
            &filter.text,
            filter.before,
            filter.limit,
        ),
        numbered,
    )?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn numbered(row: &Row<'_>) -> rusqlite::Result<(u64, AuditRow)> {
    let read = AuditRow {
        id: row.get("id")?,
        at: UnixMillis(row.get("at")?),
        account: row.get::<_, Option<_>>("account")?.map(AccountId),
        device: row.get::<_, Option<_>>("device")?.map(DeviceId),
        deed: Deed::from(row.get::<_, String>("deed")?.as_str()),
        about: row.get("about")?,
        subject: row.get::<_, Option<_>>("subject")?.map(RecordId),
    };
    Ok((row.get("number")?, read))
}
