//! What stands behind a posting.

use chuanmen_core::domain::{HouseholdId, PostingId, ResidentId, WishId};
use chuanmen_core::merge::RecordId;
use uuid::Uuid;

use super::{NOW, settle};
use crate::store::{PostingRow, ReadTxn, Store};

pub(super) fn a_posting_is_found_by_whatever_it_is_about(store: &dyn Store) {
    let (community, scope) = settle(store);
    let id = |low| Uuid::from_u128(low);
    let row = |low: u128, expires_at| PostingRow {
        id: PostingId(id(low)),
        scope,
        wish: WishId(id(low + 1)),
        household: HouseholdId(id(500)),
        resident: (low == 10).then_some(ResidentId(id(600))),
        expires_at,
    };
    let mut txn = store.write().unwrap();
    txn.put_posting(community, &row(10, None)).unwrap();
    txn.put_posting(community, &row(20, Some(NOW))).unwrap();
    txn.put_posting(community, &row(10, Some(NOW.plus(1))))
        .unwrap();
    let found = |read: &dyn ReadTxn, about: &[u128]| -> Vec<u128> {
        let about = about.iter().map(|low| RecordId(id(*low))).collect();
        let rows = read.postings(community, &about).unwrap();
        rows.iter().map(|row| row.id.0.as_u128()).collect()
    };
    let read = txn.as_read();
    for (about, ids) in [
        (10, vec![10]),
        (21, vec![20]),
        (500, vec![10, 20]),
        (600, vec![10]),
        (700, vec![]),
    ] {
        assert_eq!(found(read, &[about]), ids, "{about}");
    }
    assert_eq!(found(read, &[10, 11, 500]), [10, 20], "each once");
    let over = read.claims_over(community, NOW).unwrap();
    assert_eq!(over, [row(20, Some(NOW))]);
    txn.remove_postings(community, &[PostingId(id(20))].into())
        .unwrap();
    txn.commit().unwrap();
    assert_eq!(found(&*store.read().unwrap(), &[500]), [10]);
}
