//! One call at several doors of a floor.

use chuanmen_core::domain::{HouseholdId, Outcome as VisitOutcome, Relation};

use super::problem;
use crate::api::{
    Command, HouseholdQuery, Outcome, ReceiptQuery, RetryAt, VisitDraft, VisitFormQuery, VisitRow,
};
use crate::queries::tests::town::question::pressure;
use crate::queries::tests::town::{FIVE, THREE, Town};

/// 501, 502 and 503 of one floor; 601 above; and 502 of the next building.
fn floor(town: &mut Town) -> [HouseholdId; 5] {
    let doors = [
        (THREE, 5, "501"),
        (THREE, 5, "502"),
        (THREE, 5, "503"),
        (THREE, 6, "601"),
        (FIVE, 5, "502"),
    ];
    doors.map(|(building, floor, room)| {
        let household = town.household(building, "2", floor, room);
        town.resident(household, &format!("住{room}"), Relation::Head, &[]);
        household
    })
}

fn form(outcome: VisitOutcome, also: &[HouseholdId]) -> VisitDraft {
    VisitDraft {
        outcome: Some(outcome),
        unchanged: true,
        also: also.iter().copied().collect(),
        ..VisitDraft::default()
    }
}

fn visits(town: &Town, household: HouseholdId) -> Vec<VisitRow> {
    town.ask(HouseholdQuery { household }).visits
}

#[test]
fn the_form_offers_the_doors_of_the_floor_that_wait_for_a_visit() {
    let mut town = Town::new();
    let [one, two, three, ..] = floor(&mut town);
    let offered = |town: &Town| {
        let doors = town.ask(VisitFormQuery { household: one }).neighbours;
        let doors = doors.into_iter();
        doors
            .map(|door| (door.household, door.room))
            .collect::<Vec<_>>()
    };
    assert_eq!(offered(&town), [(two, "502".into()), (three, "503".into())]);
    town.visited(two, VisitOutcome::Met, 1);
    let begun = form(VisitOutcome::Met, &[]);
    assert_eq!(offered(&town), [(three, "503".into())]);
    town.act(Command::SaveDraft {
        household: three,
        visit: begun,
    });
    assert_eq!(offered(&town), [], "its own form is begun");
}

#[test]
fn several_doors_are_one_save_with_their_own_answers_and_one_tap_takes_all_back() {
    let mut town = Town::new();
    let [one, two, three, ..] = floor(&mut town);
    town.visited_with(
        two,
        VisitOutcome::Met,
        100,
        None,
        &[("power_gas", "attention")],
    );
    let visit = VisitDraft {
        note: "这层一起问的".into(),
        ..form(VisitOutcome::Met, &[two, three])
    };
    let save = Command::RecordVisit {
        household: one,
        visit,
    };
    let Outcome::Saved { transaction } = town.act(save) else {
        panic!("saved");
    };
    let waiting = town.ask(ReceiptQuery {}).waiting;
    assert_eq!((waiting.len(), waiting[0].summary.visits), (1, 3));
    for (household, attention) in [(one, 0), (two, 1), (three, 0)] {
        let row = &visits(&town, household)[0];
        assert_eq!(
            (row.note.as_str(), row.attention),
            ("这层一起问的", attention)
        );
        assert!(row.unchanged && row.pending);
    }
    assert_eq!(town.act(Command::Undo { transaction }), Outcome::Done);
    let left = [one, two, three].map(|household| visits(&town, household).len());
    assert_eq!(left, [0, 1, 0]);
    let draft = town.ask(VisitFormQuery { household: one }).draft;
    assert_eq!(draft, None, "there was no draft to come back");
}

#[test]
fn nobody_home_at_several_doors_is_tried_again_at_the_same_time() {
    let mut town = Town::new();
    let [one, two, ..] = floor(&mut town);
    town.question(&pressure());
    let visit = VisitDraft {
        retry: Some(RetryAt::Weekend),
        ..form(VisitOutcome::NobodyHome, &[two])
    };
    town.act(Command::RecordVisit {
        household: one,
        visit,
    });
    let row = &visits(&town, two)[0];
    assert_eq!(row.retry, Some(RetryAt::Weekend));
    assert!(!row.unchanged);
}

#[test]
fn a_door_where_something_must_be_asked_first_is_said_and_nothing_is_saved() {
    let mut town = Town::new();
    let [one, two, ..] = floor(&mut town);
    town.question(&pressure());
    let doors = town.ask(VisitFormQuery { household: one }).neighbours;
    assert_eq!(doors[0].asks_first.as_deref(), Some("高压"));
    let visit = VisitDraft {
        answers: [("systolic".to_owned(), "130".to_owned())].into(),
        ..form(VisitOutcome::Met, &[two])
    };
    let refused = problem(town.attempt(Command::RecordVisit {
        household: one,
        visit,
    }));
    assert_eq!(refused, format!("also/{two}: empty"));
    assert!(visits(&town, one).is_empty());
}

#[test]
fn a_door_elsewhere_and_a_correction_go_alone() {
    let mut town = Town::new();
    let [one, _, _, above, next] = floor(&mut town);
    for other in [one, above, next] {
        let visit = form(VisitOutcome::Met, &[other]);
        let refused = problem(town.attempt(Command::RecordVisit {
            household: one,
            visit,
        }));
        assert_eq!(refused, format!("also/{other}: form"));
    }
    let lane = ["1", "2"].map(|room| town.household(FIVE, "", 0, room));
    let visit = form(VisitOutcome::Met, &[lane[1]]);
    let refused = problem(town.attempt(Command::RecordVisit {
        household: lane[0],
        visit,
    }));
    assert_eq!(
        refused,
        format!("also/{}: form", lane[1]),
        "no floors there"
    );
    let offered = town.ask(VisitFormQuery { household: lane[0] }).neighbours;
    assert_eq!(offered, []);
}
