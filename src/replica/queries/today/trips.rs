use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chuanmen_core::domain::{AreaId, Due, HouseholdId};
use jiff::civil::Date;

use super::super::areas::{AreaOrder, by_number};
use super::super::doors::Doorway;
use super::super::{Areas, Catalogue};
use crate::api::{Door, DoorState, Trip, TripFloor};

/// The climbs of some doors, the most pressing first.
pub(super) fn trips(
    doors: Vec<Doorway>,
    heads: &HashMap<HouseholdId, String>,
    areas: &Areas,
    catalogue: &Catalogue,
) -> Vec<Trip> {
    let mut staircases: BTreeMap<(AreaId, String), Vec<Doorway>> = BTreeMap::new();
    for door in doors {
        let staircase = (door.building, door.unit.clone());
        staircases.entry(staircase).or_default().push(door);
    }
    let mut trips: Vec<_> = staircases
        .into_iter()
        .map(|((building, unit), doors)| {
            let order = order(&doors, areas, building, &unit);
            let climb = |door: Doorway| (door.floor, door_view(door, heads, catalogue));
            (
                order,
                trip(building, unit, areas, doors.into_iter().map(climb)),
            )
        })
        .collect();
    trips.sort_by(|(one, _), (other, _)| one.cmp(other));
    trips.into_iter().map(|(_, trip)| trip).collect()
}

/// What a climb is sorted by: pressure, due day, place.
type Order = (Reverse<(i64, i64)>, Date, AreaOrder, (usize, String));

/// The most pressing door first, then the most pressing climb in all, then the soonest due, then
/// as the buildings stand.
fn order(doors: &[Doorway], areas: &Areas, building: AreaId, unit: &str) -> Order {
    let pressures = || doors.iter().map(|door| door.pressure);
    let pressing = (pressures().max().unwrap_or_default(), pressures().sum());
    let soonest = doors.iter().filter_map(|door| match door.due {
        Due::By(day) => Some(day),
        Due::Never => None,
    });
    (
        Reverse(pressing),
        soonest.min().unwrap_or(Date::MAX),
        areas.order(building),
        by_number(unit),
    )
}

fn trip(
    building: AreaId,
    unit: String,
    areas: &Areas,
    climb: impl Iterator<Item = (i64, Door)>,
) -> Trip {
    let mut floors: BTreeMap<i64, Vec<Door>> = BTreeMap::new();
    let (mut doors, mut late) = (0, 0);
    for (floor, door) in climb {
        doors += 1;
        late += u32::from(matches!(door.state, DoorState::Late { .. }));
        floors.entry(floor).or_default().push(door);
    }
    let top_first = floors.into_iter().rev().map(|(floor, mut doors)| {
        doors.sort_by_cached_key(|door| by_number(&door.room));
        TripFloor { floor, doors }
    });
    Trip {
        building,
        compound: areas.compound_of(building),
        name: areas.name(building),
        unit,
        floors: top_first.collect(),
        doors,
        late,
    }
}

fn door_view(door: Doorway, heads: &HashMap<HouseholdId, String>, catalogue: &Catalogue) -> Door {
    Door {
        household: door.household,
        name: heads.get(&door.household).cloned().unwrap_or_default(),
        tags: catalogue.tag_names(door.tags.iter().map(String::as_str)),
        room: door.room,
        state: door.state,
        tried_at: door.tried_at,
        retry: door.retry,
    }
}
