use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{AccountId, AreaId, Kind, Scope};
use chuanmen_core::merge::{HybridClock, Record, RecordId, ReplicaId, Stamp, TransactionId};
use chuanmen_core::protocol::{Deed, Transaction};

use super::patches::{Batch, batches};
use super::{Heads, ImportDone, ImportOf, Progress, Watch, everything, heads, key};
use crate::hub::audit::{Doer, note};
use crate::hub::people::{new_id, refuse_refusals};
use crate::hub::push::{Arrival, Sender, push};
use crate::hub::{Hub, HubError};
use crate::import::{Matching, Meanings, Sheet};
use crate::store::{CommunityKey, ImportId, ImportRow, ImportState, ReadTxn, WriteTxn};

/// Transactions of one commit: others who write meanwhile wait for no more than these.
const AT_ONCE: usize = 10;

impl Hub {
    /// Judges a list by what the community has now, and writes the rows that are good; phones get
    /// them with their next sync. Asks `watch` between commits; when that breaks, what was written
    /// stays and can be taken back. What others write meanwhile is not written twice. What was
    /// `said` about headings is remembered.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community is not there or the list has nothing to write, or
    /// the store's; what was written by then can be taken back.
    pub fn run_import(
        &self,
        community: AreaId,
        of: ImportOf,
        list: (&Sheet, &Matching),
        said: &Meanings,
        watch: &mut Watch<'_>,
    ) -> Result<ImportDone, HubError> {
        let (_, matching) = list;
        let (plan, seen) = {
            let read = self.store.read()?;
            let key = key(&*read, community)?;
            let records = everything(&*read, key)?;
            (self.judged(community, list, &records), heads(&*read, key)?)
        };
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
        let mut rest = Rest {
            community,
            key,
            list,
            seen,
            batches: batches(&plan, community, self.now())?,
            written: Vec::new(),
        };
        let progress = self.write_all(&mut rest, &mut row, watch)?;
        let mut txn = self.store.write()?;
        txn.put_import(key, &row)?;
        let about = format!("{} · {} 条记录", row.file, row.added);
        let doer = (Doer::somebody(row.author), self.now());
        note(&mut *txn, key, doer, Deed::Imported, about, None)?;
        txn.commit()?;
        Ok(ImportDone {
            id: row.id,
            added: progress.done,
            left: match row.state {
                ImportState::Done => progress.of.saturating_sub(progress.done),
                _ => 0,
            },
            state: row.state,
            plan,
        })
    }

    /// Writes all of it, and notes in `row` how far it came.
    fn write_all(
        &self,
        rest: &mut Rest<'_>,
        row: &mut ImportRow,
        watch: &mut Watch<'_>,
    ) -> Result<Progress, HubError> {
        // Nobody's account did this at the command line: the community itself is named.
        let author = row.author.unwrap_or(AccountId(rest.community.0));
        let mut progress = Progress {
            done: 0,
            of: records(&rest.batches),
        };
        while !rest.batches.is_empty() {
            if watch(progress) == ControlFlow::Break(()) {
                row.state = ImportState::Cancelled;
                return Ok(progress);
            }
            let mut txn = self.store.write()?;
            self.look_again(rest, txn.as_read())?;
            progress.of = progress.of.max(progress.done + records(&rest.batches));
            let later = rest.batches.split_off(rest.batches.len().min(AT_ONCE));
            let batches = std::mem::replace(&mut rest.batches, later);
            rest.note_written(&batches);
            let added = tell_all(&mut *txn, rest.key, author, self.now(), batches)?;
            progress.done += added.len();
            row.added = u64::try_from(progress.done).unwrap_or(u64::MAX);
            txn.put_imported(rest.key, row.id, &added)?;
            txn.put_import(rest.key, row)?;
            rest.seen = heads(txn.as_read(), rest.key)?;
            txn.commit()?;
        }
        // There is nothing left to cancel.
        let _ = watch(progress);
        row.state = ImportState::Done;
        Ok(progress)
    }

    /// Judges the list anew if somebody wrote meanwhile: a door may be there by now.
    fn look_again(&self, rest: &mut Rest<'_>, read: &dyn ReadTxn) -> Result<(), HubError> {
        if heads(read, rest.key)? != rest.seen {
            let records = rest.known(everything(read, rest.key)?);
            let plan = self.judged(rest.community, rest.list, &records);
            rest.batches = batches(&plan, rest.community, self.now())?;
        }
        Ok(())
    }
}

/// What is still to be written of a list, and as of when.
struct Rest<'l> {
    community: AreaId,
    key: CommunityKey,
    list: (&'l Sheet, &'l Matching),
    seen: Heads,
    batches: Vec<Batch>,
    /// What is written of it, as it was written.
    written: Vec<(Scope, Record)>,
}

impl Rest<'_> {
    fn note_written(&mut self, batches: &[Batch]) {
        // When it was is not asked.
        let stamp = Stamp::new(HybridClock::EARLIEST, 0, ReplicaId::HUB);
        for Batch { scope, patches } in batches {
            let records = patches.iter().map(|one| Record::from_patch(one, stamp));
            self.written.extend(records.map(|record| (*scope, record)));
        }
    }

    /// What stands, and what was written of the list as it was then: somebody who was renamed since
    /// is not written again. Of areas only what is still there, for something may lie in it.
    fn known(&self, standing: Vec<(Scope, Record)>) -> Vec<(Scope, Record)> {
        let gone = standing.iter().map(|(_, record)| record);
        let gone = gone.filter(|record| record.kind == Kind::Area && record.is_deleted());
        let gone: BTreeSet<_> = gone.map(|record| record.id).collect();
        let written = self.written.iter();
        let written = written.filter(|(_, record)| !gone.contains(&record.id));
        written.cloned().chain(standing).collect()
    }
}

/// How many records batches write.
pub(super) fn records(batches: &[Batch]) -> usize {
    batches.iter().map(|batch| batch.patches.len()).sum()
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
