use chuanmen_core::domain::{HouseholdId, Relation, ResidentId, WishKind};

use super::problem;
use crate::api::{
    Command, HouseholdQuery, Outcome, ReplicaError, ResidentDraft, ResidentView, SyncQuery,
    TwinRow, TwinSign, TwinsQuery, WishDraft, WishQuery, WishesQuery,
};
use crate::queries::tests::town::{FIVE, THREE, Town};

/// The example of GB 11643-1999, appendix: a woman born on the last day of 1949.
const EXAMPLE: &str = "11010519491231002X";

fn town() -> (Town, HouseholdId) {
    let mut town = Town::new();
    let household = town.household(THREE, "2", 5, "502");
    town.resident(household, "李国华", Relation::Head, &[]);
    (town, household)
}

fn somebody(name: &str) -> ResidentDraft {
    ResidentDraft {
        name: name.into(),
        ..ResidentDraft::default()
    }
}

fn who(town: &Town, household: HouseholdId) -> Vec<ResidentView> {
    town.ask(HouseholdQuery { household }).residents
}

fn names(town: &Town, household: HouseholdId) -> Vec<String> {
    let who = who(town, household).into_iter();
    who.map(|resident| resident.name).collect()
}

fn one(town: &Town, household: HouseholdId, name: &str) -> ResidentView {
    let mut who = who(town, household).into_iter();
    who.find(|resident| resident.name == name).unwrap()
}

fn add(town: &mut Town, household: HouseholdId, resident: ResidentDraft) -> ResidentId {
    let name = resident.name.clone();
    town.act(Command::AddResident {
        household,
        resident,
    });
    one(town, household, &name).id
}

#[test]
fn somebody_added_shows_with_all_that_was_typed_and_can_be_taken_back() {
    let (mut town, household) = town();
    let resident = ResidentDraft {
        phone: "138 0069 1234".into(),
        citizen_id: EXAMPLE.into(),
        relation: Some(Relation::Spouse),
        note: "耳背".into(),
        family_doctor: true,
        care_tags: ["living_alone".to_owned()].into(),
        ..somebody(" 王秀英 ")
    };
    let saved = town.act(Command::AddResident {
        household,
        resident,
    });
    let view = one(&town, household, "王秀英");
    assert_eq!(view.phone, Some(("138".into(), "1234".into())));
    assert_eq!(view.citizen_id, Some(("1101".into(), "2X".into())));
    assert_eq!(
        (view.age, view.relation),
        (Some(76), Some(Relation::Spouse))
    );
    assert_eq!((view.note.as_str(), view.family_doctor), ("耳背", true));
    assert_eq!(view.tags.len(), 1);
    let Outcome::Saved { transaction } = saved else {
        panic!("{saved:?}");
    };
    town.act(Command::Undo { transaction });
    assert_eq!(names(&town, household), ["李国华"]);
}

#[test]
fn somebody_without_a_name_or_with_a_wrong_number_is_not_added() {
    let (mut town, household) = town();
    let wrong = ResidentDraft {
        citizen_id: "110105194912310021".into(),
        ..somebody("王秀英")
    };
    for (resident, said) in [
        (somebody(" "), "name: empty"),
        (wrong, "citizen_id: check_digit"),
    ] {
        let add = Command::AddResident {
            household,
            resident,
        };
        assert_eq!(problem(town.attempt(add)), said);
    }
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
}

#[test]
fn who_moved_out_is_not_shown_and_comes_back_by_undo() {
    let (mut town, household) = town();
    let resident = who(&town, household)[0].id;
    let saved = town.act(Command::MoveOut { resident });
    assert!(names(&town, household).is_empty());
    assert_eq!(
        town.attempt(Command::MoveOut { resident }),
        Err(ReplicaError::NotFound)
    );
    let Outcome::Saved { transaction } = saved else {
        panic!("{saved:?}");
    };
    town.act(Command::Undo { transaction });
    assert_eq!(names(&town, household), ["李国华"]);
}

