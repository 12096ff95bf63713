use std::collections::BTreeMap;

use chuanmen_core::domain::{Household, HouseholdId, Kind, Relation, Resident, ResidentId};
use chuanmen_core::merge::{FieldName, Patch, Record, Value};

use super::{find, known, settled};
use crate::api::{Outcome, ReplicaError, SplitHousehold, Summary};
use crate::commands::desk::Desk;
use crate::commands::resident::{self, known_fields, wishes_of};
use crate::commands::typed::invalid;
use crate::queries;
use crate::storage::Save;

/// Some of a household become one of their own: one save makes it, and takes them and their wishes
/// there. Visits and needs stay with the household that was visited and that asked. Who the others
/// are to the new head is not known: it is emptied rather than wrong.
///
/// # Errors
/// `residents: empty`, `all` (then the household moves, it does not part) or `form` for somebody
/// who does not live there; `head: form` for somebody who stays.
pub(in crate::commands) fn split(
    desk: &mut Desk<'_>,
    split: &SplitHousehold,
) -> Result<Outcome, ReplicaError> {
    let (scope, _, household) = find(desk, split.household)?;
    check(desk, split, household.id)?;
    let settled = settled(desk, &split.door)?;
    let new = Household {
        id: HouseholdId(desk.fresh_id()),
        place: settled.place,
        housing: known(&split.housing)?.clone(),
        note: String::new(),
    };
    // In the old one's scope: a save lies in one. The hub takes it where its place says.
    let mut patches = vec![Patch::create(Kind::Household, new.id.into(), new.fields())];
    for id in &split.residents {
        let (lies_in, record, _) = resident::find(desk, *id)?;
        if lies_in != scope {
            return Err(invalid("residents", "apart"));
        }
        patches.push(Patch::edit(&record, leaves(&record, *id, split, new.id)));
        for wish in wishes_of(desk.store.connection(), *id)? {
            let home = (FieldName::known("household"), new.id.into());
            patches.push(Patch::edit(&wish, BTreeMap::from([home])));
        }
    }
    let save = Save {
        scope,
        patches,
        events: Vec::new(),
        summary: Summary {
            place: settled.title,
            edits: 1,
            ..Summary::default()
        },
        draft: None,
    };
    desk.save_new(save, new.id)
}

fn check(
    desk: &Desk<'_>,
    split: &SplitHousehold,
    household: HouseholdId,
) -> Result<(), ReplicaError> {
    let residents = queries::residents_of(desk.store.connection(), household)?;
    let lives_there = |id: &ResidentId| residents.iter().any(|one: &Resident| one.id == *id);
    if split.residents.is_empty() {
        return Err(invalid("residents", "empty"));
    }
    if !split.residents.iter().all(lives_there) {
        return Err(invalid("residents", "form"));
    }
    if split.residents.len() == residents.len() {
        return Err(invalid("residents", "all"));
    }
    if !split.residents.contains(&split.head) {
        return Err(invalid("head", "form"));
    }
    Ok(())
}

/// What is new about somebody who leaves.
fn leaves(
    record: &Record,
    id: ResidentId,
    split: &SplitHousehold,
    new: HouseholdId,
) -> BTreeMap<FieldName, Value> {
    let relation = if id == split.head {
        Relation::Head.as_str().into()
    } else {
        Value::NULL
    };
    let mut set = BTreeMap::from([
        (FieldName::known("household"), new.into()),
        (FieldName::known("relation"), relation),
    ]);
    known_fields(&mut set, &record.fields);
    set
}
