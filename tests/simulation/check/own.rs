use std::collections::BTreeSet;

use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::merge::{Record, RecordId, TransactionId, plan};
use chuanmen_core::protocol::Transaction;

use super::super::ledger::Ledger;
use super::super::phone::Phone;
use super::Verdict;

/// Every save acknowledged here waits, is refused, or was delivered.
pub(super) fn keeps_its_word(
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

/// What shows is what the hub has with what waits on top.
pub(super) fn shows_the_hubs_copy_with_its_own_on_top(
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
