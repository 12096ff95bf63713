use std::collections::BTreeSet;

use chuanmen_core::china_date;
use chuanmen_core::domain::{Housing, NeedState, Outcome, Relation};
use jiff::civil::Date;
use proptest::prelude::*;

use super::town::{FIVE, THREE, Town};
use crate::api::{
    Command, Coverage, DoorState, NeedDraft, NeedsQuery, RetryAt, TodayQuery, VisitDraft,
};
use crate::queries::Catalogue;
use crate::queries::climbs::in_order;
use crate::queries::doors::{self, Which};

#[test]
fn where_a_grid_has_several_compounds_each_climb_and_door_says_in_which_it_lies() {
    let mut town = Town::new();
    town.far_building();
    town.household(THREE, "2", 3, "301");
    let spot = |town: &Town| town.ask(TodayQuery {}).trips.remove(0).compound;
    assert_eq!(spot(&town), "");
    let other = town.second_compound();
    town.household(other, "", 1, "101");
    let today = town.ask(TodayQuery {});
    let compounds = today.trips.iter().map(|trip| trip.compound.as_str());
    assert_eq!(compounds.collect::<Vec<_>>(), ["花卉园小区", "凤尾竹苑"]);
}

#[test]
fn a_staircase_is_one_climb_with_its_top_floor_first() {
    let mut town = Town::new();
    for (floor, room) in [(3, "301"), (6, "602"), (5, "504"), (5, "502")] {
        town.household(THREE, "2", floor, room);
    }
    town.household(THREE, "1", 1, "101");
    let today = town.ask(TodayQuery {});
    assert_eq!(today.date, Date::constant(2026, 11, 23));
    let trip = today.trips.iter().find(|trip| trip.unit == "2").unwrap();
    // There is no other compound here.
    assert_eq!((trip.compound.as_str(), trip.name.as_str()), ("", "3 栋"));
    let rooms: Vec<_> = trip
        .floors
        .iter()
        .flat_map(|floor| {
            floor
                .doors
                .iter()
                .map(|door| (floor.floor, door.room.as_str()))
        })
        .collect();
    assert_eq!(rooms, [(6, "602"), (5, "502"), (5, "504"), (3, "301")]);
    assert_eq!((trip.doors, trip.late), (4, 0));
    assert_eq!(today.trips.len(), 2);
}

#[test]
fn the_climb_with_the_most_pressing_door_comes_first() {
    let mut town = Town::new();
    let quarterly = town.household(THREE, "1", 1, "101");
    town.visited(quarterly, Outcome::Met, 93);
    let alone = town.household(FIVE, "1", 3, "303");
    town.resident(alone, "赵秀兰", Relation::Head, &["living_alone"]);
    town.visited(alone, Outcome::Met, 34);
    let trips = town.ask(TodayQuery {}).trips;
    let first = &trips[0].floors[0].doors[0];
    assert_eq!((first.household, first.name.as_str()), (alone, "赵秀兰"));
    assert_eq!(first.tags, ["独居老人"]);
    assert_eq!(first.state, DoorState::Late { days: 3 });
    assert_eq!(trips[1].late, 1);
}

#[test]
fn a_door_visited_or_vacant_is_on_no_climb() {
    let mut town = Town::new();
    let visited = town.household(THREE, "1", 1, "101");
    town.visited(visited, Outcome::Met, 1);
    town.household_of(THREE, "1", 1, "102", Housing::Vacant);
    assert!(town.ask(TodayQuery {}).trips.is_empty());
}

#[test]
fn coverage_counts_care_households_met_this_month_once() {
    let mut town = Town::new();
    for (room, met) in [("101", Some(5)), ("102", Some(30)), ("103", None)] {
        let household = town.household(THREE, "1", 1, room);
        town.resident(household, "李国华", Relation::Head, &["living_alone"]);
        town.resident(
            household,
            "李思雨",
            Relation::Grandchild,
            &["left_behind_child"],
        );
        if let Some(days_ago) = met {
            town.visited(household, Outcome::Met, days_ago);
        }
    }
    town.household(THREE, "1", 1, "104");
    assert_eq!(
        town.ask(TodayQuery {}).coverage,
        Coverage { seen: 1, total: 3 }
    );
}

