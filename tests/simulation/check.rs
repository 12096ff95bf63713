//! Whether a phone keeps what was promised: after each step, and when all is quiet.

use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{EventOrder, Kind, Scope};
use chuanmen_core::merge::{FieldName, Record, RecordId, Stamp, TransactionId, Value, plan};
use chuanmen_core::protocol::{Position, RefusalCode, Transaction};
use chuanmen_replica::storage::event_of;

use super::hub::HubHost;
use super::ledger::{Ledger, fold};
use super::phone::Phone;

type Verdict = Result<(), String>;

/// What must hold of a phone at any time.
pub(super) fn at_any_time(number: usize, phone: &Phone, ledger: &mut Ledger) -> Verdict {
    let outbox = phone.outbox();
    keeps_its_word(number, phone, &outbox, ledger)?;
    shows_the_hubs_copy_with_its_own_on_top(phone, &outbox)?;
    nothing_is_half_applied(number, phone, &outbox, ledger)
}

/// Every save acknowledged here waits, is refused, or was delivered.
fn keeps_its_word(
    number: usize,
    phone: &Phone,
    outbox: &[(Transaction, String, Option<String>)],
    ledger: &mut Ledger,
) -> Verdict {
    for (transaction, _, _) in outbox {
        ledger.keep(number, transaction.clone());
    }
    let waiting = outbox.iter().map(|(transaction, _, _)| transaction.id);
    let held: BTreeSet<TransactionId> = waiting.chain(phone.receipts()).collect();
    let mut kept = ledger.kept.iter();
    let lost = kept
        .find(|(id, kept)| kept.phone == number && kept.excused.is_none() && !held.contains(id));
    match lost {
        Some((id, _)) => Err(format!("the phone has forgotten its save {id}")),
        None => Ok(()),
    }
}

fn shows_the_hubs_copy_with_its_own_on_top(
    phone: &Phone,
    outbox: &[(Transaction, String, Option<String>)],
) -> Verdict {
    let pending: Vec<_> = outbox
        .iter()
        .filter(|(_, state, _)| state != "refused")
        .map(|(transaction, _, _)| transaction)
        .collect();
    let mirrored =
        phone.texts("SELECT record.id FROM mirror JOIN record ON record.key = mirror.record");
    let mut touched: BTreeSet<RecordId> = mirrored
        .iter()
        .map(|id| RecordId(id.parse().expect("an id")))
        .collect();
    let patched = pending.iter().flat_map(|one| &one.patches);
    touched.extend(patched.map(|patch| patch.id));
    for id in touched {
        let own = pending
            .iter()
            .filter(|one| one.patches.iter().any(|patch| patch.id == id));
        let scopes: BTreeSet<Scope> = own.map(|one| one.scope).collect();
        for scope in scopes {
            let store = phone.store.borrow();
            let shown = store.record(scope, id).map_err(|why| why.to_string())?;
            drop(store);
            let writes = pending
                .iter()
                .filter(|one| one.scope == scope)
                .flat_map(|one| {
                    let own = one.patches.iter().filter(|patch| patch.id == id);
                    own.map(|patch| (patch, one.stamp))
                });
            let expected = writes.fold(hubs_copy(phone, scope, id)?, |record, (patch, stamp)| {
                Some(plan(record.as_ref(), patch, stamp).record)
            });
            if shown != expected {
                return Err(format!(
                    "{id} does not show the hub's copy with its own on top"
                ));
            }
        }
    }
    let odd = phone.texts(
        "SELECT id FROM record WHERE pending <> (SELECT count(*) FROM touch WHERE record = key)
         UNION SELECT record.id FROM mirror JOIN record ON record.key = mirror.record
         WHERE pending = 0",
    );
    match odd.first() {
        Some(id) => Err(format!("{id} is counted wrong, or mirrored for nothing")),
        None => Ok(()),
    }
}

