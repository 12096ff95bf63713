use std::collections::HashMap;

use chuanmen_core::domain::{AccountId, Role};
use chuanmen_core::merge::{ReplicaId, Stamp};

use super::read;
use crate::storage::{StorageError, Store};

/// Colleagues by name, as far as they are known on this device.
#[derive(Debug, Default)]
pub(super) struct People {
    accounts: HashMap<AccountId, (String, Option<Role>)>,
    devices: HashMap<ReplicaId, AccountId>,
    phones: HashMap<ReplicaId, String>,
    own_replica: Option<ReplicaId>,
    me: Option<AccountId>,
}

impl People {
    /// Reads the accounts, and whose device is whose.
    pub(super) fn load(store: &Store) -> Result<Self, StorageError> {
        let mut people = Self::default();
        let connection = store.connection();
        let mut statement = connection.prepare_cached("SELECT id, name, role FROM account")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(account) = read::id(row, 0)? {
                let who = (read::text(row, 1)?, read::word(row, 2)?);
                people.accounts.insert(account, who);
            }
        }
        let mut statement =
            connection.prepare_cached("SELECT replica, account, name FROM device")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let (Some(replica), Some(account)) = (read::id(row, 0)?, read::id(row, 1)?) {
                people.devices.insert(replica, account);
                people.phones.insert(replica, read::text(row, 2)?);
            }
        }
        // What this device knows of its owner before the first sync.
        if let Some(session) = store.session() {
            let own = (session.name.clone(), Some(session.role.clone()));
            people.accounts.entry(session.account).or_insert(own);
            people.devices.insert(session.replica, session.account);
            people.own_replica = Some(session.replica);
            people.me = Some(session.account);
        }
        Ok(people)
    }

    /// Somebody's name; empty if not known here.
    pub(super) fn name(&self, account: AccountId) -> String {
        let who = self.accounts.get(&account);
        who.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    /// What they are, if known here.
    pub(super) fn role(&self, account: AccountId) -> Option<Role> {
        self.accounts.get(&account)?.1.clone()
    }

    /// Those with roles of some sort.
    pub(super) fn of_roles(&self, of: fn(&Role) -> bool) -> impl Iterator<Item = AccountId> {
        let accounts = self.accounts.iter();
        let fit = accounts.filter(move |(_, (_, role))| role.as_ref().is_some_and(of));
        fit.map(|(account, _)| *account)
    }

    /// Whether it is whoever uses this device.
    pub(super) fn is_me(&self, account: AccountId) -> bool {
        self.me == Some(account)
    }

    /// The name of who wrote under a stamp; empty if not known here.
    pub(super) fn writer(&self, stamp: Stamp) -> String {
        let account = self.devices.get(&stamp.replica());
        account
            .map(|account| self.name(*account))
            .unwrap_or_default()
    }

    /// What the device is called that wrote under a stamp; empty if not known here.
    pub(super) fn phone(&self, stamp: Stamp) -> String {
        let phone = self.phones.get(&stamp.replica());
        phone.cloned().unwrap_or_default()
    }

    /// Whether it was written on this device.
    pub(super) fn is_own(&self, stamp: Stamp) -> bool {
        self.own_replica == Some(stamp.replica())
    }
}
