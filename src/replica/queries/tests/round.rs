use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{HouseholdId, Housing, Outcome, Relation};

use super::town::{FIVE, THREE, Town};
use crate::api::{
    Command, PlanQuery, RetryAt, RoundLeft, RoundQuery, RoundStep, RoundView, Staircase,
    TodayQuery, VisitDraft,
};
use crate::queries::climbs::in_order;

/// Two staircases: five doors, one of them vacant, one met yesterday.
fn town() -> (Town, Vec<HouseholdId>) {
    let mut town = Town::new();
    let homes = vec![
        town.household(THREE, "2", 6, "602"),
        town.household(THREE, "2", 5, "502"),
        town.household(THREE, "2", 3, "301"),
        town.household(FIVE, "", 1, "101"),
    ];
    town.household_of(THREE, "2", 4, "401", Housing::Vacant);
    for home in &homes {
        town.resident(*home, "赵秀兰", Relation::Head, &[]);
    }
    town.visited(homes[2], Outcome::Met, 1);
    (town, homes)
}

fn stairs(building: chuanmen_core::domain::AreaId, unit: &str) -> Staircase {
    Staircase {
        building,
        unit: unit.into(),
    }
}

fn plan(town: &mut Town, all: bool) {
    let staircases = vec![stairs(FIVE, ""), stairs(THREE, "2")];
    town.act(Command::Round(RoundStep::Plan { staircases, all }));
}

fn round(town: &Town) -> RoundView {
    town.ask(RoundQuery {}).expect("a round")
}

fn rooms(view: &RoundView) -> Vec<&str> {
    in_order(&view.trips)
        .map(|door| door.room.as_str())
        .collect()
}

fn next(view: &RoundView) -> Option<&str> {
    view.line.next.as_ref().map(|door| door.room.as_str())
}

