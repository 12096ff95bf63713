use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, DeviceId, Party, Role};
use chuanmen_core::merge::{RecordId, ReplicaId};

use super::{CommunityKey, Digest};

/// Somebody who may have devices enrolled.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Where they work.
    pub community: CommunityKey,
    /// Which.
    pub id: AccountId,
    /// What they type to enrol with a password; unique over the hub.
    pub login: String,
    /// argon2id in PHC form; none if they enrol by code only.
    pub password: Option<String>,
    /// Full name.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// A role in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// Which.
    pub id: RecordId,
    /// Whose.
    pub account: AccountId,
    /// As what.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// For whom, of [`Role::Party`].
    pub party: Option<Party>,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Its account's community.
    pub community: CommunityKey,
    /// Which.
    pub id: DeviceId,
    /// Whose.
    pub account: AccountId,
    /// In the stamps it makes.
    pub replica: ReplicaId,
    /// What its owner calls it.
    pub name: String,
    /// Of its bearer token.
    pub token: Digest,
    /// When it was enrolled.
    pub enrolled_at: UnixMillis,
    /// When it was revoked, if it was.
    pub revoked_at: Option<UnixMillis>,
    /// When it was last heard of, as far as that was noted.
    pub contact: Option<Contact>,
}

/// When a device synchronised, and with which app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// When.
    pub at: UnixMillis,
    /// Version of the app.
    pub app: String,
}

/// A one-time code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// Its account's community.
    pub community: CommunityKey,
    /// Of the code.
    pub code: Digest,
    /// Whose device it enrols.
    pub account: AccountId,
    /// From then on it is worth nothing.
    pub expires_at: UnixMillis,
    /// When it was used, if it was.
    pub used_at: Option<UnixMillis>,
}

/// The password's hash stays out of logs.
impl std::fmt::Debug for AccountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountRow")
            .field("community", &self.community)
            .field("id", &self.id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}
