//! Households added at their doors, and what cannot be a door.

use chuanmen_core::domain::{AreaId, Housing, Relation};

use super::{add, door, names, view};
use crate::api::{
    BoardQuery, BuildingsQuery, Command, DoorForm, DoorTwinsQuery, EditHousehold, HouseholdForm,
    Outcome, ReplicaError, ResidentDraft, SearchQuery, TodayQuery,
};
use crate::commands::tests::problem;
use crate::queries::tests::town::{GRID, THREE, Town};

#[test]
fn a_door_that_was_missing_is_added_and_lived_in_at_once() {
    let mut town = Town::new();
    let household = add(&mut town, "2单元", "５０１室");
    let resident = ResidentDraft {
        name: "刀新来".into(),
        ..ResidentDraft::default()
    };
    town.act(Command::AddResident {
        household,
        resident,
    });
    let view = view(&town, household);
    assert_eq!((view.title.as_str(), view.floor), ("3-2-501", 5));
    assert_eq!(
        (view.housing, view.note.as_str()),
        (Housing::Rent, "敲门要大声")
    );
    assert_eq!(names(&town, household), ["刀新来"]);
    assert_eq!(town.ask(BoardQuery { building: THREE }).households, 1);
    let text = "3-2-501".to_owned();
    assert_eq!(town.ask(SearchQuery { text })[0].household, household);
    assert_eq!(town.deliver(), 2);
}

#[test]
fn a_door_that_is_there_already_is_told_however_it_is_written() {
    let mut town = Town::new();
    let there = town.household(THREE, "2", 5, "501");
    town.resident(there, "李国华", Relation::Head, &[]);
    town.household(THREE, "1", 5, "501");
    let told = |unit: &str, room: &str, household| {
        let door = door(unit, room);
        let twins = town.ask(DoorTwinsQuery { door, household });
        twins.into_iter().map(|twin| twin.title).collect::<Vec<_>>()
    };
    for (unit, room) in [
        ("2", "501"),
        ("", "3-2-501"),
        ("2", "501室"),
        ("２", "５０１"),
    ] {
        assert_eq!(told(unit, room, None), ["3-2-501"], "{unit} {room}");
    }
    assert_eq!(told("", "501", None), ["3-1-501", "3-2-501"], "in any unit");
    assert!(told("2", "501", Some(there)).is_empty(), "not of itself");
    assert!(told("2", "502", None).is_empty());
    let twins = town.ask(DoorTwinsQuery {
        door: door("2", "501"),
        household: None,
    });
    assert_eq!(twins[0].names, ["李国华"]);
}

#[test]
fn what_cannot_be_a_door_is_named() {
    let mut town = Town::new();
    let elsewhere = AreaId(uuid::Uuid::from_u128(9));
    let with = |door: DoorForm| {
        Command::AddHousehold(HouseholdForm {
            door,
            housing: Housing::Own,
            note: String::new(),
        })
    };
    let mut wrong = |door: DoorForm| problem(town.attempt(with(door)));
    assert_eq!(wrong(door("2", " \u{200b} ")), "room: empty");
    assert_eq!(wrong(door("2", &"5".repeat(101))), "room: too_long");
    let high = DoorForm {
        floor: Some(9_000),
        ..door("2", "501")
    };
    assert_eq!(wrong(high), "floor: form");
    let strange = DoorForm {
        building: elsewhere,
        ..door("2", "501")
    };
    assert_eq!(wrong(strange), "building: form");
}

#[test]
fn a_building_of_a_grid_that_this_phone_does_not_hold_cannot_be_chosen() {
    let mut town = Town::new();
    let far = town.far_building();
    let household = town.household(THREE, "2", 5, "501");
    let door = DoorForm {
        building: far,
        ..door("2", "501")
    };
    let moved = town.attempt(Command::MoveHousehold { household, door });
    assert_eq!(problem(moved), "building: elsewhere");
    let compounds = town.ask(BuildingsQuery {});
    let held: Vec<_> = compounds.iter().map(|one| one.held).collect();
    assert_eq!(held, [true, false]);
    assert_eq!(compounds[1].buildings[0].id, far);
}

#[test]
fn a_flat_falls_vacant_and_is_lived_in_again() {
    let mut town = Town::new();
    let household = add(&mut town, "2", "501");
    let housing = |housing| {
        Command::EditHousehold(EditHousehold {
            household,
            housing: Some(housing),
            note: None,
        })
    };
    town.act(housing(Housing::Vacant));
    assert_eq!(view(&town, household).housing, Housing::Vacant);
    assert!(town.ask(TodayQuery {}).trips.is_empty());
    town.act(housing(Housing::Own));
    assert_eq!(
        town.act(housing(Housing::Own)),
        Outcome::Done,
        "nothing new"
    );
    assert_eq!(view(&town, household).note, "敲门要大声");
}

#[test]
fn whoever_only_reads_a_grid_changes_nothing_in_it() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "501");
    town.only_read(GRID);
    let add = Command::AddHousehold(HouseholdForm {
        door: door("2", "502"),
        housing: Housing::Own,
        note: String::new(),
    });
    assert_eq!(problem(town.attempt(add)), "building: elsewhere");
    let removed = town.attempt(Command::RemoveHousehold { household });
    assert_eq!(removed, Err(ReplicaError::StepNotPossible));
}
