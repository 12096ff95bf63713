use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Device, DeviceId, Kind};
use chuanmen_core::merge::{Patch, ReplicaId};
use chuanmen_core::protocol::{Deed, EnrolResponse};

use super::audit::{Doer, note};
use super::session::area_of;
use super::{Hub, HubError};
use crate::auth::{EnrolmentCode, PasswordHash, Token, random};
use crate::store::{AccountRow, DeviceRow, WriteTxn};

/// The longest name of a device that is kept, in characters.
const LONGEST_NAME: usize = 100;

impl Hub {
    /// Makes a device one of the account's that a one-time code was given for, and uses the code
    /// up.
    ///
    /// # Errors
    /// [`HubError::CodeInvalid`], or the store's.
    pub fn enrol_by_code(&self, typed: &str, device: &str) -> Result<EnrolResponse, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = use_code(&mut *txn, typed, now)?;
        let enrolled = enrol(&mut *txn, &account, device, now)?;
        txn.commit()?;
        Ok(enrolled)
    }

    /// The account that has this login and password. Slow on purpose: run it by
    /// [`Hub::hashing`].
    ///
    /// # Errors
    /// [`HubError::LoginInvalid`], or the store's.
    pub fn check_password(&self, login: &str, password: &str) -> Result<AccountRow, HubError> {
        let account = self.store.read()?.account_by_login(login)?;
        let stored = account
            .as_ref()
            .and_then(|account| account.password.as_deref());
        let fits = PasswordHash::verify(stored, password);
        account.filter(|_| fits).ok_or(HubError::LoginInvalid)
    }

    /// Makes a device one of an account's.
    ///
    /// # Errors
    /// The store's.
    pub fn enrol(&self, account: &AccountRow, device: &str) -> Result<EnrolResponse, HubError> {
        let mut txn = self.store.write()?;
        let enrolled = enrol(&mut *txn, account, device, self.now())?;
        txn.commit()?;
        Ok(enrolled)
    }
}

/// The account that a one-time code was given for; the code is used up with the transaction.
pub(super) fn use_code(
    txn: &mut dyn WriteTxn,
    typed: &str,
    now: UnixMillis,
) -> Result<AccountRow, HubError> {
    let code = EnrolmentCode::parse(typed).ok_or(HubError::CodeInvalid)?;
    let enrolment = txn.as_read().enrolment(code.digest())?;
    let enrolment = enrolment
        .filter(|row| row.used_at.is_none() && now < row.expires_at)
        .ok_or(HubError::CodeInvalid)?;
    let account = txn
        .as_read()
        .account(enrolment.community, enrolment.account)?;
    let account = account.ok_or(HubError::CodeInvalid)?;
    txn.use_enrolment(code.digest(), now)?;
    Ok(account)
}

fn enrol(
    txn: &mut dyn WriteTxn,
    account: &AccountRow,
    device: &str,
    now: UnixMillis,
) -> Result<EnrolResponse, HubError> {
    let token = Token::generate()?;
    let row = DeviceRow {
        community: account.community,
        id: DeviceId(super::people::new_id(now)?),
        account: account.id,
        replica: new_replica()?,
        name: cleaned(device),
        token: token.digest(),
        enrolled_at: now,
        revoked_at: None,
        contact: None,
    };
    txn.put_device(&row)?;
    note(
        txn,
        account.community,
        (Doer::of(account.id, Some(row.id)), now),
        Deed::PhoneEnrolled,
        row.name.as_str(),
        Some(account.id.into()),
    )?;
    let area = area_of(txn.as_read(), account.community)?;
    // Colleagues' phones learn whose the new replica's stamps are.
    let facts = Device {
        id: row.id,
        account: row.account,
        replica: row.replica,
        name: row.name,
    };
    let patch = Patch::create(Kind::Device, row.id.into(), facts.fields());
    super::people::tell(txn, account.community, account.id, now, vec![patch])?;
    Ok(EnrolResponse {
        token: token.reveal(),
        device: row.id,
        replica: row.replica,
        account: account.id,
        name: account.name.clone(),
        role: account.role.clone(),
        community: area,
        time: now,
        epoch: txn.as_read().epoch()?,
    })
}

/// Random, not counted: a hub restored from a backup would give a counted one out again, and two
/// phones would make the same stamps.
fn new_replica() -> Result<ReplicaId, HubError> {
    loop {
        let replica = ReplicaId(u64::from_be_bytes(random()?));
        if replica != ReplicaId::HUB {
            return Ok(replica);
        }
    }
}

/// A name as it can be stored and shown: no control characters, not endless.
fn cleaned(name: &str) -> String {
    let printable = name.trim().chars().filter(|c| !c.is_control());
    printable.take(LONGEST_NAME).collect()
}