fn hubs_copy(phone: &Phone, scope: Scope, id: RecordId) -> Result<Option<Record>, String> {
    let store = phone.store.borrow();
    let found = store.connection().query_row(
        "SELECT record.kind, record.pending, record.fields, record.clocks, mirror.fields,
             mirror.clocks
         FROM record JOIN scope ON scope.key = record.scope
         LEFT JOIN mirror ON mirror.record = record.key WHERE record.id = ?1 AND scope.name = ?2",
        [id.to_string(), scope.to_string()],
        |row| {
            let (kind, pending): (String, i64) = (row.get(0)?, row.get(1)?);
            let shown: (String, String) = (row.get(2)?, row.get(3)?);
            let mirror: (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
            Ok((kind, pending, shown, mirror))
        },
    );
    let (kind, pending, shown, mirror) = match found {
        Ok(found) => found,
        Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(None),
        Err(why) => return Err(why.to_string()),
    };
    let (fields, clocks) = match (pending, mirror) {
        (0, _) => shown,
        (_, (Some(fields), Some(clocks))) => (fields, clocks),
        _ => return Ok(None),
    };
    Ok(Some(Record {
        kind: Kind::from(kind.as_str()),
        id,
        fields: serde_json::from_str(&fields).map_err(|why| why.to_string())?,
        clocks: serde_json::from_str(&clocks).map_err(|why| why.to_string())?,
    }))
}

/// Scopes whose log this phone follows without a gap.
fn settled(phone: &Phone, epoch: u64) -> BTreeMap<Scope, u64> {
    let store = phone.store.borrow();
    if store.epoch() != epoch {
        return BTreeMap::new();
    }
    let cursors = store.cursors().expect("cursors");
    let mut numbers = store
        .connection()
        .prepare_cached("SELECT number, name FROM scope WHERE number IS NOT NULL AND complete")
        .expect("SQL");
    let rows = numbers.query_map([], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
    });
    let names: BTreeMap<u32, String> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    let mut settled = BTreeMap::new();
    for cursor in cursors {
        if let (Position::Log { seq }, Some(name)) = (cursor.position, names.get(&cursor.scope.0))
            && seq > 0
        {
            settled.insert(name.parse().expect("a scope"), seq);
        }
    }
    settled
}

/// Of each transaction that the hub has taken, a phone that follows its scope has all or nothing.
fn nothing_is_half_applied(
    phone_number: usize,
    phone: &Phone,
    outbox: &[(Transaction, String, Option<String>)],
    ledger: &Ledger,
) -> Verdict {
    let settled = settled(phone, ledger.epoch);
    let own: BTreeSet<_> = outbox.iter().map(|(one, _, _)| one.id).collect();
    let events: BTreeSet<String> = phone.texts("SELECT id FROM event").into_iter().collect();
    for (number, log) in &ledger.logs {
        let scope = ledger.numbers[number];
        let Some(cursor) = settled.get(&scope) else {
            continue;
        };
        let left: BTreeSet<RecordId> = log
            .iter()
            .flat_map(|one| &one.moves.left)
            .copied()
            .collect();
        for entry in log {
            let transaction = &entry.transaction;
            let patched = transaction.patches.iter().map(|patch| patch.id);
            let stepped = transaction.events.iter().map(|event| event.subject);
            let moved = patched.chain(stepped).any(|id| left.contains(&id));
            if own.contains(&transaction.id) || moved {
                continue;
            }
            // A write that only somebody's later one names is not there yet.
            let mut there = 0;
            let mut missing = Vec::new();
            for patch in &transaction.patches {
                let record = phone.store.borrow().record(scope, patch.id);
                let record = record.map_err(|why| why.to_string())?;
                for field in patch.set.keys() {
                    let stamp = transaction.stamp;
                    let stands = |record: &Record| record.leaves(field).contains(&stamp);
                    there += usize::from(record.as_ref().is_some_and(stands));
                    if !record
                        .as_ref()
                        .is_some_and(|record| knows(record, field, stamp))
                    {
                        missing.push(format!("{field} of {}", patch.id));
                    }
                }
            }
            for event in &transaction.events {
                if events.contains(&event.id.to_string()) {
                    there += 1;
                } else {
                    missing.push(format!("{} of {}", event.step, event.subject));
                }
            }
            // What came in a bootstrap may be newer than its cursor, in part: the log follows.
            let loose = ledger.loose.contains(&(phone_number, *number));
            let behind = entry.seq > *cursor;
            if !missing.is_empty() && (!behind || (there > 0 && !loose)) {
                let id = transaction.id;
                return Err(format!("of {id} ({}) are missing: {missing:?}", entry.seq));
            }
        }
    }
    Ok(())
}

