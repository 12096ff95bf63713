use chuanmen_core::domain::DeviceId;
use chuanmen_seal::{SealingKey, TokenDigest};

use super::{Hub, HubError};
use crate::auth::EnrolmentCode;
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
        let code = EnrolmentCode::parse(typed).ok_or(HubError::CodeInvalid)?;
        let now = self.now();
        let mut txn = self.store.write()?;
        let enrolment = txn.as_read().enrolment(code.digest())?;
        let enrolment = enrolment
            .filter(|row| row.used_at.is_none() && now < row.expires_at)
            .ok_or(HubError::CodeInvalid)?;
        let account = txn
            .as_read()
            .account(enrolment.community, enrolment.account)?;
        let account = account.ok_or(HubError::CodeInvalid)?;
        let key = key_of(txn.as_read(), &account, device)?;
        txn.use_enrolment(code.digest(), now)?;
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