#[test]
fn a_door_says_when_it_was_tried_and_when_to_try_again() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let visit = VisitDraft {
        outcome: Some(Outcome::NobodyHome),
        retry: Some(RetryAt::Evening),
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
    let door = town.ask(TodayQuery {}).trips[0].floors[0].doors[0].clone();
    assert_eq!(door.state, DoorState::DueToday);
    assert_eq!(
        (door.tried_at, door.retry),
        (Some(town.wall), Some(RetryAt::Evening))
    );
}

#[test]
fn needs_are_followed_up_when_due_within_a_week_or_waiting_for_the_residents_word() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let need = NeedDraft {
        category: "public_facility".into(),
        text: "4 楼楼道灯不亮".into(),
        urgency: chuanmen_core::domain::Urgency::Normal,
    };
    town.act(Command::RaiseNeed { household, need });
    town.wall = town.wall.plus(-10 * chuanmen_core::UnixMillis::DAY);
    assert!(town.ask(TodayQuery {}).needs.is_empty());
    town.days_later(10);
    assert_eq!(town.ask(TodayQuery {}).needs[0].days_left, Some(5));
    let id = town.ask(NeedsQuery {})[0].id;
    town.colleague_steps(
        chuanmen_core::domain::Kind::Need,
        id.into(),
        "resolve",
        Default::default(),
    );
    let needs = town.ask(TodayQuery {}).needs;
    assert_eq!(
        (&needs[0].state, needs[0].days_left),
        (&NeedState::Resolved, None)
    );
}

/// A staircase of a random town: the doors' floors, how long ago somebody was met, whether
/// somebody lives there alone.
type Stairs = Vec<(i64, Option<i64>, bool)>;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_door_that_is_due_is_on_one_climb_and_the_most_pressing_climb_is_first(
        stairs in proptest::collection::vec(
            proptest::collection::vec(
                (-1_i64..8, proptest::option::of(0_i64..200), any::<bool>()),
                1..5,
            ),
            1..5,
        ),
    ) {
        let stairs: Vec<Stairs> = stairs;
        let mut town = Town::new();
        for (index, doors) in stairs.iter().enumerate() {
            let building = if index % 2 == 0 { THREE } else { FIVE };
            let unit = (index / 2 + 1).to_string();
            for (number, (floor, met, alone)) in doors.iter().enumerate() {
                let home = town.household(building, &unit, *floor, &format!("{number}"));
                let tags: &[&str] = if *alone { &["living_alone"] } else { &[] };
                town.resident(home, "赵秀兰", Relation::Head, tags);
                if let Some(days_ago) = met {
                    town.visited(home, Outcome::Met, *days_ago);
                }
            }
        }
        let catalogue = Catalogue::load(town.store.connection()).unwrap();
        let today = china_date(town.wall);
        let all = doors::load(town.store.connection(), &Which::All, &catalogue, today).unwrap();
        let pressure = |household| {
            let door = all.iter().find(|door| door.household == household);
            door.unwrap().pressure
        };
        let trips = town.ask(TodayQuery {}).trips;
        let climbed: Vec<_> = in_order(&trips).map(|door| door.household).collect();
        let due = all.iter().filter(|door| door.due.days_late(today) > 0);
        for door in due {
            prop_assert!(climbed.contains(&door.household), "{door:?}");
        }
        let once: BTreeSet<_> = climbed.iter().collect();
        prop_assert_eq!(once.len(), climbed.len());
        let staircases: BTreeSet<_> = trips
            .iter()
            .map(|trip| (trip.building, &trip.unit))
            .collect();
        prop_assert_eq!(staircases.len(), trips.len());
        let mut before = i64::MAX;
        for trip in &trips {
            let doors = in_order(std::slice::from_ref(trip));
            let most = doors.map(|door| pressure(door.household)).max().unwrap();
            prop_assert!(most <= before);
            before = most;
            prop_assert!(trip.floors.is_sorted_by(|a, b| a.floor > b.floor));
        }
    }
}
