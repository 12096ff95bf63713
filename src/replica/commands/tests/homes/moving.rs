//! Who moves, and what goes along.

use chuanmen_core::domain::Relation;

use super::{calls, door, names, undo, view, wishes};
use crate::api::{Command, DoorForm};
use crate::commands::tests::problem;
use crate::queries::tests::town::{FIVE, THREE, Town};

#[test]
fn a_household_that_moves_takes_everything_along_and_can_be_brought_back() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "501");
    let head = town.resident(household, "李国华", Relation::Head, &["living_alone"]);
    calls(&mut town, household);
    wishes(&mut town, household, head);
    let to = DoorForm {
        building: FIVE,
        ..door("", "5-302")
    };
    let moved = town.act(Command::MoveHousehold {
        household,
        door: to,
    });
    let there = view(&town, household);
    assert_eq!((there.title.as_str(), there.floor), ("5-302", 3));
    assert_eq!((there.visit_count, there.wishes.len()), (1, 1));
    assert_eq!(there.residents.len(), 1);
    undo(&mut town, &moved);
    assert_eq!(view(&town, household).title, "3-2-501");
}

#[test]
fn who_marries_out_lives_in_the_other_household_and_takes_her_wishes_along() {
    let mut town = Town::new();
    let old = town.household(THREE, "2", 5, "501");
    let new = town.household(FIVE, "", 3, "302");
    let daughter = town.resident(old, "李思雨", Relation::Child, &["low_income"]);
    town.resident(old, "李国华", Relation::Head, &[]);
    wishes(&mut town, old, daughter);
    let moves = |relation| Command::MoveResident {
        resident: daughter,
        household: new,
        relation,
    };
    let moved = town.act(moves(Some(Relation::ChildInLaw)));
    let there = view(&town, new);
    assert_eq!(there.residents[0].relation, Some(Relation::ChildInLaw));
    assert_eq!((there.wishes.len(), there.tags.len()), (1, 1));
    assert_eq!(names(&town, old), ["李国华"]);
    assert_eq!(problem(town.attempt(moves(None))), "household: form");
    undo(&mut town, &moved);
    assert_eq!(names(&town, old).len(), 2);
    town.act(moves(None));
    assert_eq!(
        view(&town, new).residents[0].relation,
        None,
        "not known there"
    );
}
