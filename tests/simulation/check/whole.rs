use std::collections::BTreeSet;

use chuanmen_core::merge::{FieldName, Record, RecordId, Stamp};
use chuanmen_core::protocol::Transaction;

use super::super::ledger::Ledger;
use super::super::phone::Phone;
use super::{Verdict, settled};

/// Of each transaction that the hub has taken, a phone that follows its scope has all or nothing.
pub(super) fn nothing_is_half_applied(
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
