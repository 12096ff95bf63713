use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    Account, AccountId, Area, AreaId, AreaLevel, DeviceId, Grant, Kind, Party, Role, Scope,
};
use chuanmen_core::merge::{HybridClock, Patch, RecordId, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{Answer, Deed, Transaction};
use uuid::Uuid;

use super::audit::{Doer, note};
use super::errands::brief;
use super::push::{Answered, Arrival, Sender, push};
use super::session::area_of;
use super::{Hub, HubError};
use crate::auth::{EnrolmentCode, PasswordHash, RandomError, random};
use crate::store::{
    AccountRow, CommunityKey, DeviceRow, EnrolmentRow, GrantRow, StoreError, WriteTxn,
};

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// Which; a fresh one if none.
    pub id: Option<AccountId>,
    /// What they type to enrol with a password.
    pub login: String,
    /// None: they enrol by code only.
    pub password: Option<PasswordHash>,
    /// Full name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they answer for.
    pub grants: Vec<NewGrant>,
}

/// A grant to be made.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// Which; a fresh one if none.
    pub id: Option<RecordId>,
    /// As what.
    pub role: Role,
    /// The grid, community or subdistrict.
    pub area: AreaId,
    /// For whom, of [`Role::Party`].
    pub party: Option<Party>,
}

impl Hub {
    /// Makes a community out of its areas: itself, the subdistrict it lies in, its grids.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the areas name no community or it is there already, or the
    /// store's.
    pub fn add_community(&self, areas: &[Area]) -> Result<AreaId, HubError> {
        let now = self.now();
        let community = areas.iter().find(|area| area.level == AreaLevel::Community);
        let community = community
            .ok_or_else(|| HubError::Invalid("no community among the areas".into()))?
            .id;
        let mut txn = self.store.write()?;
        let key = begin_community(&mut *txn, community)?;
        let patches = areas
            .iter()
            .map(|area| Patch::create(Kind::Area, area.id.into(), area.fields()));
        // Nobody has an account yet: the community itself is named as the author.
        tell(
            &mut *txn,
            key,
            AccountId(community.0),
            now,
            patches.collect(),
        )?;
        txn.commit()?;
        Ok(community)
    }

    /// Makes an account with its grants, and tells the community's phones of it.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there or the login is taken, or the store's.
    pub fn add_account(
        &self,
        community: AreaId,
        account: NewAccount,
    ) -> Result<AccountId, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let key = txn.as_read().community(community)?;
        let key = key.ok_or_else(|| HubError::Invalid(format!("no community {community}")))?;
        if txn.as_read().account_by_login(&account.login)?.is_some() {
            return Err(HubError::Invalid(format!(
                "the login {} is taken",
                account.login
            )));
        }
        let about = format!("{}（{}）", account.name, account.login);
        let id = put_account(&mut *txn, key, account, now)?;
        let doer = (Doer::OPERATOR, now);
        note(
            &mut *txn,
            key,
            doer,
            Deed::PersonAdded,
            about,
            Some(id.into()),
        )?;
        txn.commit()?;
        Ok(id)
    }

    /// Makes a one-time code that enrols a device of an account for the next `valid` ms.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn enrolment_code(&self, login: &str, valid: i64) -> Result<EnrolmentCode, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = txn.as_read().account_by_login(login)?;
        let account =
            account.ok_or_else(|| HubError::Invalid(format!("nobody has the login {login}")))?;
        let code = EnrolmentCode::generate()?;
        txn.put_enrolment(&EnrolmentRow {
            community: account.community,
            code: code.digest(),
            account: account.id,
            expires_at: now.plus(valid),
            used_at: None,
        })?;
        note_of(&mut *txn, &account, now, Deed::CodeMade)?;
        txn.commit()?;
        Ok(code)
    }

    /// Gives an account another password.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn set_password(&self, login: &str, password: PasswordHash) -> Result<(), HubError> {
        let mut txn = self.store.write()?;
        let account = txn.as_read().account_by_login(login)?;
        let account =
            account.ok_or_else(|| HubError::Invalid(format!("nobody has the login {login}")))?;
        txn.put_account(&AccountRow {
            password: Some(password.into_string()),
            ..account.clone()
        })?;
        note_of(&mut *txn, &account, self.now(), Deed::PasswordSet)?;
        Ok(txn.commit()?)
    }

    /// Whether a one-time code can still be used.
    ///
    /// # Errors
    /// The store's.
    pub fn is_code_fresh(&self, code: &EnrolmentCode) -> Result<bool, HubError> {
        let row = self.store.read()?.enrolment(code.digest())?;
        let now = self.now();
        Ok(row.is_some_and(|row| row.used_at.is_none() && now < row.expires_at))
    }

    /// Every device of an account, newest first.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn devices_of(&self, login: &str) -> Result<Vec<DeviceRow>, HubError> {
        let read = self.store.read()?;
        let account = read.account_by_login(login)?;
        let account =
            account.ok_or_else(|| HubError::Invalid(format!("nobody has the login {login}")))?;
        let devices = read.devices(account.community)?.into_iter();
        Ok(devices
            .filter(|device| device.account == account.id)
            .collect())
    }

    /// Revokes a device: it may no longer sync. False if it was revoked before or is not there.
    ///
    /// # Errors
    /// The store's.
    pub fn revoke_device(&self, device: DeviceId) -> Result<bool, HubError> {
        let mut txn = self.store.write()?;
        let now = self.now();
        let revoked = txn.revoke_device(device, now)?;
        let communities = if revoked {
            txn.as_read().communities()?
        } else {
            Vec::new()
        };
        for (key, _) in communities {
            let devices = txn.as_read().devices(key)?.into_iter();
            for row in devices.filter(|row| row.id == device) {
                let owner = Some(row.account.into());
                let doer = (Doer::OPERATOR, now);
                note(&mut *txn, key, doer, Deed::PhoneRevoked, row.name, owner)?;
            }
        }
        txn.commit()?;
        Ok(revoked)
    }

    /// The areas of a community, by level and number.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if it is not there, or the store's.
    pub fn areas(&self, community: AreaId) -> Result<Vec<Area>, HubError> {
        let read = self.store.read()?;
        let key = read.community(community)?;
        let key = key.ok_or_else(|| HubError::Invalid(format!("no community {community}")))?;
        let facts = read.facts(key, &[Scope::Community(community)].into())?;
        let records = facts.records.iter().map(|(_, record)| record);
        let areas = records.filter(|record| record.kind == Kind::Area && !record.is_deleted());
        let mut areas: Vec<_> = areas.filter_map(Area::read).collect();
        areas.sort_by_key(|area| (area.level.clone(), area.number, area.id));
        Ok(areas)
    }
}

