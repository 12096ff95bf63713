use std::collections::BTreeMap;

use chuanmen_core::domain::{CitizenId, Kind, Relation, Resident, ResidentId, Role};
use chuanmen_core::merge::FieldName;
use jiff::civil::Date;

use super::town::{THREE, Town};
use crate::api::{Command, ConflictsQuery, EditResident, HouseholdQuery};

fn edit(resident: ResidentId) -> EditResident {
    EditResident {
        ..EditResident::of(resident)
    }
}

#[test]
fn a_disagreement_shows_both_sides_with_names_and_masked_numbers() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let zhang = town.resident(household, "张桂英", Relation::Head, &[]);
    let phone = Some("13900691111".to_owned());
    town.act(Command::EditResident(EditResident {
        phone,
        ..edit(zhang)
    }));
    town.deliver();
    town.colleague_writes(
        Kind::Resident,
        zhang.into(),
        "phone",
        "13700692222".into(),
        60_000,
    );
    let rows = town.ask(ConflictsQuery {});
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!(
        (row.place.as_str(), row.subject.as_str()),
        ("3-2-502", "张桂英")
    );
    assert_eq!(row.field, FieldName::known("phone"));
    assert_eq!(
        (row.shown.value.as_str(), row.shown.mine),
        ("139****1111", true)
    );
    assert_eq!(row.others[0].value, "137****2222");
    assert_eq!(
        (row.others[0].by.as_str(), row.others[0].mine),
        ("岩温罕", false)
    );
    assert_eq!(town.ask(HouseholdQuery { household }).conflicts, rows);
    let elsewhere = town.household(THREE, "2", 5, "503");
    assert!(
        town.ask(HouseholdQuery {
            household: elsewhere
        })
        .conflicts
        .is_empty()
    );
}

#[test]
fn a_care_tag_is_named_and_an_identity_masked() {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let zhang = town.resident(household, "张桂英", Relation::Head, &[]);
    let number = |born| CitizenId::compose(532_899, born, 18).unwrap();
    let mine = number(Date::constant(1955, 3, 8));
    let tags = BTreeMap::from([("living_alone".to_owned(), true)]);
    let citizen_id = Some(mine.as_str().to_owned());
    town.act(Command::EditResident(EditResident {
        citizen_id,
        care_tags: tags,
        ..edit(zhang)
    }));
    let born = Date::constant(1956, 3, 8);
    let theirs = Resident::identity(Some(&number(born)), Some(born)).unwrap();
    town.colleague_writes(Kind::Resident, zhang.into(), "identity", theirs, 60_000);
    town.colleague_writes(
        Kind::Resident,
        zhang.into(),
        "care_tag/living_alone",
        false.into(),
        50_000,
    );
    let rows = town.ask(ConflictsQuery {});
    let find = |field: &str| rows.iter().find(|row| row.field.as_str() == field).unwrap();
    let tag = find("care_tag/living_alone");
    assert_eq!(
        (tag.shown.value.as_str(), tag.others[0].value.as_str()),
        ("独居老人", "")
    );
    let identity = find("identity");
    assert!(identity.shown.value.ends_with(" 1955-03-08"));
    assert!(!identity.shown.value.contains("19550308"));
}

#[test]
fn a_disagreement_on_the_checklist_is_shown_to_whoever_can_settle_it() {
    let mut supervisors = Town::of(Role::CommunitySupervisor);
    supervisors.disputed_question();
    let rows = supervisors.ask(ConflictsQuery {});
    let names = (&*rows[0].shown.value, &*rows[0].others[0].value);
    assert_eq!((rows.len(), names), (1, ("说法二", "说法一")));
    let mut members = Town::new();
    members.disputed_question();
    assert!(members.ask(ConflictsQuery {}).is_empty());
}
