//! Doors put into climbs: each staircase once, its floors in the order of the climb.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chuanmen_core::domain::{AreaId, Due, HouseholdId};
use jiff::civil::Date;

use super::areas::{AreaOrder, by_number};
use super::doors::{self, Doorway, Which};
use super::{Areas, Catalogue, Reading};
use crate::api::{Door, DoorState, Trip, TripFloor};
use crate::storage::StorageError;

/// What climbs are drawn with.
pub(super) struct Climbs<'a> {
    areas: &'a Areas,
    catalogue: &'a Catalogue,
    heads: HashMap<HouseholdId, String>,
    /// Buildings that are climbed from below.
    upward: BTreeSet<AreaId>,
    /// Doors left out today.
    skipped: BTreeSet<HouseholdId>,
    today: Date,
}

impl<'a> Climbs<'a> {
    /// Reads what is needed to draw these doors, and no others.
    pub(super) fn of<'d>(
        reading: Reading<'_>,
        areas: &'a Areas,
        catalogue: &'a Catalogue,
        doors: impl IntoIterator<Item = &'d Doorway>,
    ) -> Result<Self, StorageError> {
        let households: BTreeSet<_> = doors.into_iter().map(|door| door.household).collect();
        let which = Which::at_least(households);
        Ok(Self {
            areas,
            catalogue,
            heads: doors::heads(reading.connection(), &which)?,
            upward: reading.store.upward()?,
            skipped: BTreeSet::new(),
            today: reading.today,
        })
    }

    /// With these doors left out today.
    pub(super) fn without(self, skipped: BTreeSet<HouseholdId>) -> Self {
        Self { skipped, ..self }
    }

    /// The climbs, the most pressing first.
    pub(super) fn most_pressing_first(&self, doors: Vec<Doorway>) -> Vec<Trip> {
        self.sorted(doors, |building, unit, doors| {
            (pressure(doors), self.standing(building, unit))
        })
    }

    /// The climbs, as the buildings stand.
    pub(super) fn as_they_stand(&self, doors: Vec<Doorway>) -> Vec<Trip> {
        self.sorted(doors, |building, unit, _| self.standing(building, unit))
    }

    fn standing(&self, building: AreaId, unit: &str) -> (AreaOrder, AreaId, (usize, String)) {
        (self.areas.order(building), building, by_number(unit))
    }

    fn sorted<O: Ord>(
        &self,
        doors: Vec<Doorway>,
        order: impl Fn(AreaId, &str, &[Doorway]) -> O,
    ) -> Vec<Trip> {
        let mut staircases: BTreeMap<(AreaId, String), Vec<Doorway>> = BTreeMap::new();
        for door in doors {
            let staircase = (door.building, door.unit.clone());
            staircases.entry(staircase).or_default().push(door);
        }
        let mut staircases: Vec<_> = staircases.into_iter().collect();
        staircases.sort_by_cached_key(|((building, unit), doors)| order(*building, unit, doors));
        let trip = |((building, unit), doors)| self.trip(building, unit, doors);
        staircases.into_iter().map(trip).collect()
    }

    fn trip(&self, building: AreaId, unit: String, climb: Vec<Doorway>) -> Trip {
        let mut floors: BTreeMap<i64, Vec<Door>> = BTreeMap::new();
        let (mut doors, mut late) = (0, 0);
        for door in climb {
            doors += 1;
            late += u32::from(matches!(door.state, DoorState::Late { .. }));
            let floor = floors.entry(door.floor).or_default();
            floor.push(self.door(door));
        }
        let by_room = |(floor, mut doors): (i64, Vec<Door>)| {
            doors.sort_by_cached_key(|door| (by_number(&door.room), door.household));
            TripFloor { floor, doors }
        };
        let mut floors: Vec<_> = floors.into_iter().map(by_room).collect();
        let upward = self.upward.contains(&building);
        if !upward {
            floors.reverse();
        }
        Trip {
            building,
            compound: self.areas.compound_told(building),
            name: self.areas.name(building),
            unit,
            upward,
            floors,
            doors,
            late,
        }
    }

    fn door(&self, door: Doorway) -> Door {
        let codes = door.tags.iter().map(String::as_str);
        Door {
            household: door.household,
            name: self.heads.get(&door.household).cloned().unwrap_or_default(),
            tags: self.catalogue.tag_names(codes),
            called: door.called_since(self.today),
            skipped: self.skipped.contains(&door.household),
            room: door.room,
            state: door.state,
            tried_at: door.tried_at,
            retry: door.retry,
        }
    }
}

/// What presses in a climb: its most pressing door, then all of them together, then the soonest
/// day.
fn pressure(doors: &[Doorway]) -> (Reverse<(i64, i64)>, Date) {
    let pressures = || doors.iter().map(|door| door.pressure);
    let pressing = (pressures().max().unwrap_or_default(), pressures().sum());
    let soonest = doors.iter().filter_map(|door| match door.due {
        Due::By(day) => Some(day),
        Due::Never => None,
    });
    (Reverse(pressing), soonest.min().unwrap_or(Date::MAX))
}

/// The doors of climbs, in the order in which one comes to them.
pub(super) fn in_order(trips: &[Trip]) -> impl Iterator<Item = &Door> {
    let floors = trips.iter().flat_map(|trip| &trip.floors);
    floors.flat_map(|floor| &floor.doors)
}