fn call(town: &mut Town, household: HouseholdId, outcome: Outcome, retry: Option<RetryAt>) {
    town.wall = town.wall.plus(UnixMillis::MINUTE);
    let visit = VisitDraft {
        outcome: Some(outcome),
        unchanged: true,
        retry,
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
}

#[test]
fn a_round_has_the_doors_that_are_due_or_all_where_somebody_lives_from_the_top_down() {
    let (mut town, _) = town();
    assert_eq!(town.ask(RoundQuery {}), None);
    plan(&mut town, false);
    assert_eq!(rooms(&round(&town)), ["602", "502", "101"]);
    plan(&mut town, true);
    let view = round(&town);
    assert_eq!(rooms(&view), ["602", "502", "301", "101"]);
    assert_eq!((view.line.walked, view.line.total), (0, 4));
    assert_eq!(next(&view), Some("602"));
    let place = view.line.place.unwrap();
    assert_eq!((place.0.as_str(), place.1.as_str()), ("3 栋", "2"));
}

#[test]
fn visits_tick_its_doors_off_and_the_next_one_follows_the_way() {
    let (mut town, homes) = town();
    plan(&mut town, true);
    call(&mut town, homes[1], Outcome::Met, None);
    let view = round(&town);
    assert_eq!((view.line.walked, view.line.total), (1, 4));
    assert_eq!(next(&view), Some("301"), "on from there");
    assert_eq!(town.ask(TodayQuery {}).next.unwrap().room, "301");
    call(&mut town, homes[2], Outcome::Refused, None);
    assert_eq!(next(&round(&town)), Some("602"), "passed by");
    call(&mut town, homes[0], Outcome::NobodyHome, None);
    call(&mut town, homes[3], Outcome::Met, None);
    let view = round(&town);
    assert_eq!((view.line.walked, next(&view)), (4, None));
}

#[test]
fn a_door_is_left_out_for_today_and_taken_in_again() {
    let (mut town, homes) = town();
    plan(&mut town, true);
    let skip = |skip| {
        Command::Round(RoundStep::Skip {
            household: homes[0],
            skip,
        })
    };
    town.act(skip(true));
    let view = round(&town);
    assert_eq!((view.line.total, view.line.skipped), (3, 1));
    assert_eq!(next(&view), Some("502"));
    town.act(skip(false));
    assert_eq!(next(&round(&town)), Some("602"));
    town.act(skip(true));
    call(&mut town, homes[0], Outcome::Met, None);
    let line = round(&town).line;
    assert_eq!((line.walked, line.total, line.skipped), (1, 4, 0));
}

#[test]
fn a_building_without_a_lift_is_climbed_from_below_in_every_list() {
    let (mut town, _) = town();
    plan(&mut town, true);
    let climb = |upward| {
        Command::Round(RoundStep::Climb {
            building: THREE,
            upward,
        })
    };
    town.act(climb(true));
    let view = round(&town);
    assert_eq!(rooms(&view), ["301", "502", "602", "101"]);
    assert_eq!(next(&view), Some("301"));
    assert!(view.trips[0].upward && !view.trips[1].upward);
    let trips = town.ask(TodayQuery {}).trips;
    let three = trips.iter().find(|trip| trip.building == THREE).unwrap();
    assert_eq!(three.floors[0].floor, 5);
    town.act(climb(false));
    assert_eq!(rooms(&round(&town))[0], "602");
}

#[test]
fn the_next_day_it_is_over_and_what_was_left_is_said_until_that_is_dealt_with() {
    let (mut town, homes) = town();
    plan(&mut town, true);
    let day = town.ask(TodayQuery {}).date;
    call(&mut town, homes[0], Outcome::Met, None);
    town.act(Command::Round(RoundStep::Skip {
        household: homes[1],
        skip: true,
    }));
    assert_eq!(town.ask(TodayQuery {}).left, None);
    town.days_later(1);
    assert_eq!(town.ask(RoundQuery {}), None);
    let today = town.ask(TodayQuery {});
    let left = RoundLeft {
        day,
        walked: 1,
        left: 2,
    };
    assert_eq!((today.round, today.left), (None, Some(left)));
    town.act(Command::Round(RoundStep::GoOn));
    assert_eq!(rooms(&round(&town)), ["301", "101"]);
    assert_eq!(town.ask(TodayQuery {}).left, None);
    town.act(Command::Round(RoundStep::End));
    assert_eq!(town.ask(RoundQuery {}), None);
}

#[test]
fn a_round_to_nowhere_is_not_planned_and_the_old_one_stays() {
    let (mut town, _) = town();
    plan(&mut town, true);
    let staircases = vec![stairs(THREE, "7")];
    let nowhere = Command::Round(RoundStep::Plan {
        staircases,
        all: true,
    });
    assert!(town.attempt(nowhere).is_err());
    assert_eq!(round(&town).line.total, 4);
    let household = HouseholdId(uuid::Uuid::from_u128(0xFF));
    let skip = Command::Round(RoundStep::Skip {
        household,
        skip: true,
    });
    assert!(town.attempt(skip).is_err());
    town.act(Command::Round(RoundStep::End));
    assert!(town.attempt(Command::Round(RoundStep::GoOn)).is_err());
}

#[test]
fn where_nobody_was_home_comes_again_in_the_evening_and_is_next_then() {
    let (mut town, homes) = town();
    call(
        &mut town,
        homes[0],
        Outcome::NobodyHome,
        Some(RetryAt::Evening),
    );
    call(
        &mut town,
        homes[1],
        Outcome::NobodyHome,
        Some(RetryAt::Weekend),
    );
    let today = town.ask(TodayQuery {});
    assert!(!today.evening);
    assert_eq!(today.next.unwrap().room, "101", "nobody called there yet");
    let again: Vec<_> = in_order(&today.again).map(|door| door.household).collect();
    assert_eq!(again, [homes[0]]);
    town.wall = town.wall.plus(6 * 60 * UnixMillis::MINUTE);
    let today = town.ask(TodayQuery {});
    assert!(today.evening);
    assert_eq!(today.next.unwrap().room, "602");
    call(&mut town, homes[0], Outcome::Met, None);
    assert!(town.ask(TodayQuery {}).again.is_empty());
    // Saturday, noon.
    town.days_later(5);
    town.wall = town.wall.plus(-6 * 60 * UnixMillis::MINUTE);
    let again = town.ask(TodayQuery {}).again;
    let again: Vec<_> = in_order(&again).map(|door| door.household).collect();
    assert_eq!(again, [homes[1]]);
}

#[test]
fn a_plan_counts_who_lives_there_what_is_due_and_what_is_late() {
    let (mut town, homes) = town();
    town.visited(homes[3], Outcome::Met, 120);
    let plan = town.ask(PlanQuery {});
    let buildings = &plan.compounds[0].buildings;
    let counts: Vec<_> = buildings
        .iter()
        .flat_map(|building| &building.units)
        .map(|unit| (unit.unit.as_str(), unit.doors, unit.due, unit.late))
        .collect();
    assert_eq!(counts, [("2", 3, 2, 0), ("", 1, 1, 1)]);
}