/// Whether a write is part of what a record knows: it shows, it is a rival, or it was seen.
fn knows(record: &Record, field: &FieldName, stamp: Stamp) -> bool {
    let covered = record.clocks.covered.get(field);
    record.leaves(field).contains(&stamp) || covered.is_some_and(|seen| seen.contains(&stamp))
}

/// What every replica shows of its lives is what they were once seen to be.
pub(super) fn lives(number: usize, name: &str, phone: &Phone, ledger: &mut Ledger) -> Verdict {
    let settled = settled(phone, ledger.epoch);
    let subjects = phone.texts(
        "SELECT DISTINCT scope.name || ' ' || subject FROM event JOIN scope ON scope.key = scope
         WHERE n IS NULL ORDER BY 1",
    );
    let mut homes: BTreeMap<RecordId, Vec<Scope>> = BTreeMap::new();
    for line in subjects {
        let (scope, subject) = line.split_once(' ').expect("two words");
        let subject = RecordId(subject.parse().expect("an id"));
        let scope = scope.parse().expect("a scope");
        homes.entry(subject).or_default().push(scope);
    }
    for (subject, scopes) in homes {
        // On its way from one scope to another it is in both, or in part in neither.
        let cursor = match scopes[..] {
            [scope] if !ledger.is_loose_in(number, scope) => settled.get(&scope),
            _ => None,
        };
        let Some(cursor) = cursor else {
            continue;
        };
        let events = phone.store.borrow().events(subject);
        let mut events = events.map_err(|why| why.to_string())?;
        // What came in a bootstrap may be newer than the cursor.
        events.retain(|event| match event.order {
            EventOrder::Hub { seq, .. } => seq <= *cursor,
            EventOrder::Pending { .. } => false,
        });
        if let Some(first) = events.first() {
            let kind = first.event.kind.clone();
            ledger.watch(name, fold(&kind, events))?;
        }
    }
    Ok(())
}

/// When all is quiet, a phone holds what the hub holds of its scopes, to the byte, and no more.
pub(super) fn is_equal(
    name: &str,
    phone: &Phone,
    scopes: &BTreeSet<Scope>,
    hub: &HubHost,
) -> Verdict {
    let store = phone.store.borrow();
    let held = store.scopes().map_err(|why| why.to_string())?;
    let held: BTreeSet<Scope> = held.into_iter().map(|held| held.scope).collect();
    if held != *scopes {
        return Err(format!("{name} holds {held:?} instead of {scopes:?}"));
    }
    drop(store);
    let mut at_hub = BTreeSet::new();
    for scope in scopes {
        let (records, events) = hub.stands(*scope);
        for record in records {
            at_hub.insert(format!("{scope} {}", json(&record)));
        }
        for event in events {
            at_hub.insert(format!("{scope} {}", json(&event)));
        }
    }
    let here = content(phone)?;
    if let Some(extra) = here.difference(&at_hub).next() {
        let missing = at_hub.difference(&here).next();
        return Err(format!("only {name} has {extra}, and lacks {missing:?}"));
    }
    match at_hub.difference(&here).next() {
        Some(missing) => Err(format!("{name} lacks {missing}")),
        None => Ok(()),
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// Every record and event on a phone, as text.
fn content(phone: &Phone) -> Result<BTreeSet<String>, String> {
    let store = phone.store.borrow();
    let mut all = BTreeSet::new();
    let mut records = store
        .connection()
        .prepare("SELECT name, record.id, kind, fields, clocks FROM record JOIN scope ON scope.key = scope")
        .expect("SQL");
    let mut rows = records.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let scope: String = row.get("name").expect("a name");
        let record = chuanmen_replica::storage::record_of(row).map_err(|why| why.to_string())?;
        all.insert(format!("{scope} {}", json(&record)));
    }
    let mut events = store
        .connection()
        .prepare("SELECT name, event.* FROM event JOIN scope ON scope.key = event.scope")
        .expect("SQL");
    let mut rows = events.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let scope: String = row.get("name").expect("a name");
        let event = event_of(row).map_err(|why| why.to_string())?;
        all.insert(format!("{scope} {}", json(&event)));
    }
    Ok(all)
}

