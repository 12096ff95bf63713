//! What people type and paste, and what becomes of it at each form.

use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{CareGround, HouseholdId, Housing, Outcome as VisitOutcome, Relation};
use jiff::civil::date;

use super::problem;
use crate::api::{
    Command, DoorForm, EditHousehold, EditResident, HouseholdForm, HouseholdQuery, HouseholdView,
    Outcome, ReplicaError, ResidentDraft, SearchQuery, VisitDraft,
};
use crate::queries::tests::town::{NOON, THREE, Town};

fn town() -> (Town, HouseholdId) {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    (town, household)
}

fn view(town: &Town, household: HouseholdId) -> HouseholdView {
    town.ask(HouseholdQuery { household })
}

fn enter(
    town: &mut Town,
    household: HouseholdId,
    resident: ResidentDraft,
) -> Result<Outcome, ReplicaError> {
    town.attempt(Command::AddResident {
        household,
        resident,
    })
}

fn named(name: &str) -> ResidentDraft {
    ResidentDraft {
        name: name.into(),
        ..ResidentDraft::default()
    }
}

#[test]
fn every_name_that_somebody_bears_is_kept_shown_and_found() {
    let long = "阿卜杜热合曼·买买提".repeat(3);
    for (typed, shown, found_by) in [
        ("丁", "丁", "丁"),
        (long.as_str(), long.as_str(), "热合曼"),
        ("𠮷田", "𠮷田", "𠮷"),
        ("李䶮", "李䶮", "䶮"),
        ("刘𬎆", "刘𬎆", "𬎆"),
        ("Ana María", "Ana María", "maría"),
        ("单雄信", "单雄信", "sxx"),
        ("小名🌸", "小名🌸", "🌸"),
        ("李\u{200b}国华", "李国华", "李国华"),
        ("\u{202e}玉罕\u{202c}", "玉罕", "yh"),
        ("玉\t罕\r\n", "玉罕", "玉罕"),
    ] {
        let (mut town, household) = town();
        enter(&mut town, household, named(typed)).unwrap();
        assert_eq!(view(&town, household).residents[0].name, shown);
        let found = town.ask(SearchQuery {
            text: found_by.into(),
        });
        assert_eq!(found.len(), 1, "{found_by} finds {shown}");
        assert_eq!(found[0].names, [shown]);
    }
}

#[test]
fn rare_characters_have_their_place_in_a_household() {
    let (mut town, household) = town();
    for (name, relation) in [
        ("𠮷一", Relation::Child),
        ("䶮二", Relation::Head),
        ("一", Relation::Spouse),
    ] {
        let resident = ResidentDraft {
            relation: Some(relation),
            ..named(name)
        };
        enter(&mut town, household, resident).unwrap();
    }
    let residents = view(&town, household).residents.into_iter();
    let names: Vec<_> = residents.map(|one| one.name).collect();
    assert_eq!(names, ["䶮二", "一", "𠮷一"]);
}

#[test]
fn what_is_put_right_is_put_right_everywhere() {
    for (citizen_id, phone) in [
        ("11010519491231002x", "13800692907"),
        (
            "１１０１０５１９４９１２３１００２Ｘ",
            "１３８００６９２９０７",
        ),
        ("110105 19491231 002X", "138-0069-2907"),
        (
            "\u{202a}11010519491231002X\u{202c}",
            "\u{200e}138 0069 2907",
        ),
    ] {
        let (mut town, household) = town();
        let resident = ResidentDraft {
            citizen_id: citizen_id.into(),
            phone: phone.into(),
            ..named("李国花")
        };
        enter(&mut town, household, resident).unwrap();
        let resident = view(&town, household).residents[0].id;
        let all = Outcome::Revealed {
            citizen_id: Some("11010519491231002X".into()),
            phone: "13800692907".into(),
        };
        assert_eq!(town.act(Command::Reveal { resident }), all, "{citizen_id}");
    }
}

