//! Finding a household as one types.

mod typed_name;
mod typed_room;

use std::cmp::Reverse;
use std::collections::HashMap;

use chuanmen_core::domain::HouseholdId;

use super::doors::{self, Doorway, Which};
use super::{Areas, Catalogue, Reading, read, residents};
use crate::api::SearchRow;
use crate::storage::StorageError;
pub(super) use typed_name::TypedName;
use typed_room::TypedRoom;
pub(super) use typed_room::narrow;

/// How many households are found at most.
const FOUND: usize = 50;

/// The households found, and how well each fits: 0 exactly, 1 by its beginning, 2 otherwise.
#[derive(Default)]
struct Found(HashMap<HouseholdId, u8>);

impl Found {
    fn add(&mut self, household: HouseholdId, fit: u8) {
        let best = self.0.entry(household).or_insert(fit);
        *best = fit.min(*best);
    }
}

/// Households by what was typed of a room, a name, a telephone or a care tag. What fits best comes
/// first; of that, the most pressing, then those last met.
pub(super) fn answer(reading: Reading<'_>, text: &str) -> Result<Vec<SearchRow>, StorageError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let mut found = Found::default();
    if let Some(typed) = TypedRoom::parse(text) {
        by_room(reading, &typed, &areas, &mut found)?;
        by_phone(reading, text, &mut found)?;
    } else if let Some(typed) = TypedName::parse(text) {
        by_name(reading, &typed, &mut found)?;
        by_tag(reading, &typed, &catalogue, &mut found)?;
    }
    let which = Which::Of(found.0.keys().copied().collect());
    let mut doors = doors::load(connection, &which, &catalogue, reading.today)?;
    doors.sort_by_cached_key(|door| {
        let pressing = Reverse((door.pressure, door.met_at));
        (
            found.0.get(&door.household).copied(),
            pressing,
            door.household,
        )
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

/// The households whose room fits.
fn by_room(
    reading: Reading<'_>,
    typed: &TypedRoom,
    areas: &Areas,
    found: &mut Found,
) -> Result<(), StorageError> {
    let mut statement = reading.connection().prepare_cached(Which::All.places())?;
    let mut rows = Which::All.rows(&mut statement)?;
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
        if let Some(fit) = fit {
            found.add(household, fit);
        }
    }
    Ok(())
}

/// The households where somebody's telephone ends with the digits typed: four, up to all.
fn by_phone(reading: Reading<'_>, text: &str, found: &mut Found) -> Result<(), StorageError> {
    let digits: String = text.trim().chars().map(narrow).collect();
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let Some(tail) = digits.len().checked_sub(4).filter(|_| all_digits) else {
        return Ok(());
    };
    let mut statement = reading.connection().prepare_cached(
        "SELECT home FROM record INDEXED BY resident_phones
         WHERE kind = 'resident' AND phone_tail = ?1 AND NOT deleted
             AND substr(fields ->> '$.phone', -length(?2)) = ?2",
    )?;
    let mut rows = statement.query([digits.get(tail..).unwrap_or_default(), &digits])?;
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            found.add(household, 0);
        }
    }
    Ok(())
}

/// The households where somebody's name fits.
fn by_name(reading: Reading<'_>, typed: &TypedName, found: &mut Found) -> Result<(), StorageError> {
    let mut statement = reading.connection().prepare_cached(
        "SELECT home, person FROM record INDEXED BY resident_names
         WHERE kind = 'resident' AND NOT deleted",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let fit = read::str(row, 1)?.and_then(|name| typed.fit(name));
        let Some(fit) = fit else {
            continue;
        };
        if let Some(household) = read::id(row, 0)? {
            found.add(household, fit);
        }
    }
    Ok(())
}

/// The households where somebody has a care tag whose name begins like that.
fn by_tag(
    reading: Reading<'_>,
    typed: &TypedName,
    catalogue: &Catalogue,
    found: &mut Found,
) -> Result<(), StorageError> {
    let tags = catalogue.tags.values();
    let wanted: HashMap<_, _> = tags
        .filter_map(|tag| {
            Some((
                tag.code.as_str(),
                typed.fit(&tag.name).filter(|fit| *fit < 2)?,
            ))
        })
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    for (household, codes) in doors::tags(reading.connection(), &Which::All, catalogue)? {
        let fit = codes
            .iter()
            .filter_map(|code| wanted.get(code.as_str()))
            .min();
        if let Some(fit) = fit {
            found.add(household, *fit);
        }
    }
    Ok(())
}
