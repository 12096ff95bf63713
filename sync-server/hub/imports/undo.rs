//! Taking a whole import back: what it added is deleted, but for what somebody changed since, or
//! what something else hangs on.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{AccountId, AreaId, Fields, Household, Kind, Scope};
use chuanmen_core::merge::{FieldName, Patch, Record, RecordId, Scalar, Stamp, Value};
use chuanmen_core::protocol::Deed;
use uuid::Uuid;

use super::patches::Batch;
use super::write::{records, tell_all};
use super::{Heads, Progress, Watch, everything, heads, key};
use crate::hub::audit::{Doer, note};
use crate::hub::{Hub, HubError};
use crate::store::{CommunityKey, ImportId, ImportRow, ImportState, ReadTxn};

/// Records of one transaction, and of one commit: each says of every field what it had seen.
const AT_ONCE: usize = 100;
const AT_A_COMMIT: usize = 10;

/// What taking an import back did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// Records that were deleted now.
    pub removed: usize,
    /// Records that somebody had deleted before, or erased.
    pub gone: usize,
    /// Records that stay.
    pub left: Vec<Left>,
    /// Whether somebody stopped it.
    pub cancelled: bool,
}

/// A record that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Which.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// What people call it: a name, a room.
    pub name: String,
    /// Why.
    pub because: LeftBecause,
}

/// Why a record stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftBecause {
    /// Somebody changed it since.
    Changed,
    /// Something names it that stays: somebody who lives there, a visit, a building.
    InUse,
}

impl Hub {
    /// Takes back what an import added. What somebody changed since, or what hangs on it, stays
    /// and is listed, even if that happens meanwhile. Asks `watch` between commits. May be done
    /// again. `by` is nobody's account at the command line.
    ///
    /// # Errors
    /// [`HubError::Invalid`] if the community has no such import, or the store's.
    pub fn undo_import(
        &self,
        community: AreaId,
        import: ImportId,
        by: Option<AccountId>,
        watch: &mut Watch<'_>,
    ) -> Result<Undone, HubError> {
        let (key, row, added, mut rest) = {
            let read = self.store.read()?;
            let key = key(&*read, community)?;
            let mut rows = read.imports(key)?.into_iter();
            let row = rows.find(|row| row.id == import);
            let row = row.ok_or_else(|| HubError::Invalid(format!("no import {import}")))?;
            let added = read.imported(key, import)?;
            let rest = Rest::look(&*read, key, &added)?;
            (key, row, added, rest)
        };
        let author = AccountId(community.0);
        let mut progress = Progress {
            done: 0,
            of: records(&rest.batches),
        };
        let mut cancelled = false;
        while !rest.batches.is_empty() {
            if watch(progress).is_break() {
                cancelled = true;
                break;
            }
            let mut txn = self.store.write()?;
            if heads(txn.as_read(), key)? != rest.seen {
                // Whoever wrote meanwhile may have changed some of it, or come to stay in it.
                rest = Rest::look(txn.as_read(), key, &added)?;
                progress.of = progress.done + records(&rest.batches);
            }
            let later = rest.batches.split_off(rest.batches.len().min(AT_A_COMMIT));
            let batches = std::mem::replace(&mut rest.batches, later);
            let written = tell_all(&mut *txn, key, author, self.now(), batches)?;
            rest.seen = heads(txn.as_read(), key)?;
            txn.commit()?;
            progress.done += written.len();
        }
        let known = progress.done + records(&rest.batches) + rest.left.len();
        let undone = Undone {
            removed: progress.done,
            gone: added.len().saturating_sub(known),
            left: rest.left,
            cancelled,
        };
        if !undone.cancelled {
            // There is nothing left to cancel.
            let _ = watch(progress);
            let mut txn = self.store.write()?;
            let state = ImportState::Undone;
            let about = format!("{} · {} 条记录", row.file, undone.removed);
            let doer = (Doer::somebody(by), self.now());
            note(&mut *txn, key, doer, Deed::ImportUndone, about, None)?;
            txn.put_import(key, &ImportRow { state, ..row })?;
            txn.commit()?;
        }
        Ok(undone)
    }
}

/// What is still to be deleted and what is not, and as of when.
struct Rest {
    seen: Heads,
    batches: Vec<Batch>,
    left: Vec<Left>,
}

