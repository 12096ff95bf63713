use std::collections::BTreeMap;

use chuanmen_core::domain::{HouseholdId, Kind, Relation, ResidentId, Sex};

use jiff::civil::date;

use super::problem;
use crate::api::{
    Command, ConflictsQuery, DraftForm, EditResident, HouseholdQuery, Outcome, Preference,
    PreferencesQuery, ReceiptQuery, ReplicaError, ResidentDraft, ResidentForm, ResidentFormQuery,
    ResidentView, SyncQuery, TextSize,
};
use crate::queries::tests::town::{THREE, Town};

/// The example of GB 11643-1999, appendix: a woman born on the last day of 1949.
const EXAMPLE: &str = "11010519491231002X";

fn town() -> (Town, HouseholdId, ResidentId) {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let resident = town.resident(household, "李国华", Relation::Head, &["living_alone"]);
    (town, household, resident)
}

fn edit(resident: ResidentId) -> EditResident {
    EditResident::of(resident)
}

fn shown(town: &Town, household: HouseholdId) -> ResidentView {
    town.ask(HouseholdQuery { household }).residents.remove(0)
}

#[test]
fn a_citizen_id_brings_birth_date_and_sex_with_it() {
    let (mut town, household, resident) = town();
    let citizen_id = Some(" 110105 19491231 002x".to_owned());
    town.act(Command::EditResident(EditResident {
        citizen_id,
        ..edit(resident)
    }));
    let view = shown(&town, household);
    assert_eq!(view.citizen_id, Some(("1101".into(), "2X".into())));
    assert_eq!((view.age, view.sex), (Some(76), Some(Sex::Female)));
    let citizen_id = Some(String::new());
    town.act(Command::EditResident(EditResident {
        citizen_id,
        ..edit(resident)
    }));
    let view = shown(&town, household);
    assert_eq!((view.citizen_id, view.age), (None, Some(76)));
}

#[test]
fn only_what_is_new_is_written_and_nothing_new_saves_nothing() {
    let (mut town, household, resident) = town();
    let same = EditResident {
        name: Some("李国华".into()),
        phone: Some("138 0069 2907".into()),
        note: Some(String::new()),
        family_doctor: Some(false),
        care_tags: BTreeMap::from([
            ("living_alone".into(), true),
            ("left_behind_child".into(), false),
        ]),
        ..edit(resident)
    };
    assert_eq!(town.act(Command::EditResident(same.clone())), Outcome::Done);
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
    let family_doctor = Some(true);
    let care_tags = BTreeMap::from([("living_alone".into(), false)]);
    town.act(Command::EditResident(EditResident {
        family_doctor,
        care_tags,
        ..same
    }));
    let sent = town.store.outgoing((1 << 20, 10), true, town.wall).unwrap();
    let fields: Vec<_> = sent[0].transaction.patches[0]
        .set
        .keys()
        .map(|field| field.as_str())
        .collect();
    assert_eq!(fields, ["care_tag/living_alone", "family_doctor"]);
    let view = shown(&town, household);
    assert!(view.family_doctor && view.tags.is_empty());
}

#[test]
fn what_cannot_be_taken_is_named() {
    let (mut town, _, resident) = town();
    let unknown = BTreeMap::from([("astronaut".to_owned(), true)]);
    let text = |text: &str| Some(text.to_owned());
    for (edit, wrong) in [
        (
            EditResident {
                name: text(" "),
                ..edit(resident)
            },
            "name: empty",
        ),
        (
            EditResident {
                phone: text("13a"),
                ..edit(resident)
            },
            "phone: form",
        ),
        (
            EditResident {
                citizen_id: text("110105194912310021"),
                ..edit(resident)
            },
            "citizen_id: check_digit",
        ),
        (
            EditResident {
                care_tags: unknown,
                ..edit(resident)
            },
            "care_tag/astronaut: form",
        ),
    ] {
        assert_eq!(problem(town.attempt(Command::EditResident(edit))), wrong);
    }
}

#[test]
fn a_birth_date_and_a_sex_are_typed_where_no_number_says_them() {
    let (mut town, household, resident) = town();
    let typed = EditResident {
        born: Some(date(1950, 3, 4)),
        sex: Some(Sex::Male),
        ..edit(resident)
    };
    town.act(Command::EditResident(typed.clone()));
    let view = shown(&town, household);
    assert_eq!(
        (view.born, view.sex),
        (Some(date(1950, 3, 4)), Some(Sex::Male))
    );
    town.act(Command::EditResident(EditResident {
        citizen_id: Some(EXAMPLE.to_owned()),
        ..edit(resident)
    }));
    town.act(Command::EditResident(typed));
    let view = shown(&town, household);
    assert_eq!(
        (view.born, view.sex),
        (Some(date(1949, 12, 31)), Some(Sex::Female))
    );
}

