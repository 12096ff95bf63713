//! Households entered twice.

use chuanmen_core::domain::{Housing, Outcome as VisitOutcome, Relation};

use super::{calls, names, undo, view, wishes};
use crate::api::{
    BoardQuery, CareList, CareQuery, Command, ConflictsQuery, RecentQuery, RoundQuery, RoundStep,
    SearchQuery, Staircase, SyncQuery, TodayQuery,
};
use crate::commands::tests::problem;
use crate::queries::tests::town::{THREE, Town};

#[test]
fn two_entries_of_one_door_become_one_and_what_comes_late_finds_it() {
    let mut town = Town::new();
    let kept = town.household_of(THREE, "2", 5, "501", Housing::Vacant);
    let gone = town.household_of(THREE, "2", 5, "501室", Housing::Rent);
    let head = town.resident(gone, "李国华", Relation::Head, &["living_alone"]);
    town.visited(gone, VisitOutcome::Met, 9);
    town.visited(kept, VisitOutcome::NobodyHome, 5);
    wishes(&mut town, gone, head);
    // Whichever is named first, the one entered first stays.
    town.act(Command::MergeHouseholds {
        household: gone,
        twin: kept,
    });
    let one = view(&town, kept);
    assert_eq!((one.id, one.visit_count, one.wishes.len()), (kept, 2, 1));
    assert_eq!(
        one.housing,
        Housing::Rent,
        "somebody knows that it is lived in"
    );
    assert_eq!(
        one.visits[0].outcome,
        VisitOutcome::NobodyHome,
        "newest first"
    );
    assert!(one.met_at.is_some(), "the visit to the other counts");
    assert_eq!(view(&town, gone), one, "the old address leads there");
    assert_eq!(town.ask(BoardQuery { building: THREE }).households, 1);
    let text = "李国华".to_owned();
    assert_eq!(town.ask(SearchQuery { text })[0].household, kept);

    // A colleague did not know yet.
    town.visited(gone, VisitOutcome::Met, 0);
    let late = town.resident(gone, "玉罕", Relation::Spouse, &["low_income"]);
    let one = view(&town, kept);
    assert_eq!((one.visit_count, one.residents.len()), (3, 2));
    assert_eq!(one.tags.len(), 2);
    wishes(&mut town, gone, late);
    assert_eq!(view(&town, kept).wishes.len(), 2);
    calls(&mut town, gone);
    assert_eq!(view(&town, kept).visit_count, 4);
    assert!(town.ask(ConflictsQuery {}).is_empty());

    let again = Command::MergeHouseholds {
        household: kept,
        twin: gone,
    };
    assert_eq!(problem(town.attempt(again)), "household: form");
}

#[test]
fn what_was_planned_opened_or_born_at_the_door_that_is_gone_is_told_of_the_one_that_stayed() {
    let mut town = Town::new();
    let kept = town.household(THREE, "2", 5, "501");
    let gone = town.household(THREE, "2", 5, "501A");
    for household in [gone, kept] {
        town.act(Command::Opened { household });
    }
    let staircases = vec![Staircase {
        building: THREE,
        unit: "2".into(),
    }];
    town.act(Command::Round(RoundStep::Plan {
        staircases,
        all: true,
    }));
    town.act(Command::MergeHouseholds {
        household: kept,
        twin: gone,
    });
    let old = jiff::civil::date(1940, 11, 23);
    town.born(gone, "李国华", old, &[]);
    town.born(kept, "赵秀兰", old, &[]);
    let round = town.ask(RoundQuery {}).unwrap();
    assert_eq!(round.line.total, 1);
    let recent = town.ask(RecentQuery {});
    let recent: Vec<_> = recent.iter().map(|row| row.household).collect();
    assert_eq!(recent, [kept]);
    let today = town.ask(TodayQuery {});
    let birthdays = today.birthdays.iter().map(|one| one.household);
    assert_eq!(birthdays.collect::<Vec<_>>(), [kept, kept]);
    let list = CareList::Elders;
    assert_eq!(town.ask(CareQuery { list })[0].doors, 1);
}

#[test]
fn a_merge_can_be_taken_back_whole() {
    let mut town = Town::new();
    let kept = town.household(THREE, "2", 5, "501");
    let gone = town.household(THREE, "2", 5, "501A");
    town.resident(gone, "李国华", Relation::Head, &[]);
    let merged = town.act(Command::MergeHouseholds {
        household: kept,
        twin: gone,
    });
    assert_eq!(names(&town, kept), ["李国华"]);
    undo(&mut town, &merged);
    assert_eq!(names(&town, gone), ["李国华"]);
    assert!(names(&town, kept).is_empty());
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
}

#[test]
fn one_household_keeps_one_head() {
    let mut town = Town::new();
    let kept = town.household(THREE, "2", 5, "501");
    let gone = town.household(THREE, "2", 5, "501A");
    town.resident(kept, "李国华", Relation::Head, &[]);
    town.resident(gone, "李国花", Relation::Head, &[]);
    town.act(Command::MergeHouseholds {
        household: kept,
        twin: gone,
    });
    let residents = view(&town, kept).residents;
    let heads = residents
        .iter()
        .filter(|one| one.relation == Some(Relation::Head));
    assert_eq!((residents.len(), heads.count()), (2, 1));
}
