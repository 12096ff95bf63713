//! Households themselves: entered, changed, moved, parted, made one, taken away.

mod add;
mod edit;
mod merge;
mod relocate;
mod remove;
mod split;

pub(super) use add::add;
pub(super) use edit::edit;
pub(super) use merge::merge;
pub(super) use relocate::relocate;
pub(super) use remove::remove;
pub(super) use split::split;

use chuanmen_core::domain::{
    Access, Household, HouseholdId, Housing, Kind, Place, Scope, floor_of, tidy_door,
};
use chuanmen_core::merge::Record;

use super::desk::Desk;
use super::typed::{self, invalid};
use crate::api::{DoorForm, ReplicaError};
use crate::queries::doors::is_standing;
use crate::queries::{Areas, Merged};

/// The highest floor there is, and some to spare; the lowest is as far below.
const HIGHEST: i64 = 200;

/// Where somebody is to live.
struct Settled {
    place: Place,
    /// Of the grid that the building lies in.
    scope: Scope,
    /// `3-2-502`
    title: String,
}

/// A household to write about.
///
/// # Errors
/// As [`Desk::find`]; [`ReplicaError::NotFound`] for one that was deleted too.
fn find(desk: &Desk<'_>, id: HouseholdId) -> Result<(Scope, Record, Household), ReplicaError> {
    let id = Merged::load(desk.store.connection())?.kept(id);
    let (scope, record) = desk.find(&Kind::Household, id.into())?;
    let stands = is_standing(desk.store.connection(), id)?;
    let household = Household::read(&record).filter(|_| stands);
    let household = household.ok_or(ReplicaError::NotFound)?;
    Ok((scope, record, household))
}

/// A door as it was typed, put right.
///
/// # Errors
/// `room: empty` or `too_long`, `unit: too_long`, `floor: form`, `building: form` for one that is
/// not known here, `building: elsewhere` for one of a grid that this person does not write in.
fn settled(desk: &Desk<'_>, door: &DoorForm) -> Result<Settled, ReplicaError> {
    let areas = Areas::load(desk.store.connection())?;
    let number = match areas.buildings.get(&door.building) {
        Some(building) => building.number.clone(),
        None => return Err(invalid("building", "form")),
    };
    let grid = areas.grid_of(door.building).map(Scope::Grid);
    let mut held = desk.store.scopes()?.into_iter();
    let held = held.find(|held| Some(held.scope) == grid && held.access == Access::Write);
    let scope = held.ok_or_else(|| invalid("building", "elsewhere"))?.scope;
    let room = typed::name("room", &door.room)?;
    let unit = typed::line("unit", &door.unit)?;
    let (unit, room) = tidy_door(&number, &unit, &room);
    let room = typed::name("room", &room)?;
    let floor = door.floor.unwrap_or_else(|| floor_of(&room));
    if !(-HIGHEST..=HIGHEST).contains(&floor) {
        return Err(invalid("floor", "form"));
    }
    Ok(Settled {
        scope,
        title: areas.title(door.building, &unit, &room),
        place: Place {
            building: door.building,
            unit,
            floor,
            room,
        },
    })
}

/// A word for whose a flat is that this version knows.
fn known(housing: &Housing) -> Result<&Housing, ReplicaError> {
    match housing {
        Housing::Other(_) => Err(invalid("housing", "form")),
        known => Ok(known),
    }
}
