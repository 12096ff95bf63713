use chuanmen_core::domain::{Festival, Outcome, Relation};
use jiff::civil::date;

use super::town::{FIVE, THREE, Town};
use crate::api::{CareList, CareQuery, TodayQuery};
use crate::queries::climbs::in_order;

#[test]
fn birthdays_of_the_coming_week_are_told_of_those_who_are_old_or_looked_after() {
    let mut town = Town::new();
    let home = town.household(THREE, "2", 6, "602");
    // Today is 23 November 2026.
    for (name, born, tags) in [
        ("赵秀兰", date(1946, 11, 23), &[][..]),
        ("刚满七十", date(1956, 11, 29), &[]),
        ("岩温龙", date(2017, 11, 25), &["left_behind_child"]),
        ("玉香", date(1990, 11, 24), &[]),
        ("六十九", date(1957, 11, 24), &[]),
        ("过了", date(1940, 11, 22), &[]),
        ("还早", date(1940, 11, 30), &[]),
        ("刚生", date(2026, 11, 23), &["left_behind_child"]),
    ] {
        town.born(home, name, born, tags);
    }
    let birthdays = town.ask(TodayQuery {}).birthdays;
    let told: Vec<_> = birthdays
        .iter()
        .map(|it| (it.name.as_str(), it.day, it.age))
        .collect();
    assert_eq!(
        told,
        [
            ("赵秀兰", date(2026, 11, 23), 80),
            ("岩温龙", date(2026, 11, 25), 9),
            ("刚满七十", date(2026, 11, 29), 70),
        ]
    );
    assert_eq!(birthdays[0].place, "3-2-602");
}

#[test]
fn who_was_born_on_29_february_is_told_the_day_before_in_other_years() {
    let mut town = Town::new();
    let home = town.household(THREE, "2", 6, "602");
    town.born(home, "赵秀兰", date(1948, 2, 29), &[]);
    // To 25 February 2027.
    town.days_later(94);
    let birthdays = town.ask(TodayQuery {}).birthdays;
    assert_eq!(
        (birthdays[0].day, birthdays[0].age),
        (date(2027, 2, 28), 79)
    );
}

#[test]
fn a_festival_of_the_old_is_told_with_how_many_there_are() {
    let mut town = Town::new();
    let home = town.household(THREE, "2", 6, "602");
    town.born(home, "赵秀兰", date(1946, 11, 23), &[]);
    town.born(home, "玉香", date(1990, 1, 1), &[]);
    let other = town.household(FIVE, "1", 1, "101");
    town.born(other, "玉罕", date(1990, 1, 1), &[]);
    assert!(town.ask(TodayQuery {}).festivals.is_empty());
    // To 4 February 2027.
    town.days_later(73);
    let festivals = town.ask(TodayQuery {}).festivals;
    assert_eq!(festivals.len(), 1);
    assert_eq!(festivals[0].festival, Festival::SpringFestival);
    assert_eq!(
        (festivals[0].day, festivals[0].elders),
        (date(2027, 2, 6), 1)
    );
    let list = CareList::Elders;
    let homes = town.ask(CareQuery { list });
    let homes: Vec<_> = in_order(&homes).map(|door| door.household).collect();
    assert_eq!(homes, [home]);
}

#[test]
fn care_households_not_met_this_month_are_those_that_the_coverage_misses() {
    let mut town = Town::new();
    for (room, met) in [("101", Some(5)), ("102", Some(30)), ("103", None)] {
        let household = town.household(THREE, "1", 1, room);
        town.resident(household, "李国华", Relation::Head, &["living_alone"]);
        if let Some(days_ago) = met {
            town.visited(household, Outcome::Met, days_ago);
        }
    }
    town.household(THREE, "1", 1, "104");
    let list = CareList::Unseen;
    let left = town.ask(CareQuery { list });
    let rooms: Vec<_> = in_order(&left).map(|door| door.room.as_str()).collect();
    assert_eq!(rooms, ["102", "103"]);
    let coverage = town.ask(TodayQuery {}).coverage;
    assert_eq!(coverage.total - coverage.seen, 2);
}
