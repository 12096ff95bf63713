//! Finding a household as one types.

mod typed_name;
mod typed_room;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chuanmen_core::domain::{HouseholdId, narrow};

use super::doors::{self, Doorway, Which};
use super::{Areas, Catalogue, Merged, Reading, read, residents};
use crate::api::{SearchRow, SearchSign};
use crate::storage::StorageError;
pub(super) use typed_name::TypedName;
use typed_room::TypedRoom;

/// How many households are found at most.
const FOUND: usize = 50;

/// How well a household fits: 0 exactly, 1 by its beginning, 2 otherwise; and what of it.
type Fit = (u8, Option<Sign>);

/// What of a household fits. Of two that fit equally well the first is said.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    Name(String),
    Phone(String, String),
    /// By its code.
    Tag(String),
}

/// The households found, and how well each fits.
#[derive(Default)]
struct Found(HashMap<HouseholdId, Fit>);

impl Found {
    fn add(&mut self, household: HouseholdId, fit: u8, sign: Option<Sign>) {
        match self.0.entry(household) {
            Entry::Vacant(place) => drop(place.insert((fit, sign))),
            Entry::Occupied(mut known) if fit < known.get().0 => drop(known.insert((fit, sign))),
            Entry::Occupied(_) => {}
        }
    }

    /// The same, where one that was entered twice is found as the one that stayed.
    fn told_of_kept(self, merged: &Merged) -> Self {
        let mut kept = Self::default();
        for (household, (fit, sign)) in self.0 {
            kept.add(merged.kept(household), fit, sign);
        }
        kept
    }
}

/// Households by what was typed of a room, a name, a telephone or a care tag. What fits best comes
/// first; of that, what was last opened here, then the most pressing, then those last met.
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
    let found = found.told_of_kept(&Merged::load(connection)?);
    let which = Which::at_least(found.0.keys().copied());
    let mut doors = doors::load(connection, &which, &catalogue, reading.today)?;
    doors.retain(|door| found.0.contains_key(&door.household));
    let recent = opened(reading)?;
    doors.sort_by_cached_key(|door| {
        let fit = found.0.get(&door.household).map(|(fit, _)| *fit);
        (
            fit,
            ago(&recent, door.household),
            Reverse((door.pressure, door.met_at)),
            door.household,
        )
    });
    doors.truncate(FOUND);
    rows(reading, &areas, &catalogue, doors, |household| {
        found.0.get(&household)?.1.clone()
    })
}

/// The households last opened or visited on this device, the last one first.
pub(super) fn recent(reading: Reading<'_>) -> Result<Vec<SearchRow>, StorageError> {
    let recent = opened(reading)?;
    if recent.is_empty() {
        return Ok(Vec::new());
    }
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let which = Which::Of(recent.clone());
    let mut doors = doors::load(connection, &which, &catalogue, reading.today)?;
    doors.sort_by_key(|door| ago(&recent, door.household));
    rows(reading, &areas, &catalogue, doors, |_| None)
}

/// The households last opened, by what they have become since.
fn opened(reading: Reading<'_>) -> Result<Vec<HouseholdId>, StorageError> {
    let merged = Merged::load(reading.connection())?;
    let mut opened = Vec::new();
    for household in reading.store.recent()? {
        let kept = merged.kept(household);
        if !opened.contains(&kept) {
            opened.push(kept);
        }
    }
    Ok(opened)
}

/// How many others were opened since a household was.
fn ago(recent: &[HouseholdId], household: HouseholdId) -> usize {
    let place = recent.iter().position(|opened| *opened == household);
    place.unwrap_or(usize::MAX)
}

fn rows(
    reading: Reading<'_>,
    areas: &Areas,
    catalogue: &Catalogue,
    doors: Vec<Doorway>,
    sign: impl Fn(HouseholdId) -> Option<Sign>,
) -> Result<Vec<SearchRow>, StorageError> {
    let which = Which::Of(doors.iter().map(|door| door.household).collect());
    let mut names = residents::names(reading.connection(), &which)?;
    let in_words = |sign| match sign {
        Sign::Name(name) => SearchSign::Name(name),
        Sign::Phone(name, tail) => SearchSign::Phone(name, tail),
        Sign::Tag(code) => SearchSign::Tag(catalogue.tag_name(&code)),
    };
    let row = |door: Doorway| SearchRow {
        household: door.household,
        title: areas.title(door.building, &door.unit, &door.room),
        compound: areas.compound_of(door.building),
        names: names.remove(&door.household).unwrap_or_default(),
        state: door.state,
        sign: sign(door.household).map(in_words),
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
    let mut statement = reading.connection().prepare_cached(&Which::All.places())?;
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
            found.add(household, fit, None);
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
        "SELECT home, person, phone_tail FROM record INDEXED BY resident_phones
         WHERE kind = 'resident' AND phone_tail = ?1 AND NOT deleted
             AND substr(fields ->> '$.phone', -length(?2)) = ?2",
    )?;
    let mut rows = statement.query([digits.get(tail..).unwrap_or_default(), &digits])?;
    while let Some(row) = rows.next()? {
        if let Some(household) = read::id(row, 0)? {
            let whose = Sign::Phone(read::text(row, 1)?, read::text(row, 2)?);
            found.add(household, 0, Some(whose));
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
        let name = read::str(row, 1)?.unwrap_or_default();
        let Some(fit) = typed.fit(name) else {
            continue;
        };
        if let Some(household) = read::id(row, 0)? {
            found.add(household, fit, Some(Sign::Name(name.to_owned())));
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
    let tags = tags.filter(|tag| catalogue.shows(&tag.code));
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
            .filter_map(|code| Some((*wanted.get(code.as_str())?, code)))
            .min();
        if let Some((fit, code)) = fit {
            found.add(household, fit, Some(Sign::Tag(code.clone())));
        }
    }
    Ok(())
}
