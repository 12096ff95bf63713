use std::fmt;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use chuanmen_core::domain::{Account, AccountId, AreaId, DeviceId, Role};
use chuanmen_core::merge::ReplicaId;

use super::{StorageError, record};

/// Names of the small things.
pub(super) mod name {
    pub(crate) const SESSION: &str = "session";
    pub(crate) const EPOCH: &str = "epoch";
    pub(crate) const FAREWELL: &str = "farewell";
    pub(crate) const CLOCK: &str = "clock";
    pub(crate) const STANDING: &str = "standing";
    pub(crate) const COMPLETE_AT: &str = "complete_at";
    pub(crate) const SENT_UP_TO: &str = "sent_up_to";
    pub(crate) const ROUND: &str = "round";
    pub(crate) const UPWARD: &str = "upward";
    pub(crate) const RECENT: &str = "recent";
    pub(crate) const PREFERENCE: &str = "preference";
}

/// Whose device this is, and how it speaks to its hub.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Where the hub is: `https://hub.example`, without a slash at the end.
    pub hub: String,
    /// Bearer token.
    pub token: String,
    /// The device.
    pub device: DeviceId,
    /// The replica id of its stamps.
    pub replica: ReplicaId,
    /// The account.
    pub account: AccountId,
    /// The account's name.
    pub name: String,
    /// What the account is.
    pub role: Role,
    /// The community it works in.
    pub community: AreaId,
}

/// The token stays out of logs.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("hub", &self.hub)
            .field("device", &self.device)
            .field("replica", &self.replica)
            .finish_non_exhaustive()
    }
}

pub(super) fn get<T: DeserializeOwned>(
    connection: &Connection,
    name: &'static str,
) -> Result<Option<T>, StorageError> {
    let value: Option<String> = connection
        .prepare_cached("SELECT value FROM meta WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    let parse = |text: String| serde_json::from_str(&text);
    let parsed = value.map(parse).transpose();
    parsed.map_err(|why| StorageError::corrupt(name, why))
}

pub(super) fn set<T: Serialize>(
    connection: &Connection,
    name: &'static str,
    value: &T,
) -> Result<(), StorageError> {
    let value = serde_json::to_string(value).map_err(|why| StorageError::corrupt(name, why))?;
    connection
        .prepare_cached(
            "INSERT INTO meta (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute((name, value))?;
    Ok(())
}

/// What the account of this device is; none before it is enrolled.
pub(crate) fn role_of(connection: &Connection) -> Result<Option<Role>, StorageError> {
    let session: Option<Session> = get(connection, name::SESSION)?;
    Ok(session.map(|session| session.role))
}

/// The session with what the community now says that its account is: a supervisor may have changed
/// it since the device was enrolled.
pub(super) fn learn_role(
    connection: &Connection,
    session: Session,
) -> Result<Session, StorageError> {
    let found = record::find(connection, session.account.into())?;
    let account = found.and_then(|(_, record)| Account::read(&record));
    let Some(account) = account.filter(|account| account.role != session.role) else {
        return Ok(session);
    };
    let session = Session {
        role: account.role,
        ..session
    };
    set(connection, name::SESSION, &session)?;
    Ok(session)
}
