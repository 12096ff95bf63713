//! What parties are told of the needs in their hands: a task in each of their accounts' own scopes,
//! worked out of the need and its life and written anew, in the same commit, whenever something
//! happens to one, and the steps that are their business. Of a resident they learn no more than
//! the door, and whom to ask for if the dispatcher said so, and only while the need is in their
//! hands.

mod place;

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, AreaId, Errand, Event, EventOrder, Fields, Kind, Need, Party, Scope, StoredEvent,
    Task, TaskId, fold_need,
};
use chuanmen_core::merge::{HybridClock, RecordId};
use chuanmen_core::protocol::{MovedEvent, ScopeNumber};

use self::place::{found_by, lies_in, need_of, where_it_is};
use super::board::{Entries, Pen, Touched, ids_of};
use crate::store::{CommunityKey, Digest, ReadTxn, StoreError, WriteTxn};

/// Who answers, for which party, and in which areas: one company of several has its compounds.
type Parties = BTreeMap<(AccountId, Party), BTreeSet<AreaId>>;

/// Writes what parties are to know of what was touched, and returns the entries that tell of it.
pub(super) fn told_to_parties(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    touched: &Touched,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    let parties = parties_of(txn.as_read(), community)?;
    if parties.is_empty() {
        return Ok(Entries::new());
    }
    let needs = touched_needs(txn.as_read(), community, touched)?;
    if needs.is_empty() {
        return Ok(Entries::new());
    }
    let mut pen = Pen::new(txn, community, clock, now)?;
    for (scope, need) in needs {
        tell_of(&mut pen, scope, need, &parties, false)?;
    }
    Ok(pen.entries())
}

/// Tells somebody who answers for a party from now on of the needs in its hands.
pub(super) fn brief(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    account: AccountId,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let mut parties = parties_of(txn.as_read(), community)?;
    parties.retain(|(one, _), _| *one == account);
    let needs = every_need(txn.as_read(), community)?;
    let mut clock = HybridClock::resume(txn.as_read().clock(community)?, 0);
    let mut pen = Pen::new(txn, community, &mut clock, now)?;
    for (scope, need) in needs {
        tell_of(&mut pen, scope, need, &parties, true)?;
    }
    let entries = pen.entries();
    finish(txn, community, &clock, &entries)
}

/// Takes the tasks away from somebody who does not answer any more for their party, or where they are.
pub(super) fn take_back(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    account: AccountId,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let own = Scope::Account(account);
    let rows = txn.as_read().scopes(community)?;
    let Some(number) = rows.iter().find(|row| row.scope == own) else {
        return Ok(());
    };
    let parties = parties_of(txn.as_read(), community)?;
    let mut lost = ids_of(txn.as_read(), community, number.number, &Kind::Task)?;
    let records = txn.as_read().records(community, number.number, &lost)?;
    let mut clock = HybridClock::resume(txn.as_read().clock(community)?, 0);
    let mut pen = Pen::new(txn, community, &mut clock, now)?;
    for task in records.iter().filter_map(Task::read) {
        let answered = parties.get(&(account, task.party));
        let need = need_of(&pen, task.grid, task.need)?;
        if let (Some(areas), Some(need)) = (answered, need)
            && !areas.is_disjoint(&lies_in(&pen, task.grid, &need)?)
        {
            lost.remove(&task.id.into());
        }
    }
    pen.take_away(own, &lost)?;
    pen.scrub(own, &lost)?;
    let entries = pen.entries();
    finish(txn, community, &clock, &entries)
}

