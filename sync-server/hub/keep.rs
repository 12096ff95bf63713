//! What the hub stops keeping: what was erased on request, and logs of long ago.

use std::collections::BTreeSet;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Booking, Fields, Scope};
use chuanmen_core::merge::{HybridClock, RecordId};
use chuanmen_core::protocol::{Deed, Moves};

use super::audit::{Doer, note};
use super::board::{Touched, forget, reflect};
use super::bookings::count_bookings;
use super::errands::{self, told_to_parties};
use super::push::notice;
use super::{Hub, HubError, quarantine};
use crate::store::{Decision, Gone, Verdict};

/// How long a scope's log is kept, in ms. A phone that was away for longer gets the scope anew.
const LOG_KEPT: i64 = 180 * UnixMillis::DAY;

impl Hub {
    /// Erases a record with all that hangs below it (a household: its residents, visits, needs and
    /// wishes; an organisation: its visits and needs; a resident: their wishes and what is of their health), from what stands and from the logs, and has phones
    /// forget it. What phones write to it later is refused. Returns how many records that were.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if there is no such record, or the store's.
    pub fn erase(&self, community: AreaId, record: RecordId) -> Result<usize, HubError> {
        let now = self.now();
        let mut txn = self.store.write()?;
        let key = txn.as_read().community(community)?;
        let key = key.ok_or_else(|| HubError::Invalid(format!("no community {community}")))?;
        let scopes = txn.as_read().scopes(key)?;
        let mut clock = HybridClock::resume(txn.as_read().clock(key)?, 0);
        let mut erased = BTreeSet::new();
        let mut homes = BTreeSet::new();
        let (mut found, mut health) = (Vec::new(), Vec::new());
        for row in &scopes {
            let records = txn.as_read().below(key, row.number, &[record].into())?;
            if !records.iter().any(|found| found.id == record) {
                continue;
            }
            let households = records
                .iter()
                .filter_map(|record| Fields(&record.fields).parse::<RecordId>("household"));
            homes.extend(households.map(|home| (row.number, home)));
            let ids: BTreeSet<_> = records.iter().map(|record| record.id).collect();
            erased.extend(&ids);
            found.push((row, ids));
        }
        let mut sessions = BTreeSet::new();
        for row in scopes
            .iter()
            .filter(|row| matches!(row.scope, Scope::Health(_)))
        {
            let records = txn.as_read().below(key, row.number, &erased)?;
            let mut grids = found.iter().filter_map(|(row, _)| row.scope.health());
            if records.is_empty() && !grids.any(|own| own == row.scope) {
                continue;
            }
            let bookings = records.iter().filter_map(Booking::read);
            sessions.extend(bookings.map(|it| RecordId::from(it.session)));
            let below = records.iter().map(|record| record.id);
            // Theirs, too, of whom nothing was measured yet: what is measured later is refused.
            health.push((
                row,
                below.chain(erased.iter().copied()).collect::<BTreeSet<_>>(),
            ));
        }
        for (row, ids) in health {
            erased.extend(&ids);
            found.push((row, ids));
        }
        if erased.is_empty() {
            return Err(HubError::Invalid(format!("no record {record}")));
        }
        let (mut entries, mut told) = forget(&mut *txn, key, &erased, &mut clock, now)?;
        let (left, tasks) = errands::forget(&mut *txn, key, &erased, &mut clock, now)?;
        told.extend(tasks);
        for (scope, left) in left {
            entries.entry(scope).or_default().extend(left);
        }
        for (row, ids) in found {
            txn.take_out(key, row.number, &ids, Gone::Erased)?;
            let left = Moves {
                left: ids.iter().copied().collect(),
                ..Moves::default()
            };
            // Nobody's account did this: the community itself is named.
            let by = AccountId(community.0);
            let entry = notice(row.scope, by, now, clock.tick(now), left);
            entries.entry(row.number).or_default().push(entry);
        }
        // Somebody on their way to a neighbour of the same door is told another name.
        let touched = Touched {
            people: homes.iter().map(|(_, home)| *home).collect(),
            homes,
            ..Touched::default()
        };
        for (scope, heard) in told_to_parties(&mut *txn, key, &touched, &mut clock, now)? {
            entries.entry(scope).or_default().extend(heard);
        }
        for (scope, counted) in count_bookings(&mut *txn, key, &sessions, &mut clock, now)? {
            entries.entry(scope).or_default().extend(counted);
        }
        for (scope, shown) in reflect(&mut *txn, key, touched, &mut clock, now)? {
            entries.entry(scope).or_default().extend(shown);
        }
        // It may have lived elsewhere before, and every scope's log tells of its time there.
        let everything = erased.union(&told).copied().collect();
        for row in txn.as_read().scopes(key)? {
            txn.scrub_log(key, row.number, &everything)?;
        }
        // What a revoked phone had saved about it waits no more.
        let decision = Decision {
            verdict: Verdict::Erased,
            by: AccountId(community.0),
            at: now,
        };
        quarantine::erase(&mut *txn, key, &everything, decision)?;
        // Its photos go with it, today, unless another record names them too.
        txn.sweep_blobs(key, UnixMillis(i64::MAX))?;
        txn.put_clock(key, clock.last())?;
        for (scope, entries) in entries {
            txn.append(key, scope, &entries)?;
        }
        let (doer, about) = ((Doer::OPERATOR, now), format!("{} 条记录", erased.len()));
        note(&mut *txn, key, doer, Deed::Erased, about, Some(record))?;
        txn.commit()?;
        self.news.tell(key);
        // The write-ahead log still holds the pages as they were.
        self.store.close()?;
        Ok(erased.len())
    }

    /// Cuts off logs what is older than 180 days, and returns how many transactions that were.
    ///
    /// # Errors
    /// The store's.
    pub fn cut_logs(&self) -> Result<u64, HubError> {
        let before = self.now().plus(-LOG_KEPT);
        let mut txn = self.store.write()?;
        let mut cut = 0;
        for (key, _) in txn.as_read().communities()? {
            for row in txn.as_read().scopes(key)? {
                cut += txn.cut_log(key, row.number, before)?;
            }
        }
        txn.commit()?;
        Ok(cut)
    }
}
