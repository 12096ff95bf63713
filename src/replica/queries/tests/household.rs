use chuanmen_core::domain::{Deadline, Due, HouseholdId, Outcome, Relation};
use jiff::civil::Date;
use uuid::Uuid;

use super::town::{THREE, Town};
use crate::api::{Command, DoorState, HouseholdQuery, ReplicaError, VisitDraft, VisitFormQuery};

fn li(town: &mut Town) -> HouseholdId {
    let household = town.household(THREE, "2", 5, "502");
    town.resident(
        household,
        "李思雨",
        Relation::Grandchild,
        &["left_behind_child"],
    );
    town.resident(household, "李国华", Relation::Head, &["living_alone"]);
    household
}

#[test]
fn a_household_shows_who_lives_there_head_first_and_masked() {
    let mut town = Town::new();
    let household = li(&mut town);
    let view = town.ask(HouseholdQuery { household });
    assert_eq!(
        (view.title.as_str(), view.building_name.as_str()),
        ("3-2-502", "3 栋")
    );
    let names: Vec<_> = view.residents.iter().map(|who| who.name.as_str()).collect();
    assert_eq!(names, ["李国华", "李思雨"]);
    assert_eq!(view.residents[0].phone, Some(("138".into(), "2907".into())));
    assert_eq!(view.tags, ["独居老人", "留守儿童"]);
}

#[test]
fn visits_are_shown_newest_first_and_counted_in_all() {
    let mut town = Town::new();
    let household = li(&mut town);
    for days_ago in 1..=12 {
        town.visited(household, Outcome::NobodyHome, days_ago);
    }
    town.visited(household, Outcome::Met, 32);
    let view = town.ask(HouseholdQuery { household });
    assert_eq!((view.visits.len(), view.visit_count), (10, 13));
    assert!(
        view.visits
            .is_sorted_by_key(|visit| std::cmp::Reverse(visit.at))
    );
    assert_eq!(
        (view.visits[0].by.as_str(), view.visits[0].pending),
        ("岩温罕", false)
    );
    assert_eq!(view.due, Due::By(Date::constant(2026, 11, 22)));
    assert_eq!(view.state, DoorState::Late { days: 1 });
}

#[test]
fn a_corrected_visit_no_longer_counts() {
    let mut town = Town::new();
    let household = li(&mut town);
    let wrong = town.visited(household, Outcome::Met, 2);
    town.visited_with(household, Outcome::NobodyHome, 1, Some(wrong), &[]);
    let view = town.ask(HouseholdQuery { household });
    assert_eq!((view.met_at, view.visit_count), (None, 1));
}

#[test]
fn a_household_that_is_not_here_is_not_found() {
    let household = HouseholdId(Uuid::from_u128(7));
    let town = Town::new();
    assert_eq!(
        town.try_ask(HouseholdQuery { household }),
        Err(ReplicaError::NotFound)
    );
    assert_eq!(
        town.try_ask(VisitFormQuery { household }),
        Err(ReplicaError::NotFound)
    );
}

#[test]
fn the_form_starts_from_the_last_visit_that_met_somebody() {
    let mut town = Town::new();
    let household = li(&mut town);
    town.visited_with(
        household,
        Outcome::Met,
        32,
        None,
        &[("power_gas", "attention")],
    );
    town.visited(household, Outcome::NobodyHome, 3);
    let form = town.ask(VisitFormQuery { household });
    let last: Vec<_> = form
        .items
        .iter()
        .map(|item| (item.item.code.as_str(), item.last.as_str()))
        .collect();
    assert_eq!(last, [("mood", "normal"), ("power_gas", "attention")]);
    assert_eq!(
        (form.name.as_str(), form.categories[0].within),
        ("李国华", Deadline::Days(5))
    );
    assert_eq!(form.draft, None);
}

#[test]
fn the_checklist_asks_only_what_fits_the_household() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "503");
    let form = town.ask(VisitFormQuery { household });
    let codes: Vec<_> = form
        .items
        .iter()
        .map(|item| item.item.code.as_str())
        .collect();
    assert_eq!(codes, ["power_gas"]);
}

#[test]
fn a_form_left_unfinished_is_there_again() {
    let mut town = Town::new();
    let household = li(&mut town);
    let visit = VisitDraft {
        note: "门口有人".into(),
        ..VisitDraft::default()
    };
    town.act(Command::SaveDraft {
        household,
        visit: visit.clone(),
    });
    assert_eq!(town.ask(VisitFormQuery { household }).draft, Some(visit));
    town.act(Command::DropDraft { household });
    assert_eq!(town.ask(VisitFormQuery { household }).draft, None);
}