/// Takes away what parties were told of needs that are about to be erased. Returns the entries
/// that say so, and the ids by which logs tell of it.
pub(super) fn forget(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    erased: &BTreeSet<RecordId>,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<(Entries, BTreeSet<RecordId>), StoreError> {
    let parties = parties_of(txn.as_read(), community)?;
    let mut pen = Pen::new(txn, community, clock, now)?;
    let mut told = BTreeSet::new();
    for (account, party) in parties.into_keys() {
        let tasks = erased.iter().map(|need| task_of(*need, account, &party));
        let tasks: BTreeSet<_> = tasks.map(RecordId::from).collect();
        pen.take_away(Scope::Account(account), &tasks)?;
        told.extend(tasks);
    }
    Ok((pen.entries(), told))
}

fn finish(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    clock: &HybridClock,
    entries: &Entries,
) -> Result<(), StoreError> {
    txn.put_clock(community, clock.last())?;
    for (scope, entries) in entries {
        txn.append(community, *scope, entries)?;
    }
    Ok(())
}

/// Brings what each party is told of one need up to date; `fresh` for somebody new, who is told of
/// what is in hand and not of what was before.
fn tell_of(
    pen: &mut Pen<'_>,
    scope: ScopeNumber,
    id: RecordId,
    parties: &Parties,
    fresh: bool,
) -> Result<(), StoreError> {
    let Some(grid @ Scope::Grid(area)) = pen.name(scope) else {
        return Ok(());
    };
    let record = pen.record(grid, id)?.filter(|one| one.kind == Kind::Need);
    let Some((record, need)) = record.and_then(|one| Some((one.clone(), Need::read(&one)?))) else {
        return Ok(());
    };
    let around = lies_in(pen, area, &need)?;
    let events = pen.read().events_of(pen.community(), scope, &[id].into())?;
    let life = fold_need(events.into_iter().map(|row| row.event));
    for ((account, party), areas) in parties {
        let Some(errand) = Errand::of(&life, party).filter(|one| one.in_hand || !fresh) else {
            continue;
        };
        let task = task_of(id, *account, party);
        let (own, told) = (Scope::Account(*account), [task.into()].into());
        if record.is_deleted() {
            pen.take_away(own, &told)?;
            continue;
        }
        if areas.is_disjoint(&around) {
            // It lies elsewhere now, and is another company's.
            if pen.record(own, task.into())?.is_some() {
                pen.take_away(own, &told)?;
                pen.scrub(own, &told)?;
            }
            continue;
        }
        let (whereabouts, phone) = where_it_is(pen, (grid, scope), &need, &errand)?;
        let told = Task {
            id: task,
            need: need.id,
            grid: area,
            party: party.clone(),
            category: need.category.clone(),
            text: need.text.clone(),
            urgency: need.urgency.clone(),
            due_on: need.due_on,
            whereabouts,
            phone,
        };
        pen.tell(*account, Kind::Task, task.into(), told.fields())?;
        let steps = errand.steps.into_iter();
        let own = Scope::Account(*account);
        pen.bring(own, steps.map(|step| moved(step, task)).collect())?;
    }
    Ok(())
}

fn parties_of(read: &dyn ReadTxn, community: CommunityKey) -> Result<Parties, StoreError> {
    let mut parties = Parties::new();
    for (account, party, area) in read.parties(community)? {
        parties.entry((account, party)).or_default().insert(area);
    }
    Ok(parties)
}

/// A step of a need as one of the task.
fn moved(step: StoredEvent, task: TaskId) -> MovedEvent {
    MovedEvent {
        at: match step.order {
            EventOrder::Hub { at, .. } => at,
            EventOrder::Pending { .. } => step.stamp.wall(),
        },
        event: Event {
            subject: task.into(),
            ..step.event
        },
        author: step.author,
        stamp: step.stamp,
    }
}

/// The needs of which something else may have to be said.
fn touched_needs(
    read: &dyn ReadTxn,
    community: CommunityKey,
    touched: &Touched,
) -> Result<BTreeSet<(ScopeNumber, RecordId)>, StoreError> {
    let mut needs = touched.needs.clone();
    let mut homes = touched.homes.clone();
    for (scope, resident) in &touched.residents {
        let found = read.records(community, *scope, &[*resident].into())?;
        let home = found.first().map(|record| Fields(&record.fields));
        let home = home.and_then(|fields| fields.parse::<RecordId>("household"));
        homes.extend(home.map(|home| (*scope, home)));
    }
    for (scope, home) in homes {
        needs.extend(found_by(read, community, scope, home)?);
    }
    for (_, to, ids) in &touched.moved {
        let there = read.records(community, *to, ids)?.into_iter();
        let there = there.filter(|record| record.kind == Kind::Need);
        needs.extend(there.map(|record| (*to, record.id)));
    }
    Ok(needs)
}

fn every_need(
    read: &dyn ReadTxn,
    community: CommunityKey,
) -> Result<BTreeSet<(ScopeNumber, RecordId)>, StoreError> {
    let mut needs = BTreeSet::new();
    for row in read.scopes(community)? {
        if let Scope::Grid(_) = row.scope {
            let ids = ids_of(read, community, row.number, &Kind::Need)?;
            needs.extend(ids.into_iter().map(|id| (row.number, id)));
        }
    }
    Ok(needs)
}

/// What an account is told of a need for a party: always the same, and nothing can be found out
/// from it.
fn task_of(need: RecordId, account: AccountId, party: &Party) -> TaskId {
    let hash = Digest::of("task", format!("{need} {account} {party}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    TaskId(uuid::Builder::from_custom_bytes(id).into_uuid())
}
