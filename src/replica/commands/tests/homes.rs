use std::collections::BTreeSet;

use chuanmen_core::domain::{
    AreaId, HouseholdId, Housing, Outcome as VisitOutcome, Relation, ResidentId, Urgency, WishKind,
};

use super::problem;
use crate::api::{
    BoardQuery, BuildingsQuery, CareList, CareQuery, Command, ConflictsQuery, DoorForm,
    DoorTwinsQuery, EditHousehold, HouseholdForm, HouseholdQuery, HouseholdView, NeedDraft,
    Outcome, RecentQuery, ReplicaError, ResidentDraft, RoundQuery, RoundStep, SearchQuery,
    SplitHousehold, Staircase, SyncQuery, TodayQuery, VisitDraft, WishDraft, WishesQuery,
};
use crate::queries::tests::town::{FIVE, GRID, THREE, Town};

fn door(unit: &str, room: &str) -> DoorForm {
    DoorForm {
        building: THREE,
        unit: unit.into(),
        floor: None,
        room: room.into(),
    }
}

fn add(town: &mut Town, unit: &str, room: &str) -> HouseholdId {
    let form = HouseholdForm {
        door: door(unit, room),
        housing: Housing::Rent,
        note: "敲门要大声".into(),
    };
    made(town.act(Command::AddHousehold(form)))
}

fn made(outcome: Outcome) -> HouseholdId {
    match outcome {
        Outcome::NewHousehold { household, .. } => household,
        other => panic!("a household, not {other:?}"),
    }
}

fn view(town: &Town, household: HouseholdId) -> HouseholdView {
    town.ask(HouseholdQuery { household })
}

fn names(town: &Town, household: HouseholdId) -> Vec<String> {
    let residents = view(town, household).residents.into_iter();
    residents.map(|one| one.name).collect()
}

fn undo(town: &mut Town, outcome: &Outcome) {
    let transaction = match outcome {
        Outcome::Saved { transaction } | Outcome::NewHousehold { transaction, .. } => *transaction,
        other => panic!("saved, not {other:?}"),
    };
    assert_eq!(town.act(Command::Undo { transaction }), Outcome::Done);
}

fn calls(town: &mut Town, household: HouseholdId) {
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::Met),
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
}

fn wishes(town: &mut Town, household: HouseholdId, whose: ResidentId) {
    let wish = WishDraft {
        resident: Some(whose),
        kind: WishKind::Goods,
        text: "一副老花镜".into(),
        needed_by: None,
    };
    town.act(Command::RaiseWish { household, wish });
}

#[test]
fn a_door_that_was_missing_is_added_and_lived_in_at_once() {
    let mut town = Town::new();
    let household = add(&mut town, "2单元", "５０１室");
    let resident = ResidentDraft {
        name: "刀新来".into(),
        ..ResidentDraft::default()
    };
    town.act(Command::AddResident {
        household,
        resident,
    });
    let view = view(&town, household);
    assert_eq!((view.title.as_str(), view.floor), ("3-2-501", 5));
    assert_eq!(
        (view.housing, view.note.as_str()),
        (Housing::Rent, "敲门要大声")
    );
    assert_eq!(names(&town, household), ["刀新来"]);
    assert_eq!(town.ask(BoardQuery { building: THREE }).households, 1);
    let text = "3-2-501".to_owned();
    assert_eq!(town.ask(SearchQuery { text })[0].household, household);
    assert_eq!(town.deliver(), 2);
}

