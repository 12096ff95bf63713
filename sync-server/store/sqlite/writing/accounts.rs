//! Accounts, and what they are granted.

use chuanmen_core::domain::{AccountId, Party};
use chuanmen_core::merge::RecordId;
use rusqlite::Connection;

use crate::store::{AccountRow, CommunityKey, GrantRow, StoreError};

pub(super) fn put_account(db: &Connection, account: &AccountRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO account (community, id, login, password, name, role)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (community, id) DO UPDATE SET login = excluded.login,
             password = excluded.password, name = excluded.name, role = excluded.role",
    )?
    .execute((
        account.community.0,
        account.id.0,
        &account.login,
        &account.password,
        &account.name,
        account.role.as_str(),
    ))?;
    Ok(())
}

pub(super) fn put_grant(
    db: &Connection,
    community: CommunityKey,
    grant: &GrantRow,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO access_grant (community, account, id, role, area, party)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        community.0,
        grant.account.0,
        grant.id.0,
        grant.role.as_str(),
        grant.area.0,
        grant.party.as_ref().map(Party::as_str),
    ))?;
    Ok(())
}

pub(super) fn remove_grant(
    db: &Connection,
    community: CommunityKey,
    account: AccountId,
    grant: RecordId,
) -> Result<bool, StoreError> {
    let removed = db
        .prepare_cached(
            "DELETE FROM access_grant WHERE community = ?1 AND account = ?2 AND id = ?3",
        )?
        .execute((community.0, account.0, grant.0))?;
    Ok(removed == 1)
}
