use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::merge::{FieldName, Record, RecordId, Stamp, Value};

use super::super::hub::HubHost;
use super::super::ledger::Ledger;
use super::Verdict;

/// One write of a field, as its transaction tells it.
struct Write<'l> {
    stamp: Stamp,
    value: &'l Value,
}

/// The hub's records are what its logs tell, worked out here once more in another way: a write
/// stands unless a later writer had seen it, and all that stand and differ are a disagreement.
pub(in crate::simulation) fn records_are_what_the_logs_tell(
    ledger: &Ledger,
    hub: &HubHost,
) -> Verdict {
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
