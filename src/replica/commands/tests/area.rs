//! The area tree, changed by the community.

use chuanmen_core::domain::{AreaId, AreaLevel, Relation, Role};

use super::problem;
use crate::api::{
    AreaForm, AreaNode, AreaTreeQuery, BuildingsQuery, Command, Outcome, ReplicaError,
};
use crate::queries::tests::town::{COMMUNITY, COMPOUND, FIVE, GRID, THREE, Town};

fn form(name: &str, number: &str, parent: AreaId) -> AreaForm {
    AreaForm {
        name: name.into(),
        number: number.into(),
        parent,
    }
}

fn add(form: AreaForm) -> Command {
    Command::SaveArea { area: None, form }
}

fn change(area: AreaId, form: AreaForm) -> Command {
    let area = Some(area);
    Command::SaveArea { area, form }
}

fn node(town: &Town, name: &str) -> AreaNode {
    let mut areas = town.ask(AreaTreeQuery {}).areas.into_iter();
    areas.find(|node| node.name == name).unwrap()
}

#[test]
fn the_tree_counts_who_stands_in_each_area_and_in_what_it_lies_in() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let home = town.household(THREE, "2", 5, "502");
    town.resident(home, "李国华", Relation::Head, &[]);
    town.resident(home, "王秀英", Relation::Spouse, &[]);
    town.household(FIVE, "1", 1, "101");
    let counts = |name: &str| {
        let node = node(&town, name);
        (node.depth, node.households, node.residents)
    };
    assert_eq!(counts("3 栋"), (3, 1, 2));
    assert_eq!(counts("花卉园小区"), (2, 2, 2));
    assert_eq!(counts("第 3 网格"), (1, 2, 2));
    let view = town.ask(AreaTreeQuery {});
    assert_eq!(view.areas[0].level, AreaLevel::Community);
    assert_eq!((view.areas[0].households, view.may_change), (2, true));
}

#[test]
fn a_grid_a_compound_and_a_building_are_added_each_in_the_other_without_a_line() {
    let mut town = Town::of(Role::CommunitySupervisor);
    town.act(add(form("第 4 网格", "４", COMMUNITY)));
    let grid = node(&town, "第 4 网格");
    assert_eq!((grid.level, grid.number), (AreaLevel::Grid, 4));
    assert!(grid.pending);
    town.act(add(form(" 榕树小区 ", "1", grid.id)));
    let compound = node(&town, "榕树小区");
    assert_eq!(compound.level, AreaLevel::Compound);
    town.act(add(form("7 栋", "7", compound.id)));
    let building = node(&town, "7 栋");
    assert_eq!((building.level, building.depth), (AreaLevel::Building, 3));
    let choices = town.ask(BuildingsQuery {});
    assert!(
        choices
            .iter()
            .any(|one| one.name == "榕树小区" && one.grid == "第 4 网格")
    );
}

#[test]
fn an_area_is_renamed_and_the_name_taken_back() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let Outcome::Saved { transaction } = town.act(change(COMPOUND, form("百花小区", "1", GRID)))
    else {
        panic!("saved");
    };
    assert_eq!(node(&town, "百花小区").id, COMPOUND);
    town.act(Command::Undo { transaction });
    assert_eq!(node(&town, "花卉园小区").id, COMPOUND);
    let same = change(COMPOUND, form("花卉园小区", "1", GRID));
    assert_eq!(town.act(same), Outcome::Done);
}

#[test]
fn a_building_goes_to_another_compound_and_its_households_are_counted_there() {
    let mut town = Town::of(Role::CommunitySupervisor);
    town.household(FIVE, "1", 1, "101");
    town.act(add(form("榕树小区", "2", GRID)));
    let target = node(&town, "榕树小区").id;
    town.act(change(FIVE, form("5 栋", "5", target)));
    assert_eq!(node(&town, "5 栋").parent, Some(target));
    assert_eq!(node(&town, "榕树小区").households, 1);
    assert_eq!(node(&town, "花卉园小区").households, 0);
}

#[test]
fn an_empty_area_is_taken_away_and_one_in_use_is_not() {
    let mut town = Town::of(Role::CommunitySupervisor);
    town.household(THREE, "2", 5, "502");
    for area in [THREE, COMPOUND, GRID] {
        let refused = problem(town.attempt(Command::RetireArea { area }));
        assert_eq!(refused, "area: in_use");
    }
    let whole = town.attempt(Command::RetireArea { area: COMMUNITY });
    assert_eq!(whole, Err(ReplicaError::StepNotPossible));
    town.act(Command::RetireArea { area: FIVE });
    let left = town.ask(AreaTreeQuery {}).areas;
    assert!(left.iter().all(|node| node.id != FIVE));
}

#[test]
fn what_cannot_be_is_refused_at_its_field_and_nothing_is_written() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let before = town.ask(AreaTreeQuery {});
    let long = "长".repeat(31);
    for (command, expected) in [
        (add(form(" \u{200b}", "1", COMPOUND)), "name: empty"),
        (add(form(&long, "1", COMPOUND)), "name: too_long"),
        (add(form("3 栋", "9", COMPOUND)), "name: twice"),
        (add(form("9 栋", "", COMPOUND)), "number: empty"),
        (add(form("9 栋", "0", COMPOUND)), "number: range"),
        (add(form("9 栋", "十", COMPOUND)), "number: number"),
        (add(form("9 栋", "3", COMPOUND)), "number: twice"),
        (change(FIVE, form("5 栋", "3", COMPOUND)), "number: twice"),
        (add(form("9 栋", "9", THREE)), "parent: option"),
        (change(THREE, form("3 栋", "3", GRID)), "parent: option"),
        (
            change(COMPOUND, form("小区", "1", COMPOUND)),
            "parent: option",
        ),
    ] {
        assert_eq!(problem(town.attempt(command)), expected);
    }
    assert_eq!(town.ask(AreaTreeQuery {}), before);
}

#[test]
fn who_does_not_set_up_the_community_reads_the_tree_and_changes_nothing() {
    let mut town = Town::new();
    assert!(!town.ask(AreaTreeQuery {}).may_change);
    let refused = town.attempt(add(form("7 栋", "7", COMPOUND)));
    assert_eq!(refused, Err(ReplicaError::StepNotPossible));
    let refused = town.attempt(Command::RetireArea { area: FIVE });
    assert_eq!(refused, Err(ReplicaError::StepNotPossible));
}
