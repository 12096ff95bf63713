use std::collections::BTreeMap;

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{CareGround, HouseholdId, Kind, Relation, ResidentId};
use chuanmen_core::protocol::{Answer, RefusalCode};
use jiff::civil::date;

use super::town::{THREE, Town};
use crate::api::{
    ChangeRow, Choice, Command, ConflictsQuery, DoorForm, EditResident, HistoryQuery, HistoryView,
    Outcome,
};

fn town() -> (Town, HouseholdId, ResidentId) {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    let resident = town.resident(household, "李国华", Relation::Head, &[]);
    (town, household, resident)
}

fn history(town: &Town, household: HouseholdId) -> HistoryView {
    town.ask(HistoryQuery { household })
}

/// The changes of one field, newest first, as `before → after fate`.
fn told(town: &Town, household: HouseholdId, field: &str) -> Vec<String> {
    let rows = history(town, household).changes.into_iter();
    let rows = rows.filter(|row| row.field.as_ref().is_some_and(|f| f.as_str() == field));
    rows.map(|row| {
        let before = row.before.unwrap_or_else(|| "?".into());
        format!("{before} → {} {:?}", row.after, row.fate)
    })
    .collect()
}

fn notes(town: &mut Town, resident: ResidentId, note: &str) {
    town.wall = town.wall.plus(60_000);
    town.act(Command::EditResident(EditResident {
        note: Some(note.into()),
        ..EditResident::of(resident)
    }));
}

#[test]
fn each_change_says_what_was_there_and_what_waits() {
    let (mut town, household, resident) = town();
    notes(&mut town, resident, "爱下棋");
    notes(&mut town, resident, "爱下象棋");
    let waiting = ["爱下棋 → 爱下象棋 Waiting", " → 爱下棋 Waiting"];
    assert_eq!(told(&town, household, "note"), waiting);
    town.deliver();
    let taken = ["爱下棋 → 爱下象棋 Taken", " → 爱下棋 Taken"];
    assert_eq!(told(&town, household, "note"), taken);
    let view = history(&town, household);
    let row: &ChangeRow = &view.changes[0];
    assert_eq!(
        (row.subject.as_str(), row.by.as_str()),
        ("李国华", "周丽萍")
    );
    assert!(row.mine && !view.cut);
    assert_eq!(view.title, "3-2-502");
}

#[test]
fn what_was_entered_is_one_line_not_one_for_each_field() {
    let (town, household, _) = town();
    let changes = history(&town, household).changes;
    let fields: Vec<_> = changes.iter().map(|row| &row.field).collect();
    assert_eq!(fields, [&None, &None], "the household, and its resident");
}

#[test]
fn a_colleagues_change_names_them_and_their_phone() {
    let (mut town, household, resident) = town();
    let note = "腿脚不便".into();
    town.colleague_writes(Kind::Resident, resident.into(), "note", note, 5_000);
    let changes = history(&town, household).changes;
    let row = changes.iter().find(|row| row.field.is_some()).unwrap();
    assert_eq!(
        (row.by.as_str(), row.phone.as_str()),
        ("岩温罕", "岩温罕的手机")
    );
    assert_eq!(row.before.as_deref(), Some(""));
    assert!(!row.mine);
}

#[test]
fn what_lost_a_disagreement_stays_to_be_read() {
    let (mut town, household, resident) = town();
    notes(&mut town, resident, "爱下棋");
    town.deliver();
    let note = "爱跳舞".into();
    town.colleague_writes(Kind::Resident, resident.into(), "note", note, 1_000);
    let disputed = told(&town, household, "note");
    assert!(
        disputed.contains(&" → 爱跳舞 Disputed".to_owned())
            || disputed.contains(&" → 爱下棋 Disputed".to_owned()),
        "{disputed:?}"
    );
    let conflict = town.ask(ConflictsQuery {}).remove(0);
    town.act(Command::SettleConflict {
        kind: conflict.kind,
        id: conflict.id,
        field: conflict.field,
        choice: Choice::Type("爱跳广场舞".into()),
    });
    town.deliver();
    let rows = told(&town, household, "note");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[0].ends_with("→ 爱跳广场舞 Taken"), "{rows:?}");
    assert!(
        rows.iter().filter(|row| row.ends_with("Lost")).count() == 2,
        "{rows:?}"
    );
}