/// When all is quiet, every save that a phone acknowledged is in the hub, or refused.
pub(super) fn every_save_is_delivered(phones: &[Phone], ledger: &Ledger) -> Verdict {
    for (number, phone) in phones.iter().enumerate() {
        let mut refused = BTreeSet::new();
        for (transaction, state, code) in phone.outbox() {
            let id = transaction.id;
            if state != "refused" {
                return Err(format!("{id} still waits, though all is quiet"));
            }
            // Refused for what it lacked, and taken when it came once more, late on its way.
            if ledger.restored && ledger.is_taken(id) {
                continue;
            }
            let code = RefusalCode::from(code.unwrap_or_default().as_str());
            // Steps about what was refused itself, or taken back.
            let mut about = transaction.events.iter().map(|event| event.subject);
            let never =
                code == RefusalCode::UnknownSubject && about.all(|id| !is_there(id, ledger));
            if !never && !Ledger::may_refuse(&code) {
                return Err(format!("{id} was refused: {code}"));
            }
            refused.insert(id);
            if ledger.is_taken(id) {
                return Err(format!("{id} is refused here, and in the hub"));
            }
        }
        for id in phone.receipts() {
            if !ledger.is_taken(id) {
                return Err(format!("{id} was receipted and is not in the hub"));
            }
        }
        for (id, kept) in &ledger.kept {
            if kept.phone == number
                && kept.excused.is_none()
                && !refused.contains(id)
                && !ledger.is_taken(*id)
            {
                return Err(format!("{id} was acknowledged and is not in the hub"));
            }
        }
    }
    Ok(())
}

/// Whether the hub was ever told of a record.
fn is_there(id: RecordId, ledger: &Ledger) -> bool {
    let patches = ledger.logs.values().flatten();
    let mut patches = patches.flat_map(|entry| &entry.transaction.patches);
    patches.any(|patch| patch.id == id)
}

/// One write of a field, as its transaction tells it.
struct Write<'l> {
    stamp: Stamp,
    value: &'l Value,
}

/// The hub's records are what its logs tell, worked out here once more in another way: a write
/// stands unless a later writer had seen it, and all that stand and differ are a disagreement.
pub(super) fn records_are_what_the_logs_tell(ledger: &Ledger, hub: &HubHost) -> Verdict {
    let mut writes: BTreeMap<(RecordId, &FieldName), Vec<Write<'_>>> = BTreeMap::new();
    let mut seen: BTreeSet<(RecordId, &FieldName, Stamp)> = BTreeSet::new();
    for entry in ledger.logs.values().flatten() {
        for patch in &entry.transaction.patches {
            for (field, value) in &patch.set {
                let write = Write {
                    stamp: entry.transaction.stamp,
                    value,
                };
                writes.entry((patch.id, field)).or_default().push(write);
                let bases = patch.base.get(field).into_iter().flatten();
                seen.extend(bases.map(|base| (patch.id, field, *base)));
            }
        }
    }
    let mut records = BTreeMap::new();
    for scope in ledger.numbers.values() {
        for record in hub.stands(*scope).0 {
            if let Some(twice) = records.insert(record.id, record) {
                return Err(format!("{} lies in two scopes", twice.id));
            }
        }
    }
    for ((id, field), writes) in writes {
        let record = records.get(&id).ok_or(format!("the hub lost {id}"))?;
        let standing = writes.iter();
        let standing = standing.filter(|write| !seen.contains(&(id, field, write.stamp)));
        tells(record, field, &writes, &standing.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Whether a field shows the last of its writes, and tells the others that stand.
fn tells(
    record: &Record,
    field: &FieldName,
    writes: &[Write<'_>],
    standing: &[&Write<'_>],
) -> Verdict {
    let Some(shown) = writes.iter().max_by_key(|write| write.stamp) else {
        return Ok(());
    };
    let id = record.id;
    if record.fields.get(field) != Some(shown.value) {
        let shows = record.fields.get(field);
        return Err(format!("{field} of {id} shows {shows:?}"));
    }
    let rivals: BTreeSet<_> = standing
        .iter()
        .filter(|write| write.stamp != shown.stamp && write.value != shown.value)
        .map(|write| (write.stamp, write.value))
        .collect();
    let told = record.conflict(field);
    let told = told.map(|conflict| conflict.others).unwrap_or_default();
    let told: BTreeSet<_> = told
        .iter()
        .map(|rival| (rival.stamp, &rival.value))
        .collect();
    if told == rivals {
        return Ok(());
    }
    Err(format!(
        "{field} of {id} tells {told:?} instead of {rivals:?}"
    ))
}
