use chuanmen_core::domain::HouseholdId;

use super::doors::{self, Doorway, Which};
use super::questions::{Start, asked_first, prefilled};
use super::{Catalogue, Reading, visits};
use crate::api::{DoorState, NeighbourDoor};
use crate::storage::{DraftKey, StorageError};

/// The other doors of the floor that wait for a visit, without those whose form is begun.
pub(super) fn of(
    reading: Reading<'_>,
    door: &Doorway,
    catalogue: &Catalogue,
) -> Result<Vec<NeighbourDoor>, StorageError> {
    let connection = reading.connection();
    let which = Which::on_floor(connection, door.building, &door.unit, door.floor)?;
    let mut doors = doors::load(connection, &which, catalogue, reading.today)?;
    doors.retain(|other| other.household != door.household && waits(other.state));
    doors.sort_by(|a, b| a.room.cmp(&b.room));
    let mut heads = doors::heads(connection, &which)?;
    let mut neighbours = Vec::new();
    for other in doors {
        let id: HouseholdId = other.household;
        let begun: Option<serde_json::Value> = reading.store.draft(DraftKey::New(id))?;
        if begun.is_some() {
            continue;
        }
        let last = visits::last_met(connection, id)?;
        let items = prefilled(catalogue, &other.tags, None, Start::Last(last.as_ref()));
        neighbours.push(NeighbourDoor {
            household: id,
            room: other.room,
            name: heads.remove(&id).unwrap_or_default(),
            state: other.state,
            asks_first: asked_first(&items).map(|item| item.name.clone()),
        });
    }
    Ok(neighbours)
}

const fn waits(state: DoorState) -> bool {
    !matches!(state, DoorState::Done | DoorState::Vacant)
}
