use chuanmen_core::domain::{HouseholdId, Housing, Kind, Relation, ResidentId};
use chuanmen_core::merge::{FieldName, RecordId};

use super::problem;
use crate::api::{
    Choice, Command, ConflictRow, ConflictsQuery, EditResident, HouseholdQuery, ReplicaError,
};
use crate::queries::tests::town::{THREE, Town};

/// Two notes about one resident: Zhou's shows, Yan's is the other.
fn disputed() -> (Town, HouseholdId, ResidentId) {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let resident = town.resident(household, "张桂英", Relation::Head, &[]);
    town.act(Command::EditResident(EditResident {
        note: Some("爱下棋".into()),
        ..EditResident::of(resident)
    }));
    town.colleague_writes(
        Kind::Resident,
        resident.into(),
        "note",
        "爱唱歌".into(),
        60_000,
    );
    (town, household, resident)
}

fn settle(kind: Kind, id: impl Into<RecordId>, field: &'static str, choice: Choice) -> Command {
    let field = FieldName::known(field);
    Command::SettleConflict {
        kind,
        id: id.into(),
        field,
        choice,
    }
}

fn note(town: &Town, household: HouseholdId) -> String {
    town.ask(HouseholdQuery { household })
        .residents
        .remove(0)
        .note
}

fn the_conflict(town: &Town) -> ConflictRow {
    let rows = town.ask(ConflictsQuery {});
    assert_eq!(rows.len(), 1);
    rows.into_iter().next().unwrap()
}

#[test]
fn each_choice_settles_the_disagreement_for_good() {
    for (choose, settled) in [(0, "爱下棋"), (1, "爱唱歌"), (2, "爱下棋，也爱唱歌")] {
        let (mut town, household, resident) = disputed();
        let choice = match choose {
            0 => Choice::Keep,
            1 => Choice::Take(the_conflict(&town).others[0].stamp),
            _ => Choice::Type(format!(" {settled} ")),
        };
        town.act(settle(Kind::Resident, resident, "note", choice));
        assert!(town.ask(ConflictsQuery {}).is_empty());
        assert_eq!(note(&town, household), settled);
        town.deliver();
        assert!(town.ask(ConflictsQuery {}).is_empty());
    }
}

#[test]
fn where_nobody_disagrees_there_is_nothing_to_settle() {
    let (mut town, _, resident) = disputed();
    let nothing = settle(Kind::Resident, resident, "phone", Choice::Keep);
    assert_eq!(town.attempt(nothing), Err(ReplicaError::NotFound));
    let gone = Choice::Take(town.colleague_stamp(1));
    let gone = settle(Kind::Resident, resident, "note", gone);
    assert_eq!(town.attempt(gone), Err(ReplicaError::NotFound));
}

#[test]
fn a_word_of_a_vocabulary_can_be_typed_and_anything_else_cannot() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.colleague_writes(
        Kind::Household,
        household.into(),
        "housing",
        "rent".into(),
        60_000,
    );
    assert_eq!(the_conflict(&town).shown.value, "rent");
    let typed = |word: &str| {
        settle(
            Kind::Household,
            household,
            "housing",
            Choice::Type(word.into()),
        )
    };
    assert_eq!(problem(town.attempt(typed("castle"))), "housing: form");
    town.act(typed("shared"));
    assert_eq!(
        town.ask(HouseholdQuery { household }).housing,
        Housing::Shared
    );
    assert!(town.ask(ConflictsQuery {}).is_empty());
}