#[test]
fn a_door_that_is_there_already_is_told_however_it_is_written() {
    let mut town = Town::new();
    let there = town.household(THREE, "2", 5, "501");
    town.resident(there, "李国华", Relation::Head, &[]);
    town.household(THREE, "1", 5, "501");
    let told = |unit: &str, room: &str, household| {
        let door = door(unit, room);
        let twins = town.ask(DoorTwinsQuery { door, household });
        twins.into_iter().map(|twin| twin.title).collect::<Vec<_>>()
    };
    for (unit, room) in [
        ("2", "501"),
        ("", "3-2-501"),
        ("2", "501室"),
        ("２", "５０１"),
    ] {
        assert_eq!(told(unit, room, None), ["3-2-501"], "{unit} {room}");
    }
    assert_eq!(told("", "501", None), ["3-1-501", "3-2-501"], "in any unit");
    assert!(told("2", "501", Some(there)).is_empty(), "not of itself");
    assert!(told("2", "502", None).is_empty());
    let twins = town.ask(DoorTwinsQuery {
        door: door("2", "501"),
        household: None,
    });
    assert_eq!(twins[0].names, ["李国华"]);
}

#[test]
fn what_cannot_be_a_door_is_named() {
    let mut town = Town::new();
    let elsewhere = AreaId(uuid::Uuid::from_u128(9));
    let with = |door: DoorForm| {
        Command::AddHousehold(HouseholdForm {
            door,
            housing: Housing::Own,
            note: String::new(),
        })
    };
    let mut wrong = |door: DoorForm| problem(town.attempt(with(door)));
    assert_eq!(wrong(door("2", " \u{200b} ")), "room: empty");
    assert_eq!(wrong(door("2", &"5".repeat(101))), "room: too_long");
    let high = DoorForm {
        floor: Some(9_000),
        ..door("2", "501")
    };
    assert_eq!(wrong(high), "floor: form");
    let strange = DoorForm {
        building: elsewhere,
        ..door("2", "501")
    };
    assert_eq!(wrong(strange), "building: form");
}

#[test]
fn a_building_of_a_grid_that_this_phone_does_not_hold_cannot_be_chosen() {
    let mut town = Town::new();
    let far = town.far_building();
    let household = town.household(THREE, "2", 5, "501");
    let door = DoorForm {
        building: far,
        ..door("2", "501")
    };
    let moved = town.attempt(Command::MoveHousehold { household, door });
    assert_eq!(problem(moved), "building: elsewhere");
    let compounds = town.ask(BuildingsQuery {});
    let held: Vec<_> = compounds.iter().map(|one| one.held).collect();
    assert_eq!(held, [true, false]);
    assert_eq!(compounds[1].buildings[0].id, far);
}

#[test]
fn a_flat_falls_vacant_and_is_lived_in_again() {
    let mut town = Town::new();
    let household = add(&mut town, "2", "501");
    let housing = |housing| {
        Command::EditHousehold(EditHousehold {
            household,
            housing: Some(housing),
            note: None,
        })
    };
    town.act(housing(Housing::Vacant));
    assert_eq!(view(&town, household).housing, Housing::Vacant);
    assert!(town.ask(TodayQuery {}).trips.is_empty());
    town.act(housing(Housing::Own));
    assert_eq!(
        town.act(housing(Housing::Own)),
        Outcome::Done,
        "nothing new"
    );
    assert_eq!(view(&town, household).note, "敲门要大声");
}

#[test]
fn a_household_that_moves_takes_everything_along_and_can_be_brought_back() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "501");
    let head = town.resident(household, "李国华", Relation::Head, &["living_alone"]);
    calls(&mut town, household);
    wishes(&mut town, household, head);
    let to = DoorForm {
        building: FIVE,
        ..door("", "5-302")
    };
    let moved = town.act(Command::MoveHousehold {
        household,
        door: to,
    });
    let there = view(&town, household);
    assert_eq!((there.title.as_str(), there.floor), ("5-302", 3));
    assert_eq!((there.visit_count, there.wishes.len()), (1, 1));
    assert_eq!(there.residents.len(), 1);
    undo(&mut town, &moved);
    assert_eq!(view(&town, household).title, "3-2-501");
}

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

