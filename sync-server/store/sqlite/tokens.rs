//! Tokens that read reports.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::store::{CommunityKey, Digest, StoreError, TokenRow};

pub(super) fn put(db: &Connection, row: &TokenRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO api_token (community, id, token, name, account, made_at, expires_at,
             revoked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (community, id) DO UPDATE SET revoked_at = excluded.revoked_at",
    )?
    .execute((
        row.community.0,
        row.id.0,
        row.token.0,
        &row.name,
        row.account.0,
        row.made_at.0,
        row.expires_at.0,
        row.revoked_at.map(|at| at.0),
    ))?;
    Ok(())
}

pub(super) fn tokens(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<TokenRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, token, name, account, made_at, expires_at, revoked_at
         FROM api_token WHERE community = ?1 ORDER BY made_at DESC, id",
    )?;
    let rows = select.query_map([community.0], row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn by_digest(db: &Connection, token: Digest) -> Result<Option<TokenRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, token, name, account, made_at, expires_at, revoked_at
         FROM api_token WHERE token = ?1",
    )?;
    Ok(select.query_row([token.0], row).optional()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<TokenRow> {
    Ok(TokenRow {
        community: CommunityKey(row.get("community")?),
        id: DeviceId(row.get("id")?),
        token: Digest(row.get("token")?),
        name: row.get("name")?,
        account: AccountId(row.get("account")?),
        made_at: UnixMillis(row.get("made_at")?),
        expires_at: UnixMillis(row.get("expires_at")?),
        revoked_at: row.get::<_, Option<i64>>("revoked_at")?.map(UnixMillis),
    })
}
