//! What people say about the app itself, as operators read and answer it.

use std::collections::BTreeSet;

use chuanmen_core::domain::{AccountId, AreaId, Feedback, FeedbackId, Kind, Scope};
use chuanmen_core::merge::{Patch, Record};

use super::people::tell_in;
use super::{Hub, HubError};
use crate::store::{CommunityKey, ReadTxn};

/// Something said, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The login of the account that said it.
    pub login: String,
    /// What was said, and answered.
    pub feedback: Feedback,
}

impl Hub {
    /// What people of a community said about the app, the first first.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there, or the store's.
    pub fn feedback(&self, community: AreaId) -> Result<Vec<Said>, HubError> {
        let read = self.store.read()?;
        let key = key(&*read, community)?;
        let mut said = Vec::new();
        for (account, record) in records(&*read, key)? {
            let login = read.account(key, account)?.map(|row| row.login);
            said.extend(Feedback::read(&record).map(|feedback| Said {
                login: login.unwrap_or_default(),
                feedback,
            }));
        }
        said.sort_by_key(|said| (said.feedback.written_at, said.feedback.id));
        Ok(said)
    }

    /// Answers something that was said; its author's devices get the answer with their next sync.
    /// An answer given before is replaced.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if nothing of this id was said in the community, or the store's.
    pub fn answer_feedback(
        &self,
        community: AreaId,
        id: FeedbackId,
        answer: &str,
    ) -> Result<(), HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let key = key(txn.as_read(), community)?;
        let said = records(txn.as_read(), key)?;
        let said = said.into_iter().find(|(_, record)| record.id == id.into());
        let (account, record) =
            said.ok_or_else(|| HubError::Invalid(format!("nothing was said under {id}")))?;
        let patch = Patch::edit(&record, Feedback::answered(answer, now));
        // Nobody's account did this: the community itself is named.
        let by = AccountId(community.0);
        tell_in(
            &mut *txn,
            key,
            Scope::Account(account),
            by,
            now,
            vec![patch],
        )?;
        Ok(txn.commit()?)
    }
}

fn key(read: &dyn ReadTxn, community: AreaId) -> Result<CommunityKey, HubError> {
    let key = read.community(community)?;
    key.ok_or_else(|| HubError::Invalid(format!("no community {community}")))
}

/// Every record of feedback, and whose.
fn records(
    read: &dyn ReadTxn,
    community: CommunityKey,
) -> Result<Vec<(AccountId, Record)>, HubError> {
    let mut found = Vec::new();
    for row in read.scopes(community)? {
        let Scope::Account(account) = row.scope else {
            continue;
        };
        let facts = read.facts(community, &BTreeSet::from([row.scope]))?;
        let records = facts.records.into_iter().map(|(_, record)| record);
        let said = records.filter(|record| record.kind == Kind::Feedback && !record.is_deleted());
        found.extend(said.map(|record| (account, record)));
    }
    Ok(found)
}
