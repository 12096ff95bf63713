use std::collections::BTreeMap;

use chuanmen_core::protocol::ScopeNumber;

use super::judge::Verdict;
use super::relocate::relocate;
use crate::store::{CommunityKey, StoreError, WriteTxn};

/// The first number that each scope gave to this push.
pub(super) struct Places(BTreeMap<ScopeNumber, u64>);

impl Places {
    /// The number of the n-th transaction that this push appended to a scope.
    pub(super) fn seq(&self, scope: ScopeNumber, nth: usize) -> u64 {
        let first = self.0.get(&scope).copied().unwrap_or_default();
        first + u64::try_from(nth).unwrap_or(u64::MAX - first)
    }
}

/// Writes what was decided, the scopes' numbers last and in ascending order.
pub(super) fn apply(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    mut verdict: Verdict,
) -> Result<Places, StoreError> {
    for (scope, records) in &verdict.records {
        let records: Vec<_> = records.iter().collect();
        txn.put_records(community, *scope, &records)?;
    }
    relocate(txn, community, &mut verdict)?;
    txn.put_refusals(community, &verdict.refusals)?;
    if verdict.clock.last() != verdict.clock_before {
        txn.put_clock(community, verdict.clock.last())?;
    }
    let mut places = BTreeMap::new();
    for (scope, entries) in &verdict.entries {
        places.insert(*scope, txn.append(community, *scope, entries)?);
    }
    Ok(Places(places))
}
