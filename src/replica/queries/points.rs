//! Volunteers' points: at the desk those of everybody, elsewhere one's own.

use std::collections::BTreeMap;

use chuanmen_core::china_date;
use chuanmen_core::domain::{
    AccountId, EventOrder, Kind, Ledger, PointsEntry, PointsRule, PointsStep, Reward, Role,
    StoredEvent,
};
use chuanmen_core::merge::Record;
use chuanmen_core::protocol::Transaction;
use jiff::civil::Date;

use super::by_pinyin::by_pinyin;
use super::catalogue::records;
use super::people::People;
use super::{Reading, checklist, receipt};
use crate::api::{
    LedgerRow, LedgerView, PointsPerson, PointsRuleRow, PointsView, ReplicaError, RewardRow,
};
use crate::storage::{StorageError, Store, event_of};

/// Whose points there are, and what they go by.
pub(super) fn answer(reading: Reading<'_>) -> Result<PointsView, StorageError> {
    Ok(PointsView {
        people: match is_desk(reading.store) {
            true => people(reading.store)?,
            false => Vec::new(),
        },
        rules: rules(reading)?,
        rewards: rewards(reading)?,
        may_change: checklist::may_change(reading)?,
    })
}

/// One person's entries between two days; one's own if nobody is named.
pub(super) fn ledger(
    reading: Reading<'_>,
    account: Option<AccountId>,
    (from, to): (Option<Date>, Option<Date>),
) -> Result<LedgerView, ReplicaError> {
    let store = reading.store;
    let session = store.session().ok_or(ReplicaError::NotEnrolled)?;
    let is_desk = is_desk(store);
    let account = account.unwrap_or(session.account);
    if !is_desk && account != session.account {
        return Err(ReplicaError::NotFound);
    }
    let people = People::load(store)?;
    let (kept, pending) = ledger_of(store, account)?;
    let can_earn = people
        .role(account)
        .is_some_and(|role| PointsStep::are_for(&role));
    if is_desk && !can_earn && kept.entries.is_empty() {
        return Err(ReplicaError::NotFound);
    }
    let balance = kept.balance();
    let asked = |entry: &PointsEntry| {
        let day = china_date(entry.at);
        from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
    };
    let entries = kept.entries.into_iter().rev().filter(asked);
    let of_them = |saved: &Transaction| {
        let mut steps = saved.events.iter();
        steps.any(|step| step.kind == Kind::Points && step.subject == account.into())
    };
    Ok(LedgerView {
        refused: receipt::refused(reading, of_them)?,
        account,
        name: people.name(account),
        balance,
        rows: entries
            .map(|entry| LedgerRow {
                pending: pending.contains(&entry.id),
                by: people.name(entry.by),
                id: entry.id,
                step: entry.step,
                points: entry.points,
                name: entry.name,
                about: entry.about,
                note: entry.note,
                minutes: entry.minutes,
                at: entry.at,
            })
            .collect(),
        can_earn,
        is_desk,
    })
}

/// Somebody's ledger as far as it is known here: what the hub wrote into it, and what this desk
/// asked for that waits. What it asked for before is there under the same ids.
pub(crate) fn ledger_of(
    store: &Store,
    account: AccountId,
) -> Result<(Ledger, Vec<chuanmen_core::merge::EventId>), StorageError> {
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE subject = ?1 AND (kind = 'ledger' OR (kind = 'points' AND n IS NOT NULL))",
    )?;
    let mut rows = select.query([account.to_string()])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(event_of(row)?);
    }
    let waits = events.iter().filter(|event| is_pending(event));
    let pending = waits.map(|event| event.event.id).collect();
    Ok((Ledger::fold(events), pending))
}

/// How many points whoever uses this device has; none if they get none.
pub(super) fn own(store: &Store) -> Result<Option<i64>, StorageError> {
    let earns = store.session().filter(|me| PointsStep::are_for(&me.role));
    match earns.map(|me| me.account) {
        Some(account) => Ok(Some(ledger_of(store, account)?.0.balance())),
        None => Ok(None),
    }
}

const fn is_pending(event: &StoredEvent) -> bool {
    matches!(event.order, EventOrder::Pending { .. })
}

fn is_desk(store: &Store) -> bool {
    let role = store.session().map(|me| &me.role);
    role == Some(&Role::CommunitySupervisor)
}

fn people(store: &Store) -> Result<Vec<PointsPerson>, StorageError> {
    let names = People::load(store)?;
    let earn = names.of_roles(PointsStep::are_for);
    let mut all: BTreeMap<AccountId, Vec<StoredEvent>> =
        earn.map(|account| (account, Vec::new())).collect();
    let mut select = store.connection().prepare_cached(
        "SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE kind = 'ledger'
         UNION ALL
         SELECT id, kind, subject, seq, at, n, idx, author, stamp, step, fields FROM event
         WHERE kind = 'points' AND n IS NOT NULL",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let event = event_of(row)?;
        all.entry(event.event.subject.into())
            .or_default()
            .push(event);
    }
    let people = all.into_iter().map(|(account, events)| PointsPerson {
        account,
        name: names.name(account),
        role: names.role(account),
        balance: Ledger::fold(events).balance(),
    });
    let mut people: Vec<_> = people.collect();
    people.sort_by_cached_key(|one| (by_pinyin(&one.name), one.account));
    Ok(people)
}

fn rules(reading: Reading<'_>) -> Result<Vec<PointsRuleRow>, StorageError> {
    listed(reading, &Kind::PointsRule, |record, pending| {
        let rule = PointsRule::read(record)?;
        let row = PointsRuleRow {
            id: rule.id,
            name: rule.name,
            by: rule.by,
            points: rule.points,
            retired: rule.retired,
            pending,
        };
        Some((rule.order, row))
    })
}

fn rewards(reading: Reading<'_>) -> Result<Vec<RewardRow>, StorageError> {
    listed(reading, &Kind::Reward, |record, pending| {
        let reward = Reward::read(record)?;
        let row = RewardRow {
            id: reward.id,
            price: reward.price,
            stock: reward.stock,
            left: reward.left(),
            retired: reward.retired,
            pending,
            name: reward.name,
        };
        Some((reward.order, row))
    })
}

fn listed<Row>(
    reading: Reading<'_>,
    kind: &Kind,
    read: impl Fn(&Record, bool) -> Option<(i64, Row)>,
) -> Result<Vec<Row>, StorageError> {
    let all = records(reading.connection(), kind)?.into_iter();
    let mut rows: Vec<_> = all
        .filter_map(|(record, pending)| read(&record, pending))
        .collect();
    rows.sort_by_key(|(order, _)| *order);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
