use std::collections::BTreeSet;

use chuanmen_core::domain::Scope;
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::RefusalCode;
use chuanmen_replica::storage::event_of;

use super::super::hub::HubHost;
use super::super::ledger::Ledger;
use super::super::phone::Phone;
use super::Verdict;

/// When all is quiet, a phone holds what the hub holds of its scopes, to the byte, and no more.
pub(in crate::simulation) fn is_equal(
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
pub(in crate::simulation) fn every_save_is_delivered(phones: &[Phone], ledger: &Ledger) -> Verdict {
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
