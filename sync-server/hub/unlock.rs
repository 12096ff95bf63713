use chuanmen_core::domain::DeviceId;
use chuanmen_seal::{SealingKey, TokenDigest};

use super::enrol::use_code;
use super::{Hub, HubError};
use crate::store::{AccountRow, ReadTxn};

/// What the key that opens a locked device is derived for.
const PURPOSE: &str = "unlock";

impl Hub {
    /// The key that opens a locked device, for a one-time code given to its owner; uses the code
    /// up, but only if the device is theirs.
    ///
    /// # Errors
    /// [`HubError::CodeInvalid`], [`HubError::NotGranted`], [`HubError::DeviceRevoked`], or the
    /// store's.
    pub fn unlock_by_code(&self, typed: &str, device: DeviceId) -> Result<SealingKey, HubError> {
        let mut txn = self.store.write()?;
        let account = use_code(&mut *txn, typed, self.now())?;
        let key = key_of(txn.as_read(), &account, device)?;
        txn.commit()?;
        Ok(key)
    }

    /// The key that opens a locked device of an account that has shown its password.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::DeviceRevoked`], or the store's.
    pub fn unlock(&self, account: &AccountRow, device: DeviceId) -> Result<SealingKey, HubError> {
        key_of(&*self.store.read()?, account, device)
    }
}

/// A device that is not there is told like one that is somebody else's.
fn key_of(
    read: &dyn ReadTxn,
    account: &AccountRow,
    device: DeviceId,
) -> Result<SealingKey, HubError> {
    let devices = read.devices(account.community)?;
    let device = devices
        .into_iter()
        .find(|row| row.id == device && row.account == account.id)
        .ok_or(HubError::NotGranted)?;
    if device.revoked_at.is_some() {
        return Err(HubError::DeviceRevoked);
    }
    Ok(TokenDigest(device.token.0).key_for(PURPOSE))
}
