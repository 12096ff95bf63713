//! What the hub keeps of the town.

use chuanmen_core::domain::{Account, Kind, Scope};

use super::{COMMUNITY, Town, area, community};

impl Town {
    /// What stands in a scope of the first community.
    pub(crate) fn stands(&self, scope: Scope) -> Vec<chuanmen_core::merge::Record> {
        let read = self.hub.store().read().unwrap();
        let key = read.community(area(COMMUNITY)).unwrap().unwrap();
        let facts = read.facts(key, &[scope].into()).unwrap();
        facts
            .records
            .into_iter()
            .map(|(_, record)| record)
            .collect()
    }

    /// Everything that is stored, to see that nothing changed: heads and records of all scopes.
    pub(crate) fn fingerprint(&self) -> String {
        let read = self.hub.store().read().unwrap();
        let mut all = String::new();
        for (key, _) in read.communities().unwrap() {
            let scopes = read.scopes(key).unwrap();
            let names = scopes.iter().map(|row| row.scope).collect();
            let facts = read.facts(key, &names).unwrap();
            // A scope that was only given a number holds nothing.
            let used = scopes.iter().filter(|row| row.head > 0);
            let heads: Vec<_> = used.map(|row| (row.scope, row.head)).collect();
            let mut devices = read.devices(key).unwrap();
            // That a phone was heard of is no change of what it holds.
            devices.iter_mut().for_each(|device| device.contact = None);
            all += &format!("{heads:?}{facts:?}{devices:?}");
        }
        all
    }
}

/// What colleagues' phones know of accounts.
pub(crate) fn accounts(town: &Town) -> Vec<Account> {
    let records = town.stands(community());
    let accounts = records.iter().filter(|record| record.kind == Kind::Account);
    accounts.filter_map(Account::read).collect()
}
