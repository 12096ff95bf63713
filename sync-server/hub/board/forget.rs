use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, Scope, WishStep};
use chuanmen_core::merge::{HybridClock, RecordId};

use super::Entries;
use super::pen::Pen;
use crate::store::{CommunityKey, StoreError, WriteTxn};

/// Takes away what the board and claimants were told of wishes that are about to be erased.
/// Returns the entries that say so, and the ids by which logs tell of it.
pub(in crate::hub) fn forget(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    erased: &BTreeSet<RecordId>,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<(Entries, BTreeSet<RecordId>), StoreError> {
    let rows = txn.as_read().postings(community, erased)?;
    let mut pen = Pen::new(txn, community, clock, now)?;
    let mut told = BTreeSet::new();
    for row in rows {
        let wish = RecordId::from(row.wish);
        if !erased.contains(&wish) {
            continue;
        }
        let posting = RecordId::from(row.id);
        let mut claims: BTreeMap<AccountId, BTreeSet<RecordId>> = BTreeMap::new();
        for row in pen.read().events_of(community, row.scope, &[wish].into())? {
            let event = row.event;
            let own = claims.entry(event.author).or_default();
            own.insert(posting);
            if WishStep::from(&*event.event.step) == WishStep::Claim {
                own.insert(RecordId(event.event.id.0));
            }
        }
        pen.take_away(Scope::Board(pen.home()), &[posting].into())?;
        for (account, own) in claims {
            pen.take_away(Scope::Account(account), &own)?;
            told.extend(own);
        }
        told.insert(posting);
        pen.unnote(&[row.id].into())?;
    }
    Ok((pen.entries(), told))
}
