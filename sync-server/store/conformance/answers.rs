//! What was answered is remembered, and answered again.

use chuanmen_core::UnixMillis;
use chuanmen_core::merge::{EventId, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{Refusal, RefusalCode};
use uuid::Uuid;

use super::{NOW, entry, settle, stamp};
use crate::store::{Digest, Entry, Outcome, RefusalRow, Store};

pub(super) fn answers_are_remembered(store: &dyn Store) {
    let (community, scope) = settle(store);
    let claimed = Stamp::new(NOW.plus(UnixMillis::DAY), 3, ReplicaId(7));
    let restamped = Entry {
        claimed: Some(claimed),
        ..entry(1)
    };
    let refusal = RefusalRow {
        id: TransactionId(Uuid::from_u128(2)),
        hash: Digest::of("test", b"2"),
        at: NOW,
        refusal: Refusal::new(RefusalCode::ReadOnly, "scope"),
    };
    let mut txn = store.write().unwrap();
    txn.put_refusals(community, std::slice::from_ref(&refusal))
        .unwrap();
    txn.append(community, scope, std::slice::from_ref(&restamped))
        .unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let ids = [1, 2, 3].map(|low| TransactionId(Uuid::from_u128(low)));
    let answers = read.answers(community, &ids.into()).unwrap();
    let accepted = Outcome::Accepted {
        scope,
        seq: 1,
        at: NOW,
        restamped: Some(restamped.transaction.stamp),
    };
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (answers[0].hash, &answers[0].outcome),
        (restamped.hash, &accepted)
    );
    assert_eq!(answers[1].outcome, Outcome::Refused(refusal.refusal));
    let restamps = read
        .restamps(community, &[claimed, stamp(0)].into())
        .unwrap();
    assert_eq!(restamps, [(claimed, restamped.transaction.stamp)].into());
    let events = [1_001, 1_002].map(|low| EventId(Uuid::from_u128(low)));
    let known = read.events_known(community, scope, &events.into()).unwrap();
    assert_eq!(known, [events[0]].into());
}
