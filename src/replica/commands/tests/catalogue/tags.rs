//! Care tags and how often those who have one are visited.

use chuanmen_core::domain::{Due, Interval, Kind, Outcome as Visited, Relation, Role};

use super::{edited, every, row, supervisor, tag};
use crate::api::{CareTagForm, CatalogueQuery, Command, HouseholdQuery, Outcome};
use crate::queries::tests::town::{THREE, Town};

fn day(due: Due) -> jiff::civil::Date {
    match due {
        Due::By(day) => day,
        Due::Never => panic!("somebody lives there"),
    }
}

#[test]
fn a_tag_visited_more_often_makes_those_who_have_it_due_earlier() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    town.resident(home, "李国华", Relation::Head, &["living_alone"]);
    town.visited(home, Visited::Met, 10);
    let due = |town: &Town| town.ask(HouseholdQuery { household: home }).due;
    let before = due(&town);
    let alone = row(&town, "独居老人");
    assert_eq!(alone.every, Some(Interval::Months(1)));
    town.act(edited(&alone, |form| form.every = every("７", true)));
    assert!(day(due(&town)) < day(before));
    let alone = row(&town, "独居老人");
    assert_eq!(alone.every, Some(Interval::Days(7)));
    assert!(alone.pending && alone.rules.len() == 1);
    town.act(edited(&alone, |form| form.every = every("", false)));
    assert_eq!(row(&town, "独居老人").every, None);
}

#[test]
fn a_new_tag_and_its_rule_are_one_save_that_can_be_taken_back() {
    let mut town = supervisor();
    let form = CareTagForm {
        every: every("2", false),
        restricted: true,
        ..tag("社区矫正")
    };
    let Outcome::Saved { transaction } = town.act(Command::SaveCareTag { tag: None, form }) else {
        panic!("saved");
    };
    let new = row(&town, "社区矫正");
    assert!(new.restricted && new.every == Some(Interval::Months(2)));
    assert_eq!(town.ask(CatalogueQuery {}).tags.last(), Some(&new));
    town.act(Command::Undo { transaction });
    assert_eq!(town.ask(CatalogueQuery {}).tags.len(), 2);
}

#[test]
fn saving_what_stands_already_writes_nothing() {
    let mut town = supervisor();
    let alone = row(&town, "独居老人");
    assert_eq!(town.act(edited(&alone, |_| {})), Outcome::Done);
}

#[test]
fn a_retired_tag_stays_with_who_has_it_is_not_offered_and_its_rule_rests() {
    let mut town = supervisor();
    let home = town.household(THREE, "2", 5, "502");
    let other = town.household(THREE, "2", 5, "503");
    town.resident(home, "李国华", Relation::Head, &["living_alone"]);
    town.visited(home, Visited::Met, 10);
    let before = town.ask(HouseholdQuery { household: home }).due;
    let alone = row(&town, "独居老人");
    let retire = |retired| Command::RetireEntry {
        kind: Kind::CareTag,
        id: alone.id.into(),
        retired,
    };
    town.act(retire(true));
    let view = town.ask(HouseholdQuery { household: home });
    assert_eq!(view.tags, ["独居老人"]);
    assert!(day(view.due) > day(before), "as everybody");
    let offered = |town: &Town, household| {
        let view = town.ask(HouseholdQuery { household });
        view.care_tags
            .iter()
            .any(|(code, _)| code == "living_alone")
    };
    assert!(offered(&town, home), "to be taken away");
    assert!(!offered(&town, other));
    town.act(retire(false));
    assert_eq!(town.ask(HouseholdQuery { household: home }).due, before);
}

#[test]
fn a_control_tag_shows_to_the_grid_member_and_not_to_an_informant() {
    for (role, shown) in [(Role::GridMember, 1), (Role::Informant, 0)] {
        let mut town = Town::of(role);
        town.control_tag("correction", "社区矫正");
        let home = town.household(THREE, "2", 5, "502");
        town.resident(home, "李国华", Relation::Head, &["correction"]);
        let view = town.ask(HouseholdQuery { household: home });
        assert_eq!(view.tags.len(), shown);
        assert_eq!(view.residents[0].tags.len(), shown);
        assert_eq!(view.care_tags.len(), 2 + shown);
    }
}
