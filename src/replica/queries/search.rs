use std::cmp::Reverse;
use std::collections::HashSet;

use chuanmen_core::domain::HouseholdId;

use super::doors::{self, Doorway, Which};
use super::typed_room::TypedRoom;
use super::{Areas, Catalogue, Reading, read, residents};
use crate::api::SearchRow;
use crate::storage::StorageError;

/// How many households are found at most.
const FOUND: usize = 50;

/// Households by name or room, as typed: doors that fit exactly before those that fit by their
/// beginning; of each, the most pressing first, then those last met.
pub(super) fn answer(reading: Reading<'_>, text: &str) -> Result<Vec<SearchRow>, StorageError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let found = match TypedRoom::parse(text) {
        Some(typed) => by_room(reading, &typed, &areas)?,
        None => by_name(reading, &text.split_whitespace().collect::<String>())?,
    };
    let exactly: HashSet<_> = found
        .iter()
        .filter(|(_, fit)| *fit == 0)
        .map(|(household, _)| *household)
        .collect();
    let which = Which::Of(found.into_iter().map(|(household, _)| household).collect());
    let mut doors = doors::load(connection, &which, &catalogue, reading.today)?;
    doors.sort_by_cached_key(|door| {
        let pressing = Reverse((door.pressure, door.met_at));
        (!exactly.contains(&door.household), pressing, door.household)
    });
    doors.truncate(FOUND);
    let which = Which::Of(doors.iter().map(|door| door.household).collect());
    let mut names = residents::names(connection, &which)?;
    let row = |door: Doorway| SearchRow {
        household: door.household,
        title: areas.title(door.building, &door.unit, &door.room),
        compound: areas.compound_of(door.building),
        names: names.remove(&door.household).unwrap_or_default(),
        state: door.state,
    };
    Ok(doors.into_iter().map(row).collect())
}

/// The households whose room fits, and how well.
fn by_room(
    reading: Reading<'_>,
    typed: &TypedRoom,
    areas: &Areas,
) -> Result<Vec<(HouseholdId, u8)>, StorageError> {
    let mut statement = reading.connection().prepare_cached(Which::All.places())?;
    let mut rows = Which::All.rows(&mut statement)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (household, building) = (read::id(row, 0)?, read::id(row, 1)?);
        let (Some(household), Some(building)) = (household, building) else {
            continue;
        };
        let number = areas
            .buildings
            .get(&building)
            .map(|known| known.number.as_str());
        let (unit, room) = (read::str(row, 2)?, read::str(row, 4)?);
        let fit = typed.fit(
            number.unwrap_or_default(),
            unit.unwrap_or_default(),
            room.unwrap_or_default(),
        );
        found.extend(fit.map(|fit| (household, fit)));
    }
    Ok(found)
}

/// The households where somebody's name holds the text; the whole name fits exactly.
fn by_name(reading: Reading<'_>, text: &str) -> Result<Vec<(HouseholdId, u8)>, StorageError> {
    let mut statement = reading.connection().prepare_cached(
        "SELECT home, MAX(person = ?1) FROM record
         WHERE kind = 'resident' AND instr(person, ?1) > 0 AND NOT deleted GROUP BY home",
    )?;
    let mut rows = statement.query([text])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            found.push((household, u8::from(read::int(row, 1)? != Some(1))));
        }
    }
    Ok(found)
}
