use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::ReplicaId;
use chuanmen_core::protocol::{
    Answer, GrantedScope, ScopeNumber, SyncRequest, Transaction, VERSION, limits,
};
#[cfg(feature = "simulation")]
use chuanmen_core::simulation::{Fault, planted};
use serde::Serialize;

use super::audit::{catalogues, note_catalogues};
use super::pull::{Pull, RawPage, Wish, pull};
use super::push::{Answered, Arrival, Sender, push};
use super::{Hub, HubError, Session};
use crate::auth::Holdings;
use crate::store::ReadTxn;

/// [`chuanmen_core::protocol::SyncResponse`] on its way out.
#[derive(Debug, Serialize)]
pub struct SyncReply {
    time: UnixMillis,
    epoch: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Answer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    granted: Vec<GrantedScope>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    withdrawn: Vec<ScopeNumber>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<RawPage>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more: bool,
}

impl SyncReply {
    /// What was answered to what was pushed.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }
}

/// What a push gave: answers, and the places in the logs of what they answer.
#[derive(Default)]
struct Pushed {
    answers: Vec<Answer>,
    places: BTreeSet<(ScopeNumber, u64)>,
}

impl Hub {
    /// One round trip: takes what a device saved, then gives it what is new.
    ///
    /// # Errors
    /// [`HubError::UnsupportedVersion`], [`HubError::ReplicaMismatch`], [`HubError::TooLarge`], or
    /// the store's. Nothing is changed then.
    pub fn sync(&self, session: &Session, request: SyncRequest) -> Result<SyncReply, HubError> {
        check(session, &request)?;
        let time = self.now();
        let pushed = self.take(session, request.push, time)?;

        let (read, holdings) = self.look(session, time)?;
        let epoch = read.epoch()?;
        let cursors = if request.epoch == epoch {
            &*request.cursors
        } else {
            &[]
        };
        let Pull {
            granted,
            withdrawn,
            pages,
            more,
        } = pull(
            &*read,
            &Wish {
                community: session.community,
                holdings: &holdings,
                cursors,
                take: room(request.take),
                answered: &pushed.places,
            },
        )?;
        Ok(SyncReply {
            time,
            epoch,
            answers: pushed.answers,
            granted,
            withdrawn,
            pages,
            more,
        })
    }

    /// Takes what a device pushed without asking for anything.
    pub(super) fn take_push(
        &self,
        session: &Session,
        push: Vec<Transaction>,
    ) -> Result<Vec<Answer>, HubError> {
        Ok(self.take(session, push, self.now())?.answers)
    }

    /// Takes a device's transactions, all in one commit.
    fn take(
        &self,
        session: &Session,
        transactions: Vec<Transaction>,
        now: UnixMillis,
    ) -> Result<Pushed, HubError> {
        if transactions.is_empty() {
            return Ok(Pushed::default());
        }
        let mut txn = self.store.write()?;
        let sender = Sender::Device {
            account: session.account,
            replica: session.replica,
            holdings: session.holdings(txn.as_read())?,
        };
        let catalogues = catalogues(&transactions);
        let arrivals = transactions.into_iter();
        let arrivals = arrivals.map(|transaction| Arrival {
            at: now,
            transaction,
        });
        let answered = push(
            &mut *txn,
            session.community,
            &sender,
            arrivals.collect(),
            now,
        )?;
        note_catalogues(&mut *txn, session, now, &catalogues, &answered)?;
        let committed = txn.commit();
        #[cfg(feature = "simulation")]
        let committed = if planted(&Fault::AckBeforeCommit) {
            Ok(())
        } else {
            committed
        };
        committed?;
        self.news.tell(session.community);
        note_refusals(&answered);
        let places = answered.iter().filter_map(|answered| answered.place);
        Ok(Pushed {
            places: places.collect(),
            answers: answered
                .into_iter()
                .map(|answered| answered.answer)
                .collect(),
        })
    }

    /// A snapshot, and what the device holds in it. A claim that has run out has ended before, and
    /// a scope that is held for the first time is numbered.
    fn look(
        &self,
        session: &Session,
        now: UnixMillis,
    ) -> Result<(Box<dyn ReadTxn + '_>, Holdings), HubError> {
        let mut read = self.store.read()?;
        if !read.claims_over(session.community, now)?.is_empty() {
            drop(read);
            self.end_claims(session.community, now)?;
            read = self.store.read()?;
        }
        let holdings = session.holdings(&*read)?;
        let numbered = read.scopes(session.community)?.into_iter();
        let numbered: BTreeSet<_> = numbered.map(|row| row.scope).collect();
        if holdings.scopes().is_subset(&numbered) {
            return Ok((read, holdings));
        }
        drop(read);
        let mut txn = self.store.write()?;
        let held = session.holdings(txn.as_read())?.scopes();
        txn.ensure_scopes(session.community, &held)?;
        txn.commit()?;
        let read = self.store.read()?;
        let holdings = session.holdings(&*read)?;
        Ok((read, holdings))
    }
}

/// One line for each reason: what was refused, never what was in it or whose it was.
fn note_refusals(answered: &[Answered]) {
    let mut reasons: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for answered in answered {
        if let Answer::Refused { code, detail } = &answered.answer {
            reasons.entry(code.as_str()).or_insert((0, detail)).0 += 1;
        }
    }
    for (code, (times, first)) in reasons {
        tracing::info!(code, times, first, "refused");
    }
}

fn check(session: &Session, request: &SyncRequest) -> Result<(), HubError> {
    if request.v != VERSION {
        return Err(HubError::UnsupportedVersion(request.v.into()));
    }
    if request.replica != session.replica || request.replica == ReplicaId::HUB {
        return Err(HubError::ReplicaMismatch);
    }
    if request.push.len() > limits::TRANSACTIONS {
        return Err(HubError::TooLarge("transactions"));
    }
    if request.cursors.len() > limits::CURSORS {
        return Err(HubError::TooLarge("cursors"));
    }
    Ok(())
}

/// How many bytes of pages a response holds.
fn room(take: u32) -> usize {
    usize::try_from(take).map_or(limits::PAGE_BYTES, |take| take.min(limits::PAGE_BYTES))
}
