use std::collections::BTreeMap;

use chuanmen_core::domain::{EventOrder, Scope};
use chuanmen_core::merge::RecordId;

use super::super::ledger::{Ledger, fold};
use super::super::phone::Phone;
use super::{Verdict, settled};

/// What every replica shows of its lives is what they were once seen to be.
pub(in crate::simulation) fn lives(
    number: usize,
    name: &str,
    phone: &Phone,
    ledger: &mut Ledger,
) -> Verdict {
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
