use chuanmen_core::domain::{HouseholdId, same_door, tidy_door};

use super::doors::{Which, stands};
use super::{Areas, Reading, read, residents};
use crate::api::{DoorTwin, DoorTwinsQuery};
use crate::storage::StorageError;

/// Households that may be behind the door that is being typed: the same room of the building,
/// however it is written. A unit that nobody wrote may be any.
pub(super) fn answer(
    reading: Reading<'_>,
    typed: &DoorTwinsQuery,
) -> Result<Vec<DoorTwin>, StorageError> {
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let building = typed.door.building;
    let number = areas.building(building).number;
    let (unit, room) = tidy_door(&number, &typed.door.unit, &typed.door.room);
    if room.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(&stands(
        "SELECT id, unit, room FROM record
         WHERE kind = 'household' AND building = ?1 AND {stands} ORDER BY unit, id",
    ))?;
    let mut rows = statement.query([building.to_string()])?;
    let mut twins = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(household) = read::id::<HouseholdId>(row, 0)? else {
            continue;
        };
        let known = tidy_door(&number, &read::text(row, 1)?, &read::text(row, 2)?);
        let unit_fits = unit.is_empty() || known.0.is_empty() || same_door(&unit, &known.0);
        if typed.household != Some(household) && unit_fits && same_door(&room, &known.1) {
            twins.push(DoorTwin {
                household,
                title: areas.title(building, &known.0, &known.1),
                names: Vec::new(),
            });
        }
    }
    let which = Which::Of(twins.iter().map(|twin| twin.household).collect());
    let mut names = residents::names(connection, &which)?;
    for twin in &mut twins {
        twin.names = names.remove(&twin.household).unwrap_or_default();
    }
    Ok(twins)
}
