//! Accounts, grants, devices and one-time codes.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, DeviceId, Party, Role};
use chuanmen_core::merge::RecordId;
use rusqlite::{Connection, OptionalExtension, Row};

use super::column::parsed;
use crate::store::{
    AccountRow, CommunityKey, Contact, DeviceRow, Digest, EnrolmentRow, GrantRow, StoreError,
};

pub(super) fn device_by_token(
    db: &Connection,
    token: Digest,
) -> Result<Option<DeviceRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, account, replica, name, token, enrolled_at, revoked_at,
             contact_at, contact_app
         FROM device WHERE token = ?1",
    )?;
    let mut rows = select.query([token.0])?;
    rows.next()?.map(device).transpose()
}

pub(super) fn devices(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<DeviceRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, account, replica, name, token, enrolled_at, revoked_at,
             contact_at, contact_app
         FROM device WHERE community = ?1 ORDER BY enrolled_at DESC, id",
    )?;
    let mut rows = select.query([community.0])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        devices.push(device(row)?);
    }
    Ok(devices)
}

fn device(row: &Row<'_>) -> Result<DeviceRow, StoreError> {
    Ok(DeviceRow {
        community: CommunityKey(row.get("community")?),
        id: DeviceId(row.get("id")?),
        account: AccountId(row.get("account")?),
        replica: parsed(row, "replica")?,
        name: row.get("name")?,
        token: Digest(row.get("token")?),
        enrolled_at: UnixMillis(row.get("enrolled_at")?),
        revoked_at: row.get::<_, Option<i64>>("revoked_at")?.map(UnixMillis),
        contact: contact(row)?,
    })
}

fn contact(row: &Row<'_>) -> Result<Option<Contact>, StoreError> {
    let at: Option<i64> = row.get("contact_at")?;
    let app: Option<String> = row.get("contact_app")?;
    Ok(at.map(|at| Contact {
        at: UnixMillis(at),
        app: app.unwrap_or_default(),
    }))
}

pub(super) fn count_devices(db: &Connection) -> Result<u64, StoreError> {
    let mut count = db.prepare_cached("SELECT count(*) FROM device WHERE revoked_at IS NULL")?;
    Ok(count.query_row([], |row| row.get(0))?)
}

pub(super) fn accounts(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<AccountRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, login, password, name, role FROM account
         WHERE community = ?1 ORDER BY name, id",
    )?;
    let rows = select.query_map([community.0], account_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn audited_from_elsewhere(
    db: &Connection,
    community: CommunityKey,
) -> Result<Vec<AccountRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, login, password, name, role FROM account
         WHERE community <> ?1 AND EXISTS (
             SELECT 1 FROM audit WHERE audit.community = ?1 AND audit.account = account.id)
         ORDER BY name, id",
    )?;
    let rows = select.query_map([community.0], account_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn account(
    db: &Connection,
    community: CommunityKey,
    account: AccountId,
) -> Result<Option<AccountRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, login, password, name, role FROM account
         WHERE community = ?1 AND id = ?2",
    )?;
    let found = select.query_row((community.0, account.0), account_row);
    Ok(found.optional()?)
}

pub(super) fn account_by_login(
    db: &Connection,
    login: &str,
) -> Result<Option<AccountRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, id, login, password, name, role FROM account WHERE login = ?1",
    )?;
    Ok(select.query_row([login], account_row).optional()?)
}

fn account_row(row: &Row<'_>) -> rusqlite::Result<AccountRow> {
    Ok(AccountRow {
        community: CommunityKey(row.get("community")?),
        id: AccountId(row.get("id")?),
        login: row.get("login")?,
        password: row.get("password")?,
        name: row.get("name")?,
        role: Role::from(row.get::<_, String>("role")?.as_str()),
    })
}

pub(super) fn grants(
    db: &Connection,
    community: CommunityKey,
    account: AccountId,
) -> Result<Vec<GrantRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT id, account, role, area, party FROM access_grant
         WHERE community = ?1 AND account = ?2 ORDER BY id",
    )?;
    let rows = select.query_map((community.0, account.0), |row| {
        Ok(GrantRow {
            id: RecordId(row.get("id")?),
            account: AccountId(row.get("account")?),
            role: Role::from(row.get::<_, String>("role")?.as_str()),
            area: AreaId(row.get("area")?),
            party: party(row)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn parties(
    db: &Connection,
    community: CommunityKey,
) -> Result<BTreeSet<(AccountId, Party, AreaId)>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT account, party, area FROM access_grant
         WHERE community = ?1 AND role = 'party' AND party IS NOT NULL",
    )?;
    let rows = select.query_map([community.0], |row| {
        let account = AccountId(row.get("account")?);
        Ok((account, party(row)?, AreaId(row.get("area")?)))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?.into_iter();
    let named = rows.filter_map(|(account, party, area)| Some((account, party?, area)));
    Ok(named.collect())
}

fn party(row: &Row<'_>) -> rusqlite::Result<Option<Party>> {
    let word: Option<String> = row.get("party")?;
    Ok(word.map(|word| Party::from(word.as_str())))
}

pub(super) fn enrolment(db: &Connection, code: Digest) -> Result<Option<EnrolmentRow>, StoreError> {
    let mut select = db.prepare_cached(
        "SELECT community, code, account, expires_at, used_at FROM enrolment WHERE code = ?1",
    )?;
    let found = select.query_row([code.0], |row| {
        Ok(EnrolmentRow {
            community: CommunityKey(row.get("community")?),
            code: Digest(row.get("code")?),
            account: AccountId(row.get("account")?),
            expires_at: UnixMillis(row.get("expires_at")?),
            used_at: row.get::<_, Option<i64>>("used_at")?.map(UnixMillis),
        })
    });
    Ok(found.optional()?)
}
