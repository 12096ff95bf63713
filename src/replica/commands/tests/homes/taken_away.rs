//! Households entered by mistake.

use chuanmen_core::domain::{Outcome as VisitOutcome, Relation, Urgency};

use super::{add, calls, undo, view};
use crate::api::{BoardQuery, Command, HouseholdQuery, NeedDraft, ReplicaError};
use crate::commands::tests::problem;
use crate::queries::tests::town::{THREE, Town};

#[test]
fn only_a_household_that_nothing_hangs_on_is_taken_away() {
    let mut town = Town::new();
    let lived_in = town.household(THREE, "2", 5, "501");
    town.resident(lived_in, "李国华", Relation::Head, &[]);
    let visited = town.household(THREE, "2", 5, "502");
    town.visited(visited, VisitOutcome::NobodyHome, 3);
    let asked = town.household(THREE, "2", 5, "503");
    let need = NeedDraft {
        category: "public_facility".into(),
        text: "灯不亮".into(),
        urgency: Urgency::Normal,
    };
    town.act(Command::RaiseNeed {
        household: asked,
        need,
    });
    for (household, wrong) in [
        (lived_in, "household: lived_in"),
        (visited, "household: visited"),
        (asked, "household: asked"),
    ] {
        let removed = town.attempt(Command::RemoveHousehold { household });
        assert_eq!(problem(removed), wrong);
    }
    let household = add(&mut town, "2", "504");
    let removed = town.act(Command::RemoveHousehold { household });
    let gone = town.try_ask(HouseholdQuery { household });
    assert_eq!(gone.unwrap_err(), ReplicaError::NotFound);
    undo(&mut town, &removed);
    assert_eq!(view(&town, household).title, "3-2-504");
}

#[test]
fn a_household_taken_away_stands_again_when_somebody_called_there_unknown_to_who_took_it() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "501");
    town.act(Command::RemoveHousehold { household });
    assert_eq!(town.ask(BoardQuery { building: THREE }).households, 0);
    town.visited(household, VisitOutcome::Met, 1);
    assert_eq!(town.ask(BoardQuery { building: THREE }).households, 1);
    assert_eq!(view(&town, household).visit_count, 1);
    calls(&mut town, household);
    assert_eq!(view(&town, household).visit_count, 2);
}
