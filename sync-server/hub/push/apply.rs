use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::Booking;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::ScopeNumber;

use super::judge::Verdict;
use super::relocate::relocate;
use crate::hub::board::{Touched, reflect};
use crate::hub::bookings::count_bookings;
use crate::hub::commons::carry;
use crate::hub::errands::told_to_parties;
use crate::hub::points::credit;
use crate::hub::restore::bring_back_areas;
use crate::hub::rota::tell_of_rotas;
use crate::store::{CommunityKey, Gone, ReadTxn, StoreError, WriteTxn};

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
    now: UnixMillis,
) -> Result<Places, StoreError> {
    for (scope, records) in &verdict.records {
        let records: Vec<_> = records.iter().collect();
        txn.put_records(community, *scope, &records)?;
    }
    for ((from, to), ids) in &verdict.followed {
        txn.take_out(community, *from, ids, Gone::To(*to))?;
    }
    txn.put_refusals(community, &verdict.refusals)?;
    let mut places = BTreeMap::new();
    let entries = std::mem::take(&mut verdict.entries);
    for (scope, entries) in &entries {
        places.insert(*scope, txn.append(community, *scope, entries)?);
    }
    // Only now: steps that came in the same push move with what they are about.
    let moved = relocate(txn, community, &mut verdict)?;
    let touched = Touched {
        moved,
        ..Touched::by(&entries)
    };
    for (scope, notices) in &verdict.entries {
        txn.append(community, *scope, notices)?;
    }
    let carried = carry(txn, community, &verdict.names, &entries, &mut verdict.clock)?;
    for (scope, entries) in &carried {
        txn.append(community, *scope, entries)?;
    }
    let told = told_to_parties(txn, community, &touched, &mut verdict.clock, now)?;
    let back = bring_back_areas(txn, community, &entries, &mut verdict.clock, now)?;
    let rotas = tell_of_rotas(txn, community, &touched, &mut verdict.clock, now)?;
    let credited = credit(
        txn,
        community,
        (&entries, &touched),
        &mut verdict.clock,
        now,
    )?;
    let sessions = sessions_of(txn.as_read(), community, &touched)?;
    let counted = count_bookings(txn, community, &sessions, &mut verdict.clock, now)?;
    // And only now: what is shown of a wish follows from steps that moved with it.
    let shown = reflect(txn, community, touched, &mut verdict.clock, now)?;
    if verdict.clock.last() != verdict.clock_before {
        txn.put_clock(community, verdict.clock.last())?;
    }
    let hubs = told.iter().chain(&back).chain(&rotas).chain(&counted);
    for (scope, entries) in hubs.chain(&credited).chain(&shown) {
        txn.append(community, *scope, entries)?;
    }
    Ok(Places(places))
}

/// The health sessions that bookings were made or changed of.
fn sessions_of(
    read: &dyn ReadTxn,
    community: CommunityKey,
    touched: &Touched,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut sessions = BTreeSet::new();
    for (scope, id) in &touched.bookings {
        let records = read.records(community, *scope, &[*id].into())?;
        let bookings = records.iter().filter_map(Booking::read);
        sessions.extend(bookings.map(|it| RecordId::from(it.session)));
    }
    Ok(sessions)
}
