use std::collections::{BTreeMap, BTreeSet};

use chuanmen_core::domain::{HouseholdId, Kind, Resident, ResidentId};
use chuanmen_core::merge::Patch;

use super::edit::{known_fields, typed_fields};
use crate::api::{EditResident, Outcome, ReplicaError, ResidentDraft, Summary};
use crate::commands::desk::Desk;
use crate::commands::typed;
use crate::storage::{DraftKey, Save};

/// Adds somebody to a household.
pub(in crate::commands) fn add(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    new: &ResidentDraft,
) -> Result<Outcome, ReplicaError> {
    let home = desk.home(household)?;
    let resident = Resident {
        id: ResidentId(desk.fresh_id()),
        household: home.id,
        name: typed::name("name", &new.name)?,
        sex: None,
        citizen_id: None,
        born: None,
        phone: String::new(),
        relation: new.relation.clone(),
        ethnicity: String::new(),
        party_member: false,
        family_doctor: false,
        care_tags: BTreeSet::new(),
        note: String::new(),
    };
    let rest = EditResident {
        phone: Some(new.phone.clone()),
        citizen_id: (!new.citizen_id.trim().is_empty()).then(|| new.citizen_id.clone()),
        born: new.born,
        sex: new.sex.clone(),
        ethnicity: Some(new.ethnicity.clone()),
        party_member: Some(new.party_member),
        note: Some(new.note.clone()),
        family_doctor: Some(new.family_doctor),
        care_tags: new
            .care_tags
            .iter()
            .map(|tag| (tag.clone(), true))
            .collect(),
        care_grounds: new.care_grounds.clone(),
        ..EditResident::of(resident.id)
    };
    let mut set = typed_fields(desk, &rest, &resident)?;
    known_fields(&mut set, &BTreeMap::new());
    set.extend(resident.fields());
    desk.save(Save {
        scope: home.scope,
        patches: vec![Patch::create(Kind::Resident, resident.id.into(), set)],
        events: Vec::new(),
        summary: Summary {
            place: home.title,
            subject: resident.name,
            edits: 1,
            ..Summary::default()
        },
        draft: Some(DraftKey::Newcomer(household)),
    })
}