#[test]
fn those_who_leave_form_a_household_and_their_wishes_follow_them_not_the_visits() {
    let mut town = Town::new();
    let old = town.household(THREE, "2", 5, "501");
    let father = town.resident(old, "李国华", Relation::Head, &[]);
    let son = town.resident(old, "李强", Relation::Child, &[]);
    let wife = town.resident(old, "玉罕", Relation::ChildInLaw, &["low_income"]);
    calls(&mut town, old);
    wishes(&mut town, old, son);
    wishes(&mut town, old, father);
    let split = SplitHousehold {
        household: old,
        residents: BTreeSet::from([son, wife]),
        head: son,
        door: door("2", "501-A"),
        housing: Housing::Own,
    };
    let outcome = town.act(Command::SplitHousehold(split.clone()));
    let new = made(outcome.clone());
    let there = view(&town, new);
    assert_eq!(there.title, "3-2-501-A");
    let relations: Vec<_> = there.residents.iter().map(|one| &one.relation).collect();
    assert_eq!(relations, [&Some(Relation::Head), &None]);
    assert_eq!((there.wishes.len(), there.visit_count), (1, 0));
    let here = view(&town, old);
    assert_eq!((here.wishes.len(), here.visit_count), (1, 1));
    assert_eq!(names(&town, old), ["李国华"]);
    let wish_homes: BTreeSet<_> = town
        .ask(WishesQuery {})
        .into_iter()
        .map(|wish| (wish.resident_name, wish.household))
        .collect();
    assert!(wish_homes.contains(&("李强".into(), new)));
    undo(&mut town, &outcome);
    assert_eq!(names(&town, old).len(), 3);
    assert!(town.try_ask(HouseholdQuery { household: new }).is_err());
    assert_eq!(view(&town, old).wishes.len(), 2);

    let with = |residents: &[ResidentId], head| {
        Command::SplitHousehold(SplitHousehold {
            residents: residents.iter().copied().collect(),
            head,
            ..split.clone()
        })
    };
    for (residents, head, wrong) in [
        (&[][..], son, "residents: empty"),
        (&[father, son, wife][..], son, "residents: all"),
        (&[son][..], wife, "head: form"),
    ] {
        assert_eq!(problem(town.attempt(with(residents, head))), wrong);
    }
}

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

#[test]
fn who_marries_out_lives_in_the_other_household_and_takes_her_wishes_along() {
    let mut town = Town::new();
    let old = town.household(THREE, "2", 5, "501");
    let new = town.household(FIVE, "", 3, "302");
    let daughter = town.resident(old, "李思雨", Relation::Child, &["low_income"]);
    town.resident(old, "李国华", Relation::Head, &[]);
    wishes(&mut town, old, daughter);
    let moves = |relation| Command::MoveResident {
        resident: daughter,
        household: new,
        relation,
    };
    let moved = town.act(moves(Some(Relation::ChildInLaw)));
    let there = view(&town, new);
    assert_eq!(there.residents[0].relation, Some(Relation::ChildInLaw));
    assert_eq!((there.wishes.len(), there.tags.len()), (1, 1));
    assert_eq!(names(&town, old), ["李国华"]);
    assert_eq!(problem(town.attempt(moves(None))), "household: form");
    undo(&mut town, &moved);
    assert_eq!(names(&town, old).len(), 2);
    town.act(moves(None));
    assert_eq!(
        view(&town, new).residents[0].relation,
        None,
        "not known there"
    );
}

#[test]
fn whoever_only_reads_a_grid_changes_nothing_in_it() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "501");
    town.only_read(GRID);
    let add = Command::AddHousehold(HouseholdForm {
        door: door("2", "502"),
        housing: Housing::Own,
        note: String::new(),
    });
    assert_eq!(problem(town.attempt(add)), "building: elsewhere");
    let removed = town.attempt(Command::RemoveHousehold { household });
    assert_eq!(removed, Err(ReplicaError::StepNotPossible));
}
