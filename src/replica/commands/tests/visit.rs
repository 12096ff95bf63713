use std::collections::BTreeMap;

use chuanmen_core::domain::{
    HouseholdId, Outcome as VisitOutcome, Relation, Urgency, VisitId, WishKind,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::problem;
use crate::api::{
    Command, CorrectionFormQuery, HouseholdQuery, NeedDraft, NeedsQuery, Outcome, ReceiptQuery,
    ReplicaError, SyncQuery, VisitDraft, VisitFormQuery, VisitRow, WishDraft, WishesQuery,
};
use crate::queries::tests::town::{THREE, Town};
use crate::queries::visits;

fn home(town: &mut Town) -> HouseholdId {
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &["living_alone"]);
    household
}

fn form(outcome: VisitOutcome) -> VisitDraft {
    VisitDraft {
        outcome: Some(outcome),
        ..VisitDraft::default()
    }
}

fn need(text: &str) -> NeedDraft {
    NeedDraft {
        category: "public_facility".into(),
        text: text.into(),
        urgency: Urgency::Normal,
    }
}

fn wish(text: &str) -> WishDraft {
    WishDraft {
        resident: None,
        kind: WishKind::Goods,
        text: text.into(),
        needed_by: None,
    }
}

fn answers(town: &Town, household: HouseholdId) -> BTreeMap<String, String> {
    visits::last_met(town.store.connection(), household)
        .unwrap()
        .unwrap()
        .answers
}

#[test]
fn a_visit_with_its_need_and_wish_is_one_transaction_and_ends_its_draft() {
    let mut town = Town::new();
    let household = home(&mut town);
    let visit = VisitDraft {
        needs: vec![need("灯不亮")],
        wishes: vec![wish("老花镜")],
        ..form(VisitOutcome::Met)
    };
    town.act(Command::SaveDraft {
        household,
        visit: visit.clone(),
    });
    town.act(Command::RecordVisit {
        household,
        visit: visit.clone(),
    });
    let waiting = town.ask(ReceiptQuery {}).waiting;
    assert_eq!(waiting.len(), 1);
    let summary = &waiting[0].summary;
    assert_eq!((summary.visits, summary.needs, summary.wishes), (1, 1, 1));
    assert_eq!(town.ask(VisitFormQuery { household }).draft, None);
    let need = &town.ask(NeedsQuery {})[0];
    assert_eq!(need.due_on, Some(Date::constant(2026, 11, 28)));
    assert_eq!((need.household, need.pending), (Some(household), true));
    assert_eq!(town.ask(WishesQuery {})[0].resident_name, "李国华");
}

#[test]
fn a_visit_can_be_taken_back_with_all_it_brought_until_it_is_sent() {
    let mut town = Town::new();
    let household = home(&mut town);
    let visit = VisitDraft {
        needs: vec![need("灯不亮")],
        ..form(VisitOutcome::Met)
    };
    let save = Command::RecordVisit { household, visit };
    let Outcome::Saved { transaction } = town.act(save.clone()) else {
        panic!("saved");
    };
    assert_eq!(town.act(Command::Undo { transaction }), Outcome::Done);
    assert_eq!(town.ask(HouseholdQuery { household }).visit_count, 0);
    assert!(town.ask(NeedsQuery {}).is_empty());
    let Outcome::Saved { transaction } = town.act(save) else {
        panic!("saved");
    };
    town.deliver();
    assert_eq!(
        town.act(Command::Undo { transaction }),
        Outcome::TooLateToUndo
    );
}

#[test]
fn a_form_that_cannot_be_saved_says_where_and_saves_nothing() {
    let mut town = Town::new();
    let household = home(&mut town);
    let met = || form(VisitOutcome::Met);
    let odd = BTreeMap::from([("power_gas".to_owned(), "fine".to_owned())]);
    let yesterday = WishDraft {
        needed_by: Some(Date::constant(2026, 11, 22)),
        ..wish("被子")
    };
    for (visit, wrong) in [
        (VisitDraft::default(), "outcome: empty"),
        (
            VisitDraft {
                needs: vec![need(" \0")],
                ..met()
            },
            "needs/0/text: empty",
        ),
        (
            VisitDraft {
                note: "楼".repeat(30_000),
                ..met()
            },
            "note: too_long",
        ),
        (
            VisitDraft {
                answers: odd,
                ..met()
            },
            "answer/power_gas: option",
        ),
        (
            VisitDraft {
                wishes: vec![wish("老花镜"), yesterday],
                ..met()
            },
            "wishes/1/needed_by: past",
        ),
    ] {
        assert_eq!(
            problem(town.attempt(Command::RecordVisit { household, visit })),
            wrong
        );
    }
    let other = NeedDraft {
        category: "moon".into(),
        ..need("灯")
    };
    let raise = Command::RaiseNeed {
        household,
        need: other,
    };
    assert_eq!(problem(town.attempt(raise)), "category: form");
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
}

#[test]
fn an_unchanged_visit_copies_the_last_answers() {
    let mut town = Town::new();
    let household = home(&mut town);
    let last = [("power_gas", "attention"), ("mood", "normal")];
    town.visited_with(household, VisitOutcome::Met, 32, None, &last);
    let same = VisitDraft {
        unchanged: true,
        ..form(VisitOutcome::Met)
    };
    town.act(Command::RecordVisit {
        household,
        visit: same.clone(),
    });
    assert_eq!(answers(&town, household)["power_gas"], "attention");
    assert!(town.ask(HouseholdQuery { household }).visits[0].unchanged);

    let answers_given = BTreeMap::from([("mood".to_owned(), "attention".to_owned())]);
    let visit = VisitDraft {
        answers: answers_given,
        ..same
    };
    town.wall = town.wall.plus(1000);
    town.act(Command::RecordVisit { household, visit });
    assert_eq!(answers(&town, household).len(), 2);
    let row = &town.ask(HouseholdQuery { household }).visits[0];
    assert_eq!((row.unchanged, row.attention), (false, 2));
}

