//! Taking what was sent: load what it touches, judge each transaction in order, then write it all,
//! move what now lies elsewhere, and draw the numbers last. Judging is pure, so a bad transaction leaves nothing behind and
//! never blocks those after it.

mod admit;
mod apply;
mod ask;
mod judge;
mod loaded;
mod needs;
mod points;
mod relocate;
mod route;
mod ruling;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Kind};
use chuanmen_core::merge::{Patch, ReplicaId};
use chuanmen_core::protocol::{Answer, ScopeNumber, Transaction};

use self::judge::Judge;
use self::loaded::Loaded;
use self::points::asks_for_points;
pub(super) use self::relocate::{grid_of, notice};
use crate::auth::Holdings;
use crate::store::{CommunityKey, StoreError, WriteTxn};

/// A transaction and when it reached the hub.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// When.
    pub at: UnixMillis,
    /// What.
    pub transaction: Transaction,
}

/// On whose behalf transactions are taken.
pub(super) enum Sender {
    /// A device, which may write under its own name, where its account's grants let it.
    Device {
        account: AccountId,
        replica: ReplicaId,
        holdings: Holdings,
    },
    /// The hub itself: what it says about accounts and devices, and demo data.
    Hub,
}

/// What became of a transaction, and its place in the log if it has one.
pub(super) struct Answered {
    pub(super) answer: Answer,
    pub(super) place: Option<(ScopeNumber, u64)>,
}

/// Takes transactions within `txn`, which the caller commits. `now` is the time that answers are
/// relative to.
pub(super) fn push(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    sender: &Sender,
    arrivals: Vec<Arrival>,
    now: UnixMillis,
) -> Result<Vec<Answered>, StoreError> {
    let mut answered = Vec::with_capacity(arrivals.len());
    let mut void = Vec::new();
    for run in runs(arrivals) {
        let loaded = Loaded::gather(txn, community, sender, &run)?;
        let mut judge = Judge::new(sender, loaded, void);
        let rulings: Vec<_> = run.into_iter().map(|arrival| judge.rule(arrival)).collect();
        let mut verdict = judge.finish();
        void = std::mem::take(&mut verdict.void);
        let places = apply::apply(txn, community, verdict, now)?;
        let answers = rulings.into_iter();
        answered.extend(answers.map(|ruling| ruling.answered(&places, now)));
    }
    Ok(answered)
}

/// Ends a run with each transaction that may move something: what comes after it must find things
/// where they are then. One about points is a run by itself: it is judged by the balance that all
/// before it left. So is one that sets what marks and points go by.
fn runs(arrivals: Vec<Arrival>) -> Vec<Vec<Arrival>> {
    let mut runs = vec![Vec::new()];
    for arrival in arrivals {
        let moves = arrival.transaction.patches.iter().any(may_move);
        let sets = arrival.transaction.patches.iter().any(sets_terms);
        let alone = sets || asks_for_points(&arrival.transaction);
        if alone {
            runs.push(Vec::new());
        }
        if let Some(run) = runs.last_mut() {
            run.push(arrival);
        }
        if moves || alone {
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Whether it edits where a household, an organisation or an area lies.
fn may_move(patch: &Patch) -> bool {
    match patch.kind {
        Kind::Household | Kind::Organisation => patch.base.contains_key("place"),
        Kind::Area => patch.base.contains_key("parent"),
        _ => false,
    }
}

/// Whether it makes a post, which can be marked only once it is there, or says from when on hours
/// and wishes earn how much.
fn sets_terms(patch: &Patch) -> bool {
    matches!(patch.kind, Kind::Post | Kind::PointsRule)
}
