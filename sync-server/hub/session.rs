use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, DeviceId};
use chuanmen_core::merge::ReplicaId;

use super::{Hub, HubError};
use crate::auth::{Holdings, Token};
use crate::store::{CommunityKey, DeviceRow, ReadTxn, StoreError};

/// Who is asking: an enrolled device and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// The community the account works in, for the store.
    pub community: CommunityKey,
    /// The same, for everybody else.
    pub area: AreaId,
    /// The device.
    pub device: DeviceId,
    /// Its account.
    pub account: AccountId,
    /// Its replica.
    pub replica: ReplicaId,
    /// When it was last noted that the device was heard of.
    pub contact_at: Option<UnixMillis>,
}

impl Hub {
    /// Who shows this token.
    ///
    /// # Errors
    /// [`HubError::Unauthorized`], [`HubError::DeviceRevoked`], or the store's.
    pub fn authenticate(&self, token: &Token) -> Result<Session, HubError> {
        let read = self.store.read()?;
        let device = read.device_by_token(token.digest())?;
        let device = device.ok_or(HubError::Unauthorized)?;
        if device.revoked_at.is_some() {
            return Err(HubError::DeviceRevoked);
        }
        Ok(session_of(&*read, &device)?)
    }
}

/// The session that a device's owner has, or had.
pub(super) fn session_of(read: &dyn ReadTxn, device: &DeviceRow) -> Result<Session, StoreError> {
    Ok(Session {
        community: device.community,
        area: area_of(read, device.community)?,
        device: device.id,
        account: device.account,
        replica: device.replica,
        contact_at: device.contact.as_ref().map(|contact| contact.at),
    })
}

/// The area that a community is.
pub(super) fn area_of(read: &dyn ReadTxn, community: CommunityKey) -> Result<AreaId, StoreError> {
    let all = read.communities()?;
    let found = all.into_iter().find(|(key, _)| *key == community);
    found
        .map(|(_, area)| area)
        .ok_or_else(|| StoreError::unreadable("community", "a row names one that is not there"))
}

impl Session {
    /// Whether a program asks, with a token that reads reports.
    #[must_use]
    pub fn is_of_a_program(&self) -> bool {
        self.replica == ReplicaId::HUB
    }

    /// What the account holds, as things stand.
    pub(super) fn holdings(&self, read: &dyn ReadTxn) -> Result<Holdings, StoreError> {
        Holdings::load(read, self.community, self.area, self.account)
    }
}
