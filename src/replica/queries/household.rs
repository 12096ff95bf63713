use chuanmen_core::domain::{Household, HouseholdId, NeedState, WishState};

use super::doors;
use super::lives::Lives;
use super::people::People;
use super::{Areas, Catalogue, Merged, Reading, conflicts, needs, residents, visits, wishes};
use crate::api::{HouseholdView, ReplicaError};

/// One household; one that was entered twice is the one that stayed.
pub(super) fn answer(reading: Reading<'_>, id: HouseholdId) -> Result<HouseholdView, ReplicaError> {
    let connection = reading.connection();
    let id = Merged::load(connection)?.kept(id);
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let door = doors::one(connection, id, &catalogue, reading.today)?;
    let door = door.ok_or(ReplicaError::NotFound)?;
    let (scope, record) = reading
        .store
        .find(id.into())?
        .ok_or(ReplicaError::NotFound)?;
    let household = Household::read(&record).ok_or(ReplicaError::NotFound)?;
    let people = People::load(reading.store)?;
    let (visits, visit_count) = visits::recent(connection, id.into(), &catalogue, &people)?;
    let residents = residents::with_grounds(connection, id)?;
    let needs = needs::rows(reading, Lives::Of(id.into()), &areas, &catalogue, |story| {
        story.life.state.is_open() || story.life.state == NeedState::Resolved
    })?;
    let wishes = wishes::rows(reading, Lives::Of(id.into()), &areas, |life| {
        use WishState::{Confirmed, Rejected, Withdrawn};
        !matches!(life.state, Confirmed | Rejected | Withdrawn)
    })?;
    let held = reading.store.scopes()?;
    let health = scope.health();
    let health = held.iter().any(|held| Some(held.scope) == health);
    let view = |resident| residents::view(resident, &catalogue, reading.today);
    Ok(HouseholdView {
        id,
        title: areas.title(door.building, &door.unit, &door.room),
        building: door.building,
        compound: areas.compound_of(door.building),
        building_name: areas.name(door.building),
        housing: household.housing,
        note: household.note,
        state: door.state,
        due: door.due,
        met_at: door.met_at,
        tags: catalogue.tag_names(door.tags.iter().map(String::as_str)),
        health,
        family_doctor: residents.iter().any(|(resident, _)| resident.family_doctor),
        residents: residents.into_iter().map(view).collect(),
        needs,
        wishes,
        visits,
        visit_count,
        care_tags: catalogue.tag_choices(|code| door.tags.iter().any(|tag| tag == code)),
        conflicts: conflicts::of(reading, id.into(), &areas, &catalogue, &people)?,
        unit: door.unit,
        floor: door.floor,
        room: door.room,
    })
}