#[test]
fn nobody_is_born_tomorrow_or_in_another_age() {
    let (mut town, _, resident) = town();
    for (day, wrong) in [
        (date(2999, 1, 1), "born: future"),
        (date(1700, 1, 1), "born: form"),
    ] {
        let edit = EditResident {
            born: Some(day),
            ..edit(resident)
        };
        assert_eq!(problem(town.attempt(Command::EditResident(edit))), wrong);
    }
}

#[test]
fn how_somebody_is_to_the_head_and_what_they_say_of_themselves_is_kept() {
    let (mut town, household, resident) = town();
    town.act(Command::EditResident(EditResident {
        relation: Some(Relation::Parent),
        ethnicity: Some("傣族".into()),
        party_member: Some(true),
        ..edit(resident)
    }));
    let view = shown(&town, household);
    assert_eq!(view.relation, Some(Relation::Parent));
    assert_eq!((view.ethnicity.as_str(), view.party_member), ("傣族", true));
}

#[test]
fn an_edit_based_on_what_was_seen_is_no_disagreement() {
    let (mut town, household, resident) = town();
    town.colleague_writes(
        Kind::Resident,
        resident.into(),
        "note",
        "爱下棋".into(),
        60_000,
    );
    let note = Some("爱下象棋".to_owned());
    town.act(Command::EditResident(EditResident {
        note,
        ..edit(resident)
    }));
    assert_eq!(shown(&town, household).note, "爱下象棋");
    assert!(town.ask(ConflictsQuery {}).is_empty());
}

#[test]
fn revealing_shows_all_and_is_logged() {
    let (mut town, _, resident) = town();
    let citizen_id = Some(EXAMPLE.to_owned());
    town.act(Command::EditResident(EditResident {
        citizen_id,
        ..edit(resident)
    }));
    let revealed = town.act(Command::Reveal { resident });
    let citizen_id = Some(EXAMPLE.to_owned());
    assert_eq!(
        revealed,
        Outcome::Revealed {
            citizen_id,
            phone: "13800692907".into()
        }
    );
    let count = "SELECT count(*) FROM access_log WHERE resident = ?1";
    let logged: i64 = town
        .store
        .connection()
        .query_row(count, [resident.to_string()], |row| row.get(0))
        .unwrap();
    assert_eq!(logged, 1);
    let stranger = ResidentId(uuid::Uuid::from_u128(7));
    assert_eq!(
        town.attempt(Command::Reveal { resident: stranger }),
        Err(ReplicaError::NotFound)
    );
}

#[test]
fn how_the_device_looks_is_kept() {
    let mut town = Town::new();
    let preference = Preference {
        text: TextSize::Huge,
        ..Preference::default()
    };
    town.act(Command::Prefer(preference));
    assert_eq!(town.ask(PreferencesQuery {}), preference);
}

#[test]
fn a_form_left_unsaved_is_kept_until_it_is_saved_and_comes_back_with_an_undo() {
    let (mut town, household, _) = town();
    let form = ResidentDraft {
        name: "刀新来".into(),
        ..ResidentDraft::default()
    };
    let kept = ResidentForm::New(form.clone());
    let left = ResidentFormQuery {
        household,
        resident: None,
    };
    town.act(Command::KeepResidentForm {
        household,
        resident: None,
        form: Some(kept.clone()),
    });
    assert_eq!(town.ask(left.clone()), Some(kept.clone()));
    let drafts = town.ask(ReceiptQuery {}).drafts;
    assert_eq!(drafts[0].form, DraftForm::Newcomer { household });
    let add = Command::AddResident {
        household,
        resident: form,
    };
    let Outcome::Saved { transaction } = town.act(add) else {
        panic!("saved");
    };
    assert_eq!(town.ask(left.clone()), None);
    town.act(Command::Undo { transaction });
    assert_eq!(town.ask(left.clone()), Some(kept));
    town.act(Command::KeepResidentForm {
        household,
        resident: None,
        form: None,
    });
    assert_eq!(town.ask(left), None);
}
