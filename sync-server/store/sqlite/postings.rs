//! Which wish stands behind what the board shows.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, PostingId, ResidentId, WishId};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;
use rusqlite::{Connection, Row};

use crate::store::{CommunityKey, PostingRow, StoreError};

pub(super) fn postings(
    db: &Connection,
    community: CommunityKey,
    about: &BTreeSet<RecordId>,
) -> Result<Vec<PostingRow>, StoreError> {
    let mut any = db.prepare_cached("SELECT 1 FROM posting WHERE community = ?1 LIMIT 1")?;
    if about.is_empty() || !any.exists([community.0])? {
        return Ok(Vec::new());
    }
    let mut select = db.prepare_cached(
        "SELECT id, scope, wish, household, resident, expires_at FROM posting
         WHERE community = ?1
             AND (id = ?2 OR wish = ?2 OR household = ?2
                 OR (resident IS NOT NULL AND resident = ?2))",
    )?;
    let mut rows = Vec::new();
    for id in about {
        let found = select.query_map((community.0, id.0), posting)?;
        for row in found {
            rows.push(row?);
        }
    }
    rows.sort_by_key(|row: &PostingRow| row.id);
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

pub(super) fn claims_over(
    db: &Connection,
    community: CommunityKey,
    now: UnixMillis,
) -> Result<Vec<PostingRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, scope, wish, household, resident, expires_at FROM posting
         WHERE community = ?1 AND expires_at IS NOT NULL AND expires_at <= ?2 ORDER BY id",
    )?;
    let rows = select.query_map((community.0, now.0), posting)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn put(
    db: &Connection,
    community: CommunityKey,
    row: &PostingRow,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO posting (community, id, scope, wish, household, resident, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (community, id) DO UPDATE SET scope = excluded.scope,
             household = excluded.household, resident = excluded.resident,
             expires_at = excluded.expires_at",
    )?
    .execute((
        community.0,
        row.id.0,
        row.scope.0,
        row.wish.0,
        row.household.0,
        row.resident.map(|id| id.0),
        row.expires_at.map(|at| at.0),
    ))?;
    Ok(())
}

pub(super) fn remove(
    db: &Connection,
    community: CommunityKey,
    ids: &BTreeSet<PostingId>,
) -> Result<(), StoreError> {
    let mut delete = db.prepare_cached("DELETE FROM posting WHERE community = ?1 AND id = ?2")?;
    for id in ids {
        delete.execute((community.0, id.0))?;
    }
    Ok(())
}

fn posting(row: &Row<'_>) -> rusqlite::Result<PostingRow> {
    Ok(PostingRow {
        id: PostingId(row.get("id")?),
        scope: ScopeNumber(row.get("scope")?),
        wish: WishId(row.get("wish")?),
        household: HouseholdId(row.get("household")?),
        resident: row.get::<_, Option<_>>("resident")?.map(ResidentId),
        expires_at: row.get::<_, Option<i64>>("expires_at")?.map(UnixMillis),
    })
}
