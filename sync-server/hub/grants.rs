use chuanmen_core::domain::{Grant, Kind};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId};
use chuanmen_core::protocol::Deed;

use super::audit::{Doer, note};
use super::errands::{brief, take_back};
use super::people::{new_id, tell};
use super::{Hub, HubError, NewGrant};
use crate::store::{AccountRow, GrantRow, WriteTxn};

impl Hub {
    /// Grants an account something more, from the next sync of its phones on.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn grant(&self, login: &str, grant: NewGrant) -> Result<RecordId, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = named(&*txn, login)?;
        let row = GrantRow {
            id: match grant.id {
                Some(id) => id,
                None => RecordId(new_id(now)?),
            },
            account: account.id,
            role: grant.role,
            area: grant.area,
            party: grant.party,
        };
        txn.put_grant(account.community, &row)?;
        note(
            &mut *txn,
            account.community,
            (Doer::OPERATOR, now),
            Deed::GrantGiven,
            format!("{} · {}", account.name, row.role),
            Some(account.id.into()),
        )?;
        let facts = Grant {
            id: row.id,
            account: account.id,
            role: row.role,
            area: row.area,
            party: row.party,
        };
        let patch = Patch::create(Kind::Grant, row.id, facts.fields());
        tell(&mut *txn, account.community, account.id, now, vec![patch])?;
        if facts.party.is_some() {
            brief(&mut *txn, account.community, account.id, now)?;
        }
        txn.commit()?;
        Ok(row.id)
    }

    /// Takes a grant back: at the next sync of the account's phones they are told to forget what
    /// they held by it alone. What was saved before is still taken if it arrives before.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the account has no such grant, or the store's.
    pub fn withdraw(&self, login: &str, grant: RecordId) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let account = named(&*txn, login)?;
        if !txn.remove_grant(account.community, account.id, grant)? {
            return Err(HubError::Invalid(format!("{login} has no grant {grant}")));
        }
        note(
            &mut *txn,
            account.community,
            (Doer::OPERATOR, now),
            Deed::GrantTaken,
            account.name,
            Some(account.id.into()),
        )?;
        let set = [(FieldName::known(Record::DELETED), true.into())];
        let patch = Patch::create(Kind::Grant, grant, set.into());
        tell(&mut *txn, account.community, account.id, now, vec![patch])?;
        take_back(&mut *txn, account.community, account.id, now)?;
        txn.commit()?;
        Ok(())
    }

    /// What an account was granted.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nobody has this login, or the store's.
    pub fn grants_of(&self, login: &str) -> Result<Vec<GrantRow>, HubError> {
        let read = self.store.read()?;
        let account = read.account_by_login(login)?;
        let account = account.ok_or_else(|| nobody(login))?;
        Ok(read.grants(account.community, account.id)?)
    }
}

fn named(txn: &dyn WriteTxn, login: &str) -> Result<AccountRow, HubError> {
    let account = txn.as_read().account_by_login(login)?;
    account.ok_or_else(|| nobody(login))
}

fn nobody(login: &str) -> HubError {
    HubError::Invalid(format!("nobody has the login {login}"))
}