#[test]
fn the_first_unchanged_visit_says_that_all_is_as_usual() {
    let mut town = Town::new();
    let household = home(&mut town);
    let visit = VisitDraft {
        unchanged: true,
        ..form(VisitOutcome::Met)
    };
    town.act(Command::RecordVisit { household, visit });
    let usual = [("mood", "normal"), ("power_gas", "normal")];
    let usual = usual.map(|(item, answer)| (item.to_owned(), answer.to_owned()));
    assert_eq!(answers(&town, household), BTreeMap::from(usual));
}

#[test]
fn what_was_filled_in_before_nobody_turned_out_to_be_home_is_left_out() {
    let mut town = Town::new();
    let household = home(&mut town);
    let visit = VisitDraft {
        unchanged: true,
        answers: BTreeMap::from([("mood".to_owned(), "attention".to_owned())]),
        retry: Some(crate::api::RetryAt::Weekend),
        ..form(VisitOutcome::NobodyHome)
    };
    town.act(Command::RecordVisit { household, visit });
    let row = &town.ask(HouseholdQuery { household }).visits[0];
    assert_eq!((row.unchanged, row.attention), (false, 0));
    assert_eq!(row.retry, Some(crate::api::RetryAt::Weekend));
}

#[test]
fn a_visit_never_starts_after_it_ended() {
    let mut town = Town::new();
    let household = home(&mut town);
    let later = town.wall.plus(chuanmen_core::UnixMillis::DAY);
    let visit = VisitDraft {
        started_at: Some(later),
        ..form(VisitOutcome::Met)
    };
    town.act(Command::RecordVisit { household, visit });
    let visit = visits::last_met(town.store.connection(), household)
        .unwrap()
        .unwrap();
    assert_eq!((visit.started_at, visit.ended_at), (town.wall, town.wall));
}

#[test]
fn a_visit_to_a_household_that_is_not_here_is_not_found() {
    let household = HouseholdId(Uuid::from_u128(7));
    let visit = form(VisitOutcome::Met);
    let done = Town::new().attempt(Command::RecordVisit { household, visit });
    assert_eq!(done, Err(ReplicaError::NotFound));
}

#[test]
fn a_wish_is_of_somebody_who_lives_there() {
    let mut town = Town::new();
    let household = home(&mut town);
    let elsewhere = town.household(THREE, "1", 1, "101");
    let stranger = town.resident(elsewhere, "岩温龙", Relation::Head, &[]);
    let wish = WishDraft {
        resident: Some(stranger),
        ..wish("老花镜")
    };
    let raise = Command::RaiseWish { household, wish };
    assert_eq!(problem(town.attempt(raise)), "resident: form");
}

/// The newest visit at a door.
fn newest(town: &Town, household: HouseholdId) -> VisitRow {
    town.ask(HouseholdQuery { household }).visits.remove(0)
}

#[test]
fn a_correction_takes_the_place_and_the_time_of_the_visit_it_corrects() {
    let mut town = Town::new();
    let household = home(&mut town);
    let wrong = VisitDraft {
        note: "孙子来住了".into(),
        ..form(VisitOutcome::Met)
    };
    town.act(Command::RecordVisit {
        household,
        visit: wrong,
    });
    let before = newest(&town, household);
    town.days_later(1);
    let shown = town.ask(CorrectionFormQuery { visit: before.id });
    let left = VisitDraft {
        note: "孙女来住了".into(),
        ..shown.draft.unwrap()
    };
    assert_eq!(left.outcome, Some(VisitOutcome::Met));
    town.act(Command::SaveDraft {
        household,
        visit: left.clone(),
    });
    let kept = town.ask(CorrectionFormQuery { visit: before.id }).draft;
    assert_eq!(kept.as_ref(), Some(&left));
    assert_eq!(town.ask(VisitFormQuery { household }).draft, None);
    town.act(Command::RecordVisit {
        household,
        visit: left,
    });
    let view = town.ask(HouseholdQuery { household });
    assert_eq!(view.visit_count, 1);
    assert_eq!(
        (view.visits[0].note.as_str(), view.visits[0].at),
        ("孙女来住了", before.at)
    );
}

#[test]
fn a_visit_is_corrected_once_and_by_whoever_made_it() {
    let mut town = Town::new();
    let household = home(&mut town);
    town.act(Command::RecordVisit {
        household,
        visit: form(VisitOutcome::NobodyHome),
    });
    let correction = VisitDraft {
        corrects: Some(newest(&town, household).id),
        ..form(VisitOutcome::Met)
    };
    let correct = Command::RecordVisit {
        household,
        visit: correction,
    };
    town.act(correct.clone());
    assert_eq!(town.attempt(correct), Err(ReplicaError::StepNotPossible));
    let stranger = Command::RecordVisit {
        household,
        visit: VisitDraft {
            corrects: Some(VisitId(Uuid::from_u128(7))),
            ..form(VisitOutcome::Met)
        },
    };
    assert_eq!(town.attempt(stranger), Err(ReplicaError::NotFound));
}