#[test]
fn of_two_entries_of_one_person_the_kept_one_knows_what_either_knew() {
    let (mut town, household) = town();
    let kept = one(&town, household, "李国华").id;
    let twin = add(
        &mut town,
        household,
        ResidentDraft {
            phone: "13800691234".into(),
            citizen_id: EXAMPLE.into(),
            relation: Some(Relation::Parent),
            note: "耳背".into(),
            ..somebody("李国花")
        },
    );
    town.act(Command::RaiseWish {
        household,
        wish: WishDraft {
            resident: Some(twin),
            kind: WishKind::Goods,
            text: "老花镜".into(),
            needed_by: None,
        },
    });
    town.act(Command::MergeResidents {
        resident: kept,
        twin,
    });
    let who = who(&town, household);
    assert_eq!(who.len(), 1);
    let view = &who[0];
    assert_eq!((view.id, view.name.as_str()), (kept, "李国华"));
    assert_eq!(view.phone, Some(("138".into(), "2907".into())));
    assert_eq!(view.age, Some(76));
    assert_eq!(view.note, "耳背");
    assert_eq!(view.relation, Some(Relation::Head));
    let wish = town.ask(WishesQuery {}).remove(0).id;
    let named = format!("{:?}", town.ask(WishQuery { wish }));
    assert!(
        named.contains("李国华") && !named.contains("李国花"),
        "{named}"
    );
}

#[test]
fn of_two_entries_the_first_is_kept_whichever_is_named_and_what_is_said_of_the_named_one_stands() {
    let (mut town, household) = town();
    let first = one(&town, household, "李国华").id;
    let phone = "13800691234";
    let second = add(
        &mut town,
        household,
        ResidentDraft {
            phone: phone.into(),
            ..somebody("李国花")
        },
    );
    town.act(Command::MergeResidents {
        resident: second,
        twin: first,
    });
    let who = who(&town, household);
    assert_eq!(who.len(), 1);
    assert_eq!((who[0].id, who[0].name.as_str()), (first, "李国花"));
    assert_eq!(who[0].phone, Some(("138".into(), "1234".into())));
}

#[test]
fn nobody_is_merged_with_themselves() {
    let (mut town, household) = town();
    let resident = who(&town, household)[0].id;
    let merge = Command::MergeResidents {
        resident,
        twin: resident,
    };
    assert_eq!(town.attempt(merge), Err(ReplicaError::StepNotPossible));
}

fn twins(town: &Town, household: HouseholdId, name: &str, citizen_id: &str) -> Vec<TwinRow> {
    town.ask(TwinsQuery {
        household,
        resident: None,
        name: name.into(),
        citizen_id: citizen_id.into(),
    })
}

#[test]
fn a_twin_is_noticed_by_number_by_name_and_birth_date_and_by_sound() {
    let (mut town, household) = town();
    let other = town.household(FIVE, "1", 2, "201");
    let known = add(
        &mut town,
        other,
        ResidentDraft {
            citizen_id: EXAMPLE.into(),
            ..somebody("王秀英")
        },
    );
    let found = twins(&town, household, "王绣英", " 11010519491231002x ");
    assert_eq!(
        (found[0].resident, found[0].sign),
        (known, TwinSign::Number)
    );
    assert_eq!(found[0].place, "5-1-201");
    // Another number of the same day.
    let found = twins(&town, household, "王秀英", "110105194912310046");
    assert_eq!(found[0].sign, TwinSign::NameAndBirth, "{found:?}");
    let found = twins(&town, household, "李国花", "");
    assert_eq!(found[0].sign, TwinSign::SimilarName);
    assert!(twins(&town, household, "王秀英", "").is_empty());
}

#[test]
fn nobody_is_their_own_twin() {
    let (town, household) = town();
    let resident = who(&town, household)[0].id;
    let own = town.ask(TwinsQuery {
        household,
        resident: Some(resident),
        name: "李国华".into(),
        citizen_id: String::new(),
    });
    assert!(own.is_empty());
}
