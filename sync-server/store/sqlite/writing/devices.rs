//! Devices, and the one-time codes that enrol them.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, DeviceId};
use rusqlite::Connection;

use crate::store::{CommunityKey, Contact, DeviceRow, Digest, EnrolmentRow, StoreError};

pub(super) fn put_device(db: &Connection, device: &DeviceRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO device (community, id, account, replica, name, token, enrolled_at,
             revoked_at, contact_at, contact_app)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        device.community.0,
        device.id.0,
        device.account.0,
        device.replica.to_string(),
        &device.name,
        device.token.0,
        device.enrolled_at.0,
        device.revoked_at.map(|at| at.0),
        device.contact.as_ref().map(|contact| contact.at.0),
        device.contact.as_ref().map(|contact| &contact.app),
    ))?;
    Ok(())
}

pub(super) fn revoke_device(
    db: &Connection,
    device: DeviceId,
    at: UnixMillis,
) -> Result<bool, StoreError> {
    let revoked = db
        .prepare_cached("UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL")?
        .execute((device.0, at.0))?;
    Ok(revoked == 1)
}

pub(super) fn put_contact(
    db: &Connection,
    community: CommunityKey,
    device: DeviceId,
    contact: &Contact,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE device SET contact_at = ?3, contact_app = ?4
         WHERE community = ?1 AND id = ?2",
    )?
    .execute((community.0, device.0, contact.at.0, &contact.app))?;
    Ok(())
}

pub(super) fn put_enrolment(db: &Connection, enrolment: &EnrolmentRow) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO enrolment (community, code, account, expires_at, used_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        enrolment.community.0,
        enrolment.code.0,
        enrolment.account.0,
        enrolment.expires_at.0,
        enrolment.used_at.map(|at| at.0),
    ))?;
    Ok(())
}

pub(super) fn withdraw_enrolments(
    db: &Connection,
    community: CommunityKey,
    account: AccountId,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "DELETE FROM enrolment
         WHERE community = ?1 AND account = ?2 AND used_at IS NULL",
    )?
    .execute((community.0, account.0))?;
    Ok(())
}

pub(super) fn use_enrolment(
    db: &Connection,
    code: Digest,
    at: UnixMillis,
) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE enrolment SET used_at = ?2 WHERE code = ?1")?
        .execute((code.0, at.0))?;
    Ok(())
}
