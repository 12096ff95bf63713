//! The round of the day: where it may go, which doors it has, how far it is and which is next.

mod next;
mod plan;

use std::collections::{BTreeSet, HashMap};

use chuanmen_core::domain::{AreaId, Due, HouseholdId};
use jiff::civil::Date;
use rusqlite::Connection;

use super::climbs::Climbs;
use super::doors::{self, Doorway, Which, is_to_visit};
use super::today::hours::is_good_time;
use super::{Areas, Catalogue, Merged, Reading};
use crate::api::{Door, RoundLeft, RoundLine, RoundView, Staircase, Trip};
use crate::storage::{Round, StorageError};

pub(super) use plan::plan;

/// The round of the day, if one was planned.
pub(super) fn answer(reading: Reading<'_>) -> Result<Option<RoundView>, StorageError> {
    let Some(round) = of_today(reading)? else {
        return Ok(None);
    };
    let connection = reading.connection();
    let areas = Areas::load(connection)?;
    let catalogue = Catalogue::load(connection)?;
    let which = Which::Of(round.doors.iter().copied().collect());
    let doors = doors::load(connection, &which, &catalogue, reading.today)?;
    let climbs = Climbs::of(reading, &areas, &catalogue, &doors)?;
    Ok(Some(view(reading, round, doors, climbs)))
}

/// The last round planned, with the doors that its doors have become since.
pub(super) fn planned(reading: Reading<'_>) -> Result<Option<Round>, StorageError> {
    let merged = Merged::load(reading.connection())?;
    let followed = |doors: BTreeSet<_>| doors.into_iter().map(|door| merged.kept(door)).collect();
    let round = reading.store.round()?;
    Ok(round.map(|round| Round {
        day: round.day,
        doors: followed(round.doors),
        skipped: followed(round.skipped),
    }))
}

/// The round that was planned today, if one was.
pub(super) fn of_today(reading: Reading<'_>) -> Result<Option<Round>, StorageError> {
    let round = planned(reading)?;
    Ok(round.filter(|round| round.day == reading.today))
}

/// How a round stands, of doors that are all its own.
pub(super) fn view(
    reading: Reading<'_>,
    round: Round,
    doors: Vec<Doorway>,
    climbs: Climbs<'_>,
) -> RoundView {
    let called: HashMap<HouseholdId, _> = doors
        .iter()
        .filter(|door| door.called_since(reading.today))
        .filter_map(|door| Some((door.household, door.called_at?)))
        .collect();
    let trips = climbs.without(round.skipped).as_they_stand(doors);
    let mut line = RoundLine {
        walked: 0,
        total: 0,
        skipped: 0,
        next: None,
        place: None,
    };
    let mut stops = Vec::new();
    let mut doors: Vec<(&Trip, &Door)> = Vec::new();
    for (staircase, trip) in trips.iter().enumerate() {
        for door in trip.floors.iter().flat_map(|floor| &floor.doors) {
            let left_out = door.skipped && !door.called;
            line.skipped += u32::from(left_out);
            line.total += u32::from(!left_out);
            line.walked += u32::from(door.called);
            stops.push(next::Stop {
                staircase,
                called_at: called.get(&door.household).copied(),
                left_out,
                good_time: is_good_time(door.retry, reading.now),
            });
            doors.push((trip, door));
        }
    }
    if let Some((trip, door)) = next::next(&stops).and_then(|index| doors.get(index)) {
        line.next = Some((*door).clone());
        let name = format!("{} {}", trip.compound, trip.name);
        line.place = Some((name.trim().to_owned(), trip.unit.clone()));
    }
    RoundView { line, trips }
}

/// The doors of some staircases that a round goes to.
pub(crate) fn doors(
    connection: &Connection,
    staircases: &[Staircase],
    all: bool,
    catalogue: &Catalogue,
    today: Date,
) -> Result<BTreeSet<HouseholdId>, StorageError> {
    let staircases: BTreeSet<_> = staircases
        .iter()
        .map(|chosen| (chosen.building, chosen.unit.as_str()))
        .collect();
    let buildings: BTreeSet<AreaId> = staircases.iter().map(|(building, _)| *building).collect();
    let mut chosen = BTreeSet::new();
    for building in buildings {
        let which = Which::in_building(connection, building)?;
        let doors = doors::load(connection, &which, catalogue, today)?;
        let wanted = doors.into_iter().filter(|door| {
            staircases.contains(&(building, door.unit.as_str()))
                && door.due != Due::Never
                && (all || is_to_visit(door.due, today))
        });
        chosen.extend(wanted.map(|door| door.household));
    }
    Ok(chosen)
}

/// The doors of an earlier day's round where nobody has called since its morning, and which were
/// not left out.
pub(crate) fn left(
    connection: &Connection,
    round: &Round,
    catalogue: &Catalogue,
    today: Date,
) -> Result<Vec<Doorway>, StorageError> {
    let which = Which::Of(round.doors.iter().copied().collect());
    let mut doors = doors::load(connection, &which, catalogue, today)?;
    doors.retain(|door| is_left(door, round));
    Ok(doors)
}

fn is_left(door: &Doorway, round: &Round) -> bool {
    !door.called_since(round.day) && !round.skipped.contains(&door.household)
}

/// What the last round has left, if it was of an earlier day and left something.
pub(super) fn left_over(round: &Round, doors: &[Doorway], today: Date) -> Option<RoundLeft> {
    if round.day >= today {
        return None;
    }
    let mut over = RoundLeft {
        day: round.day,
        walked: 0,
        left: 0,
    };
    let own = |door: &&Doorway| round.doors.contains(&door.household);
    for door in doors.iter().filter(own) {
        over.left += u32::from(is_left(door, round));
        over.walked += u32::from(door.called_since(round.day));
    }
    (over.left > 0).then_some(over)
}
