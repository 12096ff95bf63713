use std::collections::BTreeMap;

use chuanmen_core::domain::{HouseholdId, Housing, Outcome, Relation};

use super::town::{FIVE, THREE, Town};
use crate::api::{BoardQuery, DoorState, HouseholdQuery, PlacesQuery, SearchQuery, TodayQuery};

/// Doors of every sort: each housing, tag and history, over two buildings.
fn many_doors(town: &mut Town) -> Vec<HouseholdId> {
    let histories: [&[(Outcome, i64)]; 8] = [
        &[],
        &[(Outcome::Met, 2)],
        &[(Outcome::Met, 28)],
        &[(Outcome::Met, 40)],
        &[(Outcome::Met, 100)],
        &[(Outcome::Met, 10), (Outcome::NobodyHome, 1)],
        &[(Outcome::Met, 40), (Outcome::NobodyHome, 1)],
        &[(Outcome::NobodyHome, 3), (Outcome::Refused, 1)],
    ];
    let tags: [&[&str]; 3] = [
        &[],
        &["living_alone"],
        &["living_alone", "left_behind_child"],
    ];
    let mut doors = Vec::new();
    for (building, unit) in [(THREE, "1"), (THREE, "2"), (FIVE, "")] {
        for (floor, history) in (1..).zip(histories) {
            for (number, tags) in (1..).zip(tags) {
                let vacant = number == 1 && floor == 8;
                let housing = if vacant {
                    Housing::Vacant
                } else {
                    Housing::Own
                };
                let room = format!("{floor}0{number}");
                let door = town.household_of(building, unit, floor, &room, housing);
                town.resident(door, "李国华", Relation::Head, tags);
                for (outcome, days_ago) in history {
                    town.visited(door, outcome.clone(), *days_ago);
                }
                doors.push(door);
            }
        }
    }
    doors
}

#[test]
fn the_board_the_household_the_search_and_today_say_the_same_of_every_door() {
    let mut town = Town::new();
    let doors = many_doors(&mut town);
    let household: BTreeMap<_, _> = doors
        .iter()
        .map(|door| (*door, town.ask(HouseholdQuery { household: *door }).state))
        .collect();

    let boards = [THREE, FIVE].map(|building| town.ask(BoardQuery { building }));
    let cells = || {
        let units = boards.iter().flat_map(|board| &board.units);
        units
            .flat_map(|unit| &unit.floors)
            .flat_map(|floor| &floor.cells)
    };
    let board: BTreeMap<_, _> = cells().map(|cell| (cell.household, cell.state)).collect();
    assert_eq!(board, household);

    let today = town.ask(TodayQuery {});
    let climbed = today
        .trips
        .iter()
        .flat_map(|trip| &trip.floors)
        .flat_map(|floor| &floor.doors);
    let climbed: BTreeMap<_, _> = climbed.map(|door| (door.household, door.state)).collect();
    let on_board: BTreeMap<_, _> = cells()
        .filter(|cell| cell.today)
        .map(|cell| (cell.household, cell.state))
        .collect();
    assert_eq!(climbed, on_board);
    assert!(!climbed.is_empty() && climbed.len() < doors.len());

    let found = town.ask(SearchQuery {
        text: "李国华".into(),
    });
    for row in &found {
        assert_eq!(row.state, household[&row.household]);
    }

    let late = household
        .values()
        .filter(|state| matches!(state, DoorState::Late { .. }))
        .count();
    let places = town.ask(PlacesQuery {});
    let counted = places
        .compounds
        .iter()
        .flat_map(|compound| &compound.buildings);
    assert_eq!(
        counted.map(|building| building.late).sum::<u32>(),
        u32::try_from(late).unwrap()
    );
}

#[test]
fn every_state_of_a_door_occurs_among_the_made_up_ones() {
    let mut town = Town::new();
    let doors = many_doors(&mut town);
    let states: Vec<_> = doors
        .into_iter()
        .map(|household| town.ask(HouseholdQuery { household }).state)
        .collect();
    let some = |is: fn(&DoorState) -> bool| assert!(states.iter().any(is), "{states:?}");
    some(|state| matches!(state, DoorState::Late { .. }));
    some(|state| *state == DoorState::DueToday);
    some(|state| *state == DoorState::NobodyHome);
    some(|state| matches!(state, DoorState::DueBy { .. }));
    some(|state| *state == DoorState::Done);
    some(|state| *state == DoorState::Vacant);
}