#[test]
fn what_cannot_be_taken_is_named_at_its_field_and_nothing_is_written() {
    let note = "长".repeat(30_000);
    let ground = |since| {
        let reason = String::new();
        BTreeMap::from([("living_alone".to_owned(), CareGround { since, reason })])
    };
    for (resident, wrong) in [
        (named(""), "name: empty"),
        (named("\u{200b}\u{feff} \n"), "name: empty"),
        (named(&"长".repeat(101)), "name: too_long"),
        (
            ResidentDraft {
                citizen_id: "110105194912310021".into(),
                ..named("李")
            },
            "citizen_id: check_digit",
        ),
        (
            ResidentDraft {
                citizen_id: "1101052099123100".into(),
                ..named("李")
            },
            "citizen_id: form",
        ),
        (
            ResidentDraft {
                born: Some(date(2099, 1, 1)),
                ..named("李")
            },
            "born: future",
        ),
        (
            ResidentDraft {
                phone: "打村口小卖部".into(),
                ..named("李")
            },
            "phone: form",
        ),
        (
            ResidentDraft {
                note: note.clone(),
                ..named("李")
            },
            "note: too_long",
        ),
        (
            ResidentDraft {
                care_tags: ["living_alone".to_owned()].into(),
                care_grounds: ground(Some(date(2099, 1, 1))),
                ..named("李")
            },
            "care_since/living_alone: future",
        ),
    ] {
        let (mut town, household) = town();
        assert_eq!(problem(enter(&mut town, household, resident)), wrong);
        assert!(view(&town, household).residents.is_empty());
    }
}

#[test]
fn a_long_note_is_kept_to_its_last_character_at_every_form() {
    let note = format!("{}🌸", "楼上漏水，".repeat(2_000));
    let (mut town, household) = town();
    enter(
        &mut town,
        household,
        ResidentDraft {
            note: note.clone(),
            ..named("李国华")
        },
    )
    .unwrap();
    town.act(Command::EditHousehold(EditHousehold {
        household,
        housing: None,
        note: Some(format!("{note}\r\n第二行")),
    }));
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::Met),
        note: format!("{note}\u{202e}"),
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
    let view = view(&town, household);
    assert_eq!(view.residents[0].note, note);
    assert_eq!(view.note, format!("{note}\n第二行"));
    assert_eq!(view.visits[0].note, note);
}

#[test]
fn a_door_is_put_right_however_it_is_typed() {
    for room in ["６０１", "601室", "3-2-601", "\u{202d}601\u{202c}\n"] {
        let (mut town, _) = town();
        let form = HouseholdForm {
            door: DoorForm {
                building: THREE,
                unit: "２单元".into(),
                floor: None,
                room: room.into(),
            },
            housing: Housing::Own,
            note: "\0".into(),
        };
        let Outcome::NewHousehold { household, .. } = town.act(Command::AddHousehold(form)) else {
            panic!("made");
        };
        let view = view(&town, household);
        assert_eq!((view.title.as_str(), view.floor), ("3-2-601", 6), "{room}");
        assert!(view.note.is_empty());
    }
}

#[test]
fn a_phone_that_wakes_in_1970_goes_on_from_the_last_time_it_knew() {
    let (mut town, household) = town();
    enter(&mut town, household, named("李国华")).unwrap();
    town.wall = UnixMillis(0);
    let born = ResidentDraft {
        born: Some(date(1950, 3, 4)),
        ..named("玉罕")
    };
    enter(&mut town, household, born).unwrap();
    let resident = view(&town, household).residents[0].id;
    town.act(Command::EditResident(EditResident {
        note: Some("记于断电后".into()),
        ..EditResident::of(resident)
    }));
    let visit = VisitDraft {
        outcome: Some(VisitOutcome::Met),
        ..VisitDraft::default()
    };
    town.act(Command::RecordVisit { household, visit });
    let view = view(&town, household);
    assert!(view.visits[0].at >= NOON, "{:?}", view.visits[0].at);
    assert_eq!(view.residents.len(), 2);
    assert_eq!(town.deliver(), 4);
}
