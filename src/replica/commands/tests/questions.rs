//! What a visit's answers are checked against: the community's checklist as it is on this device.

use std::collections::BTreeMap;

use chuanmen_core::domain::{
    Asks, ChecklistItem, HouseholdId, Outcome as VisitOutcome, Relation, Visit,
};

use super::problem;
use crate::api::{Command, CorrectionFormQuery, HouseholdQuery, VisitDraft, VisitFormQuery};
use crate::queries::tests::town::question::{after_a_danger, pressure};
use crate::queries::tests::town::{THREE, Town};
use crate::queries::visits;

fn home(town: &mut Town) -> HouseholdId {
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &[]);
    household
}

fn met(answers: &[(&str, &str)]) -> VisitDraft {
    let own = |(item, answer): &(&str, &str)| ((*item).to_owned(), (*answer).to_owned());
    VisitDraft {
        outcome: Some(VisitOutcome::Met),
        unchanged: true,
        answers: answers.iter().map(own).collect(),
        ..VisitDraft::default()
    }
}

fn record(town: &mut Town, household: HouseholdId, visit: VisitDraft) {
    town.wall = town.wall.plus(1000);
    town.act(Command::RecordVisit { household, visit });
}

fn refused(town: &mut Town, household: HouseholdId, visit: VisitDraft) -> String {
    problem(town.attempt(Command::RecordVisit { household, visit }))
}

fn last(town: &Town, household: HouseholdId) -> Visit {
    let last = visits::last_met(town.store.connection(), household);
    last.unwrap().unwrap()
}

fn starts_from(town: &Town, household: HouseholdId) -> BTreeMap<String, String> {
    let items = town.ask(VisitFormQuery { household }).items;
    let items = items.into_iter();
    items.map(|one| (one.item.code, one.last)).collect()
}

#[test]
fn a_required_question_blocks_a_visit_until_it_was_answered_once() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&pressure());
    assert_eq!(
        refused(&mut town, household, met(&[])),
        "answer/systolic: empty"
    );
    record(&mut town, household, met(&[("systolic", "１３０")]));
    assert_eq!(last(&town, household).answers["systolic"], "130");
    assert_eq!(starts_from(&town, household)["systolic"], "130");
    record(&mut town, household, met(&[]));
    let visit = last(&town, household);
    assert!(visit.unchanged, "no change is one tap again");
    assert_eq!(visit.answers["systolic"], "130");
    assert_eq!(
        refused(&mut town, household, met(&[("systolic", "")])),
        "answer/systolic: empty",
        "an answer that is taken back is none"
    );
}

#[test]
fn nobody_home_asks_nothing() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&pressure());
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::NobodyHome),
        ..met(&[("systolic", "900")])
    };
    record(&mut town, household, visit);
    let view = town.ask(HouseholdQuery { household });
    assert_eq!(view.visits[0].outcome, VisitOutcome::NobodyHome);
}

#[test]
fn an_answer_that_cannot_be_taken_is_named_with_the_reason() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&pressure());
    for (typed, wrong) in [
        ("高", "answer/systolic: number"),
        ("300", "answer/systolic: range"),
        ("", "answer/systolic: empty"),
    ] {
        let visit = met(&[("systolic", typed)]);
        assert_eq!(refused(&mut town, household, visit), wrong);
    }
}

#[test]
fn a_question_that_does_not_show_has_no_answer_and_blocks_nothing() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&after_a_danger(pressure()));
    record(&mut town, household, met(&[("systolic", "900")]));
    assert!(!last(&town, household).answers.contains_key("systolic"));
    let danger = ("power_gas", "attention");
    assert_eq!(
        refused(&mut town, household, met(&[danger])),
        "answer/systolic: empty"
    );
    record(&mut town, household, met(&[danger, ("systolic", "182")]));
    let row = &town.ask(HouseholdQuery { household }).visits[0];
    assert_eq!(
        row.attention, 2,
        "a number beyond the usual wants attention"
    );
    record(&mut town, household, met(&[("power_gas", "normal")]));
    assert!(!last(&town, household).answers.contains_key("systolic"));
}

#[test]
fn an_answer_that_the_question_would_not_take_any_more_is_not_prefilled() {
    let mut town = Town::new();
    let household = home(&mut town);
    let answers = [("power_gas", "fine"), ("systolic", "900")];
    town.visited_with(household, VisitOutcome::Met, 32, None, &answers);
    town.question(&pressure());
    let starts = starts_from(&town, household);
    assert_eq!(
        (&*starts["power_gas"], &*starts["systolic"]),
        ("normal", "")
    );
}

#[test]
fn a_retired_question_is_not_asked_and_what_was_answered_to_it_meanwhile_stays() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&ChecklistItem {
        retired: true,
        ..pressure()
    });
    assert!(!starts_from(&town, household).contains_key("systolic"));
    record(&mut town, household, met(&[("systolic", "130")]));
    assert_eq!(last(&town, household).answers["systolic"], "130");
    record(&mut town, household, met(&[]));
    let visit = last(&town, household);
    assert!(visit.unchanged && !visit.answers.contains_key("systolic"));
}

#[test]
fn a_question_of_a_newer_sort_is_answered_in_words_that_are_kept_as_they_are() {
    let mut town = Town::new();
    let household = home(&mut town);
    let newer = ChecklistItem::asking("sign", "签名", Asks::Unknown("signature".into()));
    town.question(&newer);
    record(&mut town, household, met(&[("sign", " 李国华 ")]));
    assert_eq!(last(&town, household).answers["sign"], "李国华");
    record(&mut town, household, met(&[]));
    assert_eq!(last(&town, household).answers["sign"], "李国华");
}

#[test]
fn a_correction_adds_no_answers_and_asks_nothing_new() {
    let mut town = Town::new();
    let household = home(&mut town);
    record(&mut town, household, met(&[]));
    town.question(&pressure());
    let visit = town.ask(HouseholdQuery { household }).visits.remove(0).id;
    let form = town.ask(CorrectionFormQuery { visit });
    let left = form.draft.unwrap();
    let noted = VisitDraft {
        note: "孙女来住了".into(),
        ..left
    };
    record(&mut town, household, noted);
    let after = last(&town, household);
    assert_eq!(after.note, "孙女来住了");
    assert_eq!(after.answers.len(), 1, "{:?}", after.answers);
    assert!(after.unchanged);
}

#[test]
fn a_correction_from_nobody_home_to_met_is_asked_as_a_new_visit() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.question(&pressure());
    let nobody = VisitDraft {
        outcome: Some(VisitOutcome::NobodyHome),
        ..VisitDraft::default()
    };
    record(&mut town, household, nobody);
    let visit = town.ask(HouseholdQuery { household }).visits.remove(0).id;
    let correction = VisitDraft {
        corrects: Some(visit),
        ..met(&[])
    };
    assert_eq!(
        refused(&mut town, household, correction.clone()),
        "answer/systolic: empty"
    );
    let answered = VisitDraft {
        answers: met(&[("systolic", "130")]).answers,
        ..correction
    };
    record(&mut town, household, answered);
    assert_eq!(last(&town, household).answers.len(), 2);
}
