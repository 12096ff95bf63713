//! What revoked devices left behind.

use chuanmen_core::domain::{AccountId, BlobHash, DeviceId};
use chuanmen_core::merge::TransactionId;
use uuid::Uuid;

use super::{NOW, settle};
use crate::store::{Decision, QuarantineRow, Store, Verdict};

pub(super) fn what_was_left_behind_waits_until_it_is_decided_on(store: &dyn Store) {
    let (community, _) = settle(store);
    let (device, hash) = (DeviceId(Uuid::from_u128(60)), BlobHash::of(b"photo"));
    let row = |low: u128| QuarantineRow {
        id: TransactionId(Uuid::from_u128(low)),
        device,
        arrived_at: NOW,
        body: format!("{{\"low\":{low}}}"),
        blobs: [hash].into(),
    };
    let mut txn = store.write().unwrap();
    for low in [2, 1, 2] {
        txn.put_quarantined(community, &row(low)).unwrap();
    }
    txn.put_blob(community, hash, b"photo", NOW).unwrap();
    txn.commit().unwrap();
    let read = store.read().unwrap();
    assert_eq!(read.quarantine(community).unwrap(), [row(2), row(1)]);
    assert_eq!(read.count_quarantined(community, device).unwrap(), 2);
    drop(read);

    let sweep = |store: &dyn Store| {
        let mut txn = store.write().unwrap();
        let swept = txn.sweep_blobs(community, NOW.plus(1)).unwrap();
        txn.commit().unwrap();
        swept
    };
    for (low, left, swept) in [(2, vec![row(1)], 0), (1, vec![], 1)] {
        let decision = Decision {
            verdict: Verdict::Dropped,
            by: AccountId(Uuid::from_u128(5)),
            at: NOW,
        };
        let mut txn = store.write().unwrap();
        txn.decide(community, (device, row(low).id), decision)
            .unwrap();
        // The device that never heard the answer sends it again.
        txn.put_quarantined(community, &row(low)).unwrap();
        txn.commit().unwrap();
        let read = store.read().unwrap();
        assert_eq!(read.quarantine(community).unwrap(), left);
        let named = read.is_left_behind(community, device, hash).unwrap();
        assert_eq!(named, !left.is_empty());
        drop(read);
        assert_eq!(sweep(store), swept);
    }
}
