use chuanmen_core::domain::{AreaId, Outcome, Relation};
use uuid::Uuid;

use super::town::{FIVE, THREE, Town};
use crate::api::{BoardQuery, PlacesQuery, ReplicaError, SessionQuery, SessionView};

#[test]
fn buildings_are_counted_by_their_doors() {
    let mut town = Town::new();
    let late = town.household(FIVE, "1", 1, "101");
    town.visited(late, Outcome::Met, 120);
    let done = town.household(FIVE, "1", 1, "102");
    town.visited(done, Outcome::Met, 1);
    town.household(FIVE, "1", 1, "103");
    town.household(THREE, "1", 1, "101");
    let places = town.ask(PlacesQuery {});
    assert_eq!(places.compounds[0].name, "花卉园小区");
    let rows = &places.compounds[0].buildings;
    let counts: Vec<_> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.households, row.late, row.due))
        .collect();
    assert_eq!(counts, [("3 栋", 1, 0, 1), ("5 栋", 3, 1, 1)]);
}

#[test]
fn a_board_stands_as_the_building_does() {
    let mut town = Town::new();
    for (unit, floor, room) in [
        ("10", 1, "101"),
        ("2", 9, "901"),
        ("2", 10, "1001"),
        ("2", 9, "902"),
    ] {
        town.household(THREE, unit, floor, room);
    }
    let care = town.household(THREE, "2", 1, "101");
    town.resident(care, "赵秀兰", Relation::Head, &["living_alone"]);
    let board = town.ask(BoardQuery { building: THREE });
    assert_eq!((board.name.as_str(), board.households), ("3 栋", 5));
    let units: Vec<_> = board.units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(units, ["2", "10"]);
    let floors: Vec<_> = board.units[0]
        .floors
        .iter()
        .map(|floor| floor.floor)
        .collect();
    assert_eq!(floors, [10, 9, 1]);
    assert!(board.units[0].floors[2].cells[0].care);
    assert_eq!(board.units[0].floors[1].cells[1].room, "902");
}

#[test]
fn a_building_that_is_not_here_has_no_board() {
    let building = AreaId(Uuid::from_u128(9));
    let answer = Town::new().try_ask(BoardQuery { building });
    assert_eq!(answer, Err(ReplicaError::NotFound));
}

#[test]
fn the_session_names_community_and_grids() {
    let SessionView::Enrolled(me) = Town::new().ask(SessionQuery {}) else {
        panic!("enrolled");
    };
    assert_eq!(
        (me.name.as_str(), me.community.name.as_str()),
        ("周丽萍", "花卉园社区")
    );
    assert_eq!(me.grids[0].name, "第 3 网格");
}
