use std::ops::ControlFlow;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId};
use chuanmen_core::merge::{HybridClock, RecordId, Stamp, TransactionId};
use chuanmen_core::protocol::{Deed, Transaction};

use super::patches::{Batch, batches};
use super::{ImportDone, ImportOf, Progress, Watch, key};
use crate::hub::audit::{Doer, note};
use crate::hub::people::{new_id, refuse_refusals};
use crate::hub::push::{Arrival, Sender, push};
use crate::hub::{Hub, HubError};
use crate::import::{Matching, Meanings, Plan, Sheet};
use crate::store::{CommunityKey, ImportId, ImportRow, ImportState, WriteTxn};

/// Transactions of one commit: others who write meanwhile wait for no more than these.
const AT_ONCE: usize = 10;

impl Hub {
    /// Judges a list by what the community has now, and writes the rows that are good; phones get
    /// them with their next sync. Asks `watch` between commits; when that breaks, what was written
    /// stays and can be taken back. What was `said` about headings is remembered.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there or the list has nothing to write, or
    /// the store's; what was written by then can be taken back.
    pub fn run_import(
        &self,
        community: AreaId,
        of: ImportOf,
        (sheet, matching): (&Sheet, &Matching),
        said: &Meanings,
        watch: &mut Watch<'_>,
    ) -> Result<ImportDone, HubError> {
        let plan = self.check_import(community, sheet, matching)?;
        if plan.records() == 0 {
            return Err(HubError::Invalid("there is nothing to import".into()));
        }
        let mut row = ImportRow {
            id: ImportId(self.fresh_id()?),
            kind: matching.kind,
            file: of.file,
            author: of.author,
            at: self.now(),
            rows: u64::try_from(plan.rows).unwrap_or(u64::MAX),
            added: 0,
            state: ImportState::Running,
        };
        let mut txn = self.store.write()?;
        let key = key(txn.as_read(), community)?;
        txn.put_import(key, &row)?;
        // A column's letters say nothing of the next list.
        let is_heading = |word: &&String| matching.headings.values().any(|one| one == *word);
        let lasting = said.iter().filter(|(word, _)| is_heading(word));
        let lasting = lasting
            .map(|(word, field)| (word.clone(), *field))
            .collect();
        txn.put_meanings(key, matching.kind, &lasting)?;
        txn.commit()?;
        row.state = self.write_all(community, key, &plan, &mut row, watch)?;
        let mut txn = self.store.write()?;
        txn.put_import(key, &row)?;
        let about = format!("{} · {} 条记录", row.file, row.added);
        let doer = (Doer::somebody(row.author), self.now());
        note(&mut *txn, key, doer, Deed::Imported, about, None)?;
        txn.commit()?;
        Ok(ImportDone {
            id: row.id,
            added: usize::try_from(row.added).unwrap_or(usize::MAX),
            state: row.state,
            plan,
        })
    }

    fn write_all(
        &self,
        community: AreaId,
        key: CommunityKey,
        plan: &Plan,
        row: &mut ImportRow,
        watch: &mut Watch<'_>,
    ) -> Result<ImportState, HubError> {
        // Nobody's account did this at the command line: the community itself is named.
        let author = row.author.unwrap_or(AccountId(community.0));
        let mut progress = Progress {
            done: 0,
            of: plan.records(),
        };
        let mut left = batches(plan, community, self.now())?;
        while !left.is_empty() {
            if watch(progress) == ControlFlow::Break(()) {
                return Ok(ImportState::Cancelled);
            }
            let rest = left.split_off(left.len().min(AT_ONCE));
            let batches = std::mem::replace(&mut left, rest);
            let mut txn = self.store.write()?;
            let added = tell_all(&mut *txn, key, author, self.now(), batches)?;
            progress.done += added.len();
            row.added = u64::try_from(progress.done).unwrap_or(u64::MAX);
            txn.put_imported(key, row.id, &added)?;
            txn.put_import(key, row)?;
            txn.commit()?;
        }
        // There is nothing left to cancel.
        let _ = watch(progress);
        Ok(ImportState::Done)
    }
}

/// Writes batches under the hub's own stamps, each a transaction, and returns what they wrote.
pub(super) fn tell_all(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    author: AccountId,
    now: UnixMillis,
    batches: Vec<Batch>,
) -> Result<Vec<(RecordId, Stamp)>, HubError> {
    let mut clock = HybridClock::resume(txn.as_read().clock(community)?, 0);
    let mut written = Vec::new();
    let mut arrivals = Vec::with_capacity(batches.len());
    for Batch { scope, patches } in batches {
        let stamp = clock.tick(now);
        written.extend(patches.iter().map(|patch| (patch.id, stamp)));
        let transaction = Transaction {
            id: TransactionId(new_id(now)?),
            scope,
            author,
            stamp,
            patches,
            events: Vec::new(),
        };
        arrivals.push(Arrival {
            at: now,
            transaction,
        });
    }
    refuse_refusals(&push(txn, community, &Sender::Hub, arrivals, now)?)?;
    Ok(written)
}