#[test]
fn numbers_of_people_stay_masked() {
    let (mut town, household, resident) = town();
    town.act(Command::EditResident(EditResident {
        citizen_id: Some("11010519491231002X".into()),
        phone: Some("13912345678".into()),
        ..EditResident::of(resident)
    }));
    town.deliver();
    let said = format!("{:?}", history(&town, household));
    for number in ["11010519491231002X", "13912345678", "13800692907"] {
        assert!(!said.contains(number), "{said}");
    }
    let phone = told(&town, household, "phone");
    assert_eq!(phone, ["138****2907 → 139****5678 Taken"]);
}

#[test]
fn a_phone_that_was_told_late_says_that_it_does_not_know_what_was_before() {
    let (mut town, household, resident) = town();
    notes(&mut town, resident, "爱下棋");
    notes(&mut town, resident, "爱下象棋");
    town.deliver();
    // As after a bootstrap: the record as it stands, and nothing of what passed.
    let forget = "DELETE FROM history";
    town.store.connection().execute(forget, []).unwrap();
    assert_eq!(told(&town, household, "note"), ["? → 爱下象棋 Taken"]);
    assert!(history(&town, household).cut);
}

#[test]
fn of_one_field_only_the_last_writes_are_kept() {
    let (mut town, household, resident) = town();
    for count in 0..30 {
        notes(&mut town, resident, &format!("第 {count} 次"));
        town.deliver();
    }
    let rows = told(&town, household, "note");
    assert_eq!(rows.len(), 20);
    assert_eq!(rows[0], "第 28 次 → 第 29 次 Taken");
    assert_eq!(rows[19], "? → 第 10 次 Taken");
}

#[test]
fn what_the_hub_refused_or_one_took_back_is_no_history() {
    let (mut town, household, resident) = town();
    notes(&mut town, resident, "爱下棋");
    town.answer_all(|_| Answer::Refused {
        code: RefusalCode::NotGranted,
        detail: String::new(),
    });
    assert!(told(&town, household, "note").is_empty());
    let edit = EditResident {
        note: Some("爱唱歌".into()),
        ..EditResident::of(resident)
    };
    let Outcome::Saved { transaction } = town.act(Command::EditResident(edit)) else {
        panic!("saved");
    };
    town.act(Command::Undo { transaction });
    assert!(told(&town, household, "note").is_empty());
}

#[test]
fn the_history_goes_with_the_record() {
    let (mut town, household, resident) = town();
    notes(&mut town, resident, "爱下棋");
    town.deliver();
    town.forgets(&[household.into(), resident.into()]);
    let left: i64 = town
        .store
        .connection()
        .query_row(
            "SELECT (SELECT count(*) FROM history) + (SELECT count(*) FROM forgotten)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_move_and_a_care_tag_with_its_ground_are_told() {
    let (mut town, household, resident) = town();
    town.wall = town.wall.plus(UnixMillis::MINUTE);
    town.act(Command::MoveHousehold {
        household,
        door: DoorForm {
            building: THREE,
            unit: "2".into(),
            floor: None,
            room: "503".into(),
        },
    });
    let ground = CareGround {
        since: Some(date(2026, 11, 1)),
        reason: "老伴去世".into(),
    };
    town.act(Command::EditResident(EditResident {
        care_tags: BTreeMap::from([("living_alone".into(), true)]),
        care_grounds: BTreeMap::from([("living_alone".into(), ground.clone())]),
        ..EditResident::of(resident)
    }));
    assert_eq!(
        told(&town, household, "place"),
        ["3-2-502 → 3-2-503 Waiting"]
    );
    assert_eq!(
        told(&town, household, "care_since/living_alone"),
        [" → 2026-11-01 Waiting"]
    );
    let changes = history(&town, household).changes;
    let tag = changes.iter().find(|row| !row.tag.is_empty()).unwrap();
    assert_eq!(tag.tag, "独居老人");
    let residents = town.ask(crate::api::HouseholdQuery { household }).residents;
    assert_eq!(residents[0].grounds["living_alone"], ground);
}