/// Notes what the operator did about an account.
fn note_of(
    txn: &mut dyn WriteTxn,
    account: &AccountRow,
    now: UnixMillis,
    deed: Deed,
) -> Result<(), StoreError> {
    let (doer, whose) = ((Doer::OPERATOR, now), Some(account.id.into()));
    let name = account.name.as_str();
    note(txn, account.community, doer, deed, name, whose)
}

pub(super) fn begin_community(
    txn: &mut dyn WriteTxn,
    area: AreaId,
) -> Result<CommunityKey, HubError> {
    if txn.as_read().community(area)?.is_some() {
        return Err(HubError::Invalid(format!(
            "community {area} is there already"
        )));
    }
    let clock = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
    Ok(txn.add_community(area, clock)?)
}

pub(super) fn put_account(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    account: NewAccount,
    now: UnixMillis,
) -> Result<AccountId, HubError> {
    let id = match account.id {
        Some(id) => id,
        None => AccountId(new_id(now)?),
    };
    let facts = Account {
        id,
        name: account.name.clone(),
        role: account.role.clone(),
    };
    txn.put_account(&AccountRow {
        community,
        id,
        login: account.login,
        password: account.password.map(PasswordHash::into_string),
        name: account.name,
        role: account.role,
    })?;
    let mut patches = Vec::new();
    let mut briefed = false;
    if !is_told(txn, community, id.into())? {
        patches.push(Patch::create(Kind::Account, id.into(), facts.fields()));
    }
    for grant in account.grants {
        let row = GrantRow {
            id: match grant.id {
                Some(id) => id,
                None => RecordId(new_id(now)?),
            },
            account: id,
            role: grant.role,
            area: grant.area,
            party: grant.party,
        };
        txn.put_grant(community, &row)?;
        briefed |= row.party.is_some();
        let facts = Grant {
            id: row.id,
            account: id,
            role: row.role,
            area: row.area,
            party: row.party,
        };
        patches.push(Patch::create(Kind::Grant, row.id, facts.fields()));
    }
    if !patches.is_empty() {
        tell(txn, community, id, now, patches)?;
    }
    if briefed {
        brief(txn, community, id, now)?;
    }
    Ok(id)
}

/// Whether the community's phones know of an account already: a demo brings its own records.
fn is_told(
    txn: &dyn WriteTxn,
    community: CommunityKey,
    record: RecordId,
) -> Result<bool, HubError> {
    let read = txn.as_read();
    let scope = Scope::Community(area_of(read, community)?);
    let row = read
        .scopes(community)?
        .into_iter()
        .find(|row| row.scope == scope);
    let Some(row) = row else { return Ok(false) };
    Ok(!read
        .records(community, row.number, &[record].into())?
        .is_empty())
}

/// Writes something in the community's scope under the hub's own stamp, for every phone to know.
pub(super) fn tell(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    author: AccountId,
    now: UnixMillis,
    patches: Vec<Patch>,
) -> Result<(), HubError> {
    let area = area_of(txn.as_read(), community)?;
    tell_in(txn, community, Scope::Community(area), author, now, patches)
}

/// The same in a scope of the community.
pub(super) fn tell_in(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    scope: Scope,
    author: AccountId,
    now: UnixMillis,
    patches: Vec<Patch>,
) -> Result<(), HubError> {
    let mut clock = HybridClock::resume(txn.as_read().clock(community)?, 0);
    let transaction = Transaction {
        id: TransactionId(new_id(now)?),
        scope,
        author,
        stamp: clock.tick(now),
        patches,
        events: Vec::new(),
    };
    let arrival = Arrival {
        at: now,
        transaction,
    };
    refuse_refusals(&push(txn, community, &Sender::Hub, vec![arrival], now)?)
}

/// What the hub itself writes is never refused; if it is, the whole must not be committed.
pub(super) fn refuse_refusals(answers: &[Answered]) -> Result<(), HubError> {
    for answered in answers {
        if let Answer::Refused { code, detail } = &answered.answer {
            return Err(HubError::Store(StoreError::Engine(
                format!("the hub's own transaction was refused: {code}: {detail}").into(),
            )));
        }
    }
    Ok(())
}

/// A fresh UUIDv7 as of `now`.
pub(super) fn new_id(now: UnixMillis) -> Result<Uuid, RandomError> {
    let millis = u64::try_from(now.0).unwrap_or_default();
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random()?).into_uuid())
}
