use chuanmen_core::domain::AreaId;

use super::people::{begin_community, put_account, refuse_refusals};
use super::push::{Sender, push};
use super::{Arrival, Hub, HubError, NewAccount};

/// Communities that somebody made up.
pub struct NewDemo {
    /// What they were made from, to be told again.
    pub made_from: String,
    /// The communities.
    pub communities: Vec<DemoCommunity>,
}

/// A made-up community.
pub struct DemoCommunity {
    /// Which; its area is among the records.
    pub community: AreaId,
    /// Everybody who may sign in.
    pub accounts: Vec<NewAccount>,
    /// What was written and when, oldest first.
    pub arrivals: Vec<Arrival>,
}

impl Hub {
    /// What the demo in this hub was made from, if there is one.
    ///
    /// # Errors
    /// The store's.
    pub fn demo(&self) -> Result<Option<String>, HubError> {
        Ok(self.store.read()?.demo()?)
    }

    /// Takes a demo in, each transaction as of its own time, the way that everything goes.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the hub holds a community already: made-up people must not mix
    /// with real ones. Or the store's. Nothing is changed then.
    pub fn add_demo(&self, demo: NewDemo) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        if !txn.as_read().communities()?.is_empty() {
            let message = "this database holds a community already: a demo needs one of its own";
            return Err(HubError::Invalid(message.into()));
        }
        for made in demo.communities {
            let key = begin_community(&mut *txn, made.community)?;
            refuse_refusals(&push(&mut *txn, key, &Sender::Hub, made.arrivals, now)?)?;
            for account in made.accounts {
                put_account(&mut *txn, key, account, now)?;
            }
        }
        txn.put_demo(&demo.made_from)?;
        Ok(txn.commit()?)
    }
}