impl Rest {
    fn look(
        read: &dyn ReadTxn,
        key: CommunityKey,
        added: &BTreeMap<RecordId, Stamp>,
    ) -> Result<Self, HubError> {
        let records = everything(read, key)?;
        let Undo { left, remove } = plan(added, &records);
        Ok(Self {
            seen: heads(read, key)?,
            batches: batches(&remove),
            left,
        })
    }
}

/// What is to be deleted, and what is not.
struct Undo<'r> {
    left: Vec<Left>,
    remove: Vec<(Scope, &'r Record)>,
}

fn plan<'r>(added: &BTreeMap<RecordId, Stamp>, records: &'r [(Scope, Record)]) -> Undo<'r> {
    let mut why = BTreeMap::new();
    let there: BTreeMap<_, _> = records
        .iter()
        .filter(|(_, record)| added.contains_key(&record.id) && !record.is_deleted())
        .map(|(scope, record)| (record.id, (*scope, record)))
        .collect();
    for (id, (_, record)) in &there {
        if added.get(id) != Some(&record.clocks.at) || is_changed(record) {
            why.insert(*id, LeftBecause::Changed);
        }
    }
    // What stays holds what it names, and that in turn what it names.
    let alive = records.iter().map(|(_, record)| record);
    let alive: Vec<_> = alive.filter(|record| !record.is_deleted()).collect();
    let goes = |why: &BTreeMap<RecordId, LeftBecause>, id: &RecordId| {
        there.contains_key(id) && !why.contains_key(id)
    };
    let mut holders: Vec<&Record> = alive
        .into_iter()
        .filter(|record| !goes(&why, &record.id))
        .collect();
    while let Some(holder) = holders.pop() {
        for id in named(holder) {
            if goes(&why, &id) {
                why.insert(id, LeftBecause::InUse);
                holders.extend(there.get(&id).map(|(_, record)| *record));
            }
        }
    }
    let left = there.iter().filter_map(|(id, (_, record))| {
        Some(Left {
            record: *id,
            kind: record.kind.clone(),
            name: name(record),
            because: *why.get(id)?,
        })
    });
    let left = left.collect();
    let remove = there.iter().filter(|(id, _)| !why.contains_key(id));
    let mut remove: Vec<_> = remove.map(|(_, found)| *found).collect();
    // Who lives somewhere goes before the door: a phone that has half of it shows nobody homeless.
    let rank = |kind: &Kind| match kind {
        Kind::Resident => 0,
        Kind::Household => 1,
        _ => 2,
    };
    remove.sort_by_key(|(scope, record)| (rank(&record.kind), *scope, record.id));
    Undo { left, remove }
}

/// Whether anything in it was written after it was added.
fn is_changed(record: &Record) -> bool {
    !record.clocks.own.is_empty() || !record.clocks.rivals.is_empty()
}

/// Every id that a record's fields name.
fn named(record: &Record) -> BTreeSet<RecordId> {
    let mut ids = BTreeSet::new();
    let mut take = |scalar: &Scalar| {
        if let Scalar::Text(text) = scalar
            && text.len() == 36
            && let Ok(id) = text.parse::<Uuid>()
        {
            ids.insert(RecordId(id));
        }
    };
    for value in record.fields.values() {
        match value {
            Value::Scalar(scalar) => take(scalar),
            Value::Group(members) => members.values().for_each(&mut take),
        }
    }
    ids
}

fn name(record: &Record) -> String {
    match record.kind {
        Kind::Household => Household::read(record)
            .map(|home| format!("{} {}", home.place.unit, home.place.room))
            .map(|door| door.trim().to_owned())
            .unwrap_or_default(),
        _ => Fields(&record.fields).string("name"),
    }
}

fn batches(remove: &[(Scope, &Record)]) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    for (scope, record) in remove {
        let deleted = [(FieldName::known(Record::DELETED), true.into())];
        let patch = Patch::edit(record, deleted.into());
        match batches.last_mut() {
            Some(last) if last.scope == *scope && last.patches.len() < AT_ONCE => {
                last.patches.push(patch);
            }
            _ => batches.push(Batch {
                scope: *scope,
                patches: vec![patch],
            }),
        }
    }
    batches
}
