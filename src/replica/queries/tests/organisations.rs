use chuanmen_core::domain::{AreaId, Contact, Kind, OrganisationId, Outcome, Site, Urgency};
use uuid::Uuid;

use super::town::{FIVE, THREE, Town};
use crate::api::{
    CallDraft, Command, ConflictsQuery, HouseholdQuery, NeedDraft, NeedQuery, NeedsQuery,
    OrganisationForm, OrganisationFormQuery, OrganisationQuery, OrganisationRow,
    OrganisationsQuery, ReplicaError, SearchQuery, TodayQuery, TodayView,
};

fn at(building: AreaId, address: &str) -> Site {
    Site {
        building: Some(building),
        address: address.into(),
    }
}

fn town() -> Town {
    let mut town = Town::new();
    town.organisation("街口水果摊", |_| ());
    town.organisation("曾家面馆", |one| {
        one.site = at(FIVE, "底商 5 号");
        one.phone = "06915550123".into();
        one.contact.name = "曾国强".into();
        one.contact.phone = "13800692907".into();
    });
    town.organisation("玉香傣味园", |one| one.site = at(THREE, "底商 3 号"));
    town.organisation("老照相馆", |one| {
        one.site = at(THREE, "底商 1 号");
        one.closed = true;
    });
    town
}

fn rows(town: &Town, text: &str) -> Vec<OrganisationRow> {
    town.ask(OrganisationsQuery { text: text.into() })
}

fn names(town: &Town, text: &str) -> Vec<String> {
    rows(town, text).into_iter().map(|row| row.name).collect()
}

#[test]
fn organisations_stand_by_building_then_those_in_none_and_closed_ones_last() {
    let town = town();
    let all = ["玉香傣味园", "曾家面馆", "街口水果摊", "老照相馆"];
    assert_eq!(names(&town, " "), all);
    let row = &rows(&town, "")[1];
    assert_eq!(
        (&*row.compound, &*row.place),
        ("花卉园小区", "5 栋 底商 5 号")
    );
    assert_eq!(names(&Town::new(), ""), Vec::<String>::new());
}

#[test]
fn one_is_found_by_name_pinyin_initials_contact_telephone_and_address() {
    let town = town();
    for text in [
        "面馆",
        "zengjia",
        "zjmg",
        "曾国强",
        "zgq",
        "2907",
        "２９０７",
        "0123",
        "5 号",
    ] {
        assert_eq!(names(&town, text)[0], "曾家面馆", "{text}");
    }
    assert_eq!(
        names(&town, "907"),
        Vec::<String>::new(),
        "too short for a telephone"
    );
    assert_eq!(names(&town, "照相"), ["老照相馆"], "closed, but found");
}

#[test]
fn one_shows_its_contact_masked_its_visits_and_its_open_needs() {
    let mut town = town();
    let id = rows(&town, "zjmg")[0].id;
    town.act(Command::CallAt {
        organisation: id,
        call: CallDraft {
            outcome: Some(Outcome::Met),
            note: "灭火器过期".into(),
            needs: vec![NeedDraft {
                category: "public_facility".into(),
                text: "门口积水".into(),
                urgency: Urgency::Urgent,
            }],
            ..CallDraft::default()
        },
    });
    let view = town.ask(OrganisationQuery { organisation: id });
    assert_eq!(view.address, "花卉园小区 5 栋 底商 5 号");
    assert_eq!(view.contact_phone, Some(("138".into(), "2907".into())));
    assert_eq!(view.phone, "06915550123");
    assert_eq!((view.visit_count, &*view.visits[0].note), (1, "灭火器过期"));
    assert_eq!(view.met_at, Some(town.wall));
    assert_eq!(view.needs[0].text, "门口积水");
    assert_eq!(
        (view.needs[0].organisation, view.needs[0].household),
        (Some(id), None)
    );
    let row = rows(&town, "")
        .into_iter()
        .find(|row| row.id == id)
        .unwrap();
    assert_eq!((row.open_needs, row.met_at), (1, Some(town.wall)));

    let need = town.ask(NeedsQuery {}).remove(0);
    assert_eq!(need.place, "曾家面馆");
    let need = town.ask(NeedQuery { need: need.id });
    assert_eq!(need.address, "花卉园小区 5 栋 底商 5 号");
    assert_eq!(need.household_name, "");
}

#[test]
fn a_visit_at_an_organisation_is_nothing_to_households() {
    let mut town = town();
    let household = town.household(THREE, "2", 5, "502");
    let today = town.ask(TodayQuery {});
    let id = rows(&town, "zjmg")[0].id;
    let call = CallDraft {
        outcome: Some(Outcome::Met),
        ..CallDraft::default()
    };
    town.act(Command::CallAt {
        organisation: id,
        call,
    });
    town.deliver();
    let doors = |view: TodayView| view.trips;
    assert_eq!(doors(town.ask(TodayQuery {})), doors(today));
    let home = town.ask(HouseholdQuery { household });
    assert_eq!((home.visit_count, home.met_at), (0, None));
    assert!(
        town.ask(SearchQuery {
            text: "zjmg".into()
        })
        .is_empty()
    );
}

#[test]
fn a_disagreement_about_a_contact_names_the_organisation_and_masks_the_number() {
    let mut town = town();
    let id = rows(&town, "zjmg")[0].id;
    town.act(Command::SaveOrganisation {
        organisation: Some(id),
        form: OrganisationForm {
            contact_name: Some("曾小妹".into()),
            ..Default::default()
        },
    });
    town.deliver();
    let contact = Contact {
        name: "曾国富".into(),
        phone: "13700691111".into(),
    };
    town.colleague_writes(
        Kind::Organisation,
        id.into(),
        "contact",
        contact.value().unwrap(),
        60_000,
    );
    let conflicts = town.ask(ConflictsQuery {});
    let row = &conflicts[0];
    assert_eq!((&*row.subject, &*row.place), ("曾家面馆", ""));
    assert_eq!(row.shown.value, "曾小妹 138****2907");
    assert_eq!(row.others[0].value, "曾国富 137****1111");
    assert_eq!(
        town.ask(OrganisationQuery { organisation: id }).conflicts,
        conflicts
    );
}

#[test]
fn the_form_offers_the_buildings_and_grids_that_one_answers_for() {
    let form = town().ask(OrganisationFormQuery { organisation: None });
    assert_eq!((form.known, form.left), (None, None));
    assert_eq!(form.grids.len(), 1);
    let named: Vec<_> = form.compounds[0]
        .buildings
        .iter()
        .map(|(_, name)| &**name)
        .collect();
    assert_eq!(
        (&*form.compounds[0].compound, named),
        ("花卉园小区", vec!["3 栋", "5 栋"])
    );
}

#[test]
fn what_is_not_here_or_no_organisation_is_not_found() {
    let town = town();
    for id in [Uuid::from_u128(9), THREE.0] {
        let organisation = OrganisationId(id);
        let answer = town.try_ask(OrganisationQuery { organisation });
        assert_eq!(answer, Err(ReplicaError::NotFound));
    }
}
