use chuanmen_core::domain::{AreaId, OrganisationId, Outcome as Met, Site, Trade, Urgency};
use uuid::Uuid;

use super::problem;
use crate::api::{
    CallDraft, CallFormQuery, Command, DraftForm, DraftRow, NeedDraft, OrganisationForm,
    OrganisationFormQuery, OrganisationQuery, OrganisationView, OrganisationsQuery, Outcome,
    ReceiptQuery, ReplicaError, SyncQuery,
};
use crate::queries::tests::town::{THREE, Town};

const SHOP: &str = "曾家面馆";

fn town() -> (Town, OrganisationId) {
    let mut town = Town::new();
    let shop = town.organisation(SHOP, |one| {
        one.contact.name = "曾国强".into();
        one.contact.phone = "13800692907".into();
    });
    (town, shop)
}

fn named(name: &str) -> OrganisationForm {
    OrganisationForm {
        name: Some(name.into()),
        ..OrganisationForm::default()
    }
}

fn save(organisation: Option<OrganisationId>, form: OrganisationForm) -> Command {
    Command::SaveOrganisation { organisation, form }
}

fn shown(town: &Town, organisation: OrganisationId) -> OrganisationView {
    town.ask(OrganisationQuery { organisation })
}

fn drafts(town: &Town) -> Vec<(DraftForm, String)> {
    let drafts = town.ask(ReceiptQuery {}).drafts;
    let row = |row: DraftRow| (row.form, row.place);
    drafts.into_iter().map(row).collect()
}

fn need(text: &str) -> NeedDraft {
    NeedDraft {
        category: "public_facility".into(),
        text: text.into(),
        urgency: Urgency::Normal,
    }
}

#[test]
fn a_new_one_is_what_was_typed_put_right_and_can_be_taken_back() {
    let mut town = Town::new();
    let form = OrganisationForm {
        trade: Some(Trade::Restaurant),
        site: Some(Site {
            building: Some(THREE),
            address: " 底商 3 号 ".into(),
        }),
        phone: Some("0691-555 0123".into()),
        contact_name: Some("玉香".into()),
        contact_phone: Some("１３８ 0069 2907".into()),
        party_organisation: Some(true),
        employees: Some(" ６ ".into()),
        ..named(" 玉香傣味园 ")
    };
    let Outcome::Saved { transaction } = town.act(save(None, form)) else {
        panic!("it is saved");
    };
    let row = town
        .ask(OrganisationsQuery {
            text: String::new(),
        })
        .remove(0);
    let view = shown(&town, row.id);
    assert_eq!(
        (&*view.name, &view.trade),
        ("玉香傣味园", &Trade::Restaurant)
    );
    assert_eq!(view.address, "花卉园小区 3 栋 底商 3 号");
    assert_eq!((&*view.phone, view.employees), ("06915550123", Some(6)));
    assert_eq!(view.contact_phone, Some(("138".into(), "2907".into())));
    assert!(view.party_organisation && !view.closed);
    assert_eq!(
        town.ask(ReceiptQuery {}).waiting[0].summary.place,
        "玉香傣味园"
    );
    assert_eq!(town.act(Command::Undo { transaction }), Outcome::Done);
    assert!(
        town.ask(OrganisationsQuery {
            text: String::new()
        })
        .is_empty()
    );
}

#[test]
fn what_cannot_be_is_named_by_its_field_and_nothing_is_saved() {
    let (mut town, shop) = town();
    let none = OrganisationForm::default;
    let stranger = AreaId(Uuid::from_u128(0xdead));
    for (form, said) in [
        (none(), "name: empty"),
        (named("  "), "name: empty"),
        (
            OrganisationForm {
                phone: Some("1".into()),
                ..named("a")
            },
            "phone: form",
        ),
        (
            OrganisationForm {
                contact_phone: Some("十".into()),
                ..named("a")
            },
            "contact_phone: form",
        ),
        (
            OrganisationForm {
                employees: Some("很多".into()),
                ..named("a")
            },
            "employees: form",
        ),
        (
            OrganisationForm {
                employees: Some("-1".into()),
                ..named("a")
            },
            "employees: form",
        ),
        (
            OrganisationForm {
                trade: Some(Trade::from("homestay")),
                ..named("a")
            },
            "kind: form",
        ),
        (
            OrganisationForm {
                grid: Some(stranger),
                ..named("a")
            },
            "grid: form",
        ),
        (
            OrganisationForm {
                site: Some(Site {
                    building: Some(stranger),
                    address: String::new(),
                }),
                ..named("a")
            },
            "building: form",
        ),
    ] {
        let tried = town.attempt(save(None, form.clone()));
        assert_eq!(problem(tried), said, "{form:?}");
    }
    let empty = town.attempt(Command::CallAt {
        organisation: shop,
        call: CallDraft::default(),
    });
    assert_eq!(problem(empty), "outcome: empty");
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
}

#[test]
fn only_what_is_new_is_written_and_a_contact_goes_with_its_number() {
    let (mut town, shop) = town();
    let same = OrganisationForm {
        contact_name: Some("曾国强".into()),
        closed: Some(false),
        employees: Some(String::new()),
        note: Some(String::new()),
        site: Some(Site::default()),
        ..named("曾家面馆")
    };
    assert_eq!(town.act(save(Some(shop), same)), Outcome::Done);
    let closed = OrganisationForm {
        contact_name: Some(String::new()),
        closed: Some(true),
        ..OrganisationForm::default()
    };
    town.act(save(Some(shop), closed));
    let view = shown(&town, shop);
    assert_eq!(
        (&*view.contact, view.contact_phone, view.closed),
        ("", None, true)
    );
    assert_eq!(view.name, "曾家面馆");
}

#[test]
fn forms_are_kept_as_they_stand_until_they_are_saved() {
    let (mut town, shop) = town();
    for organisation in [None, Some(shop)] {
        let form = named("曾家米线");
        town.act(Command::KeepOrganisationForm {
            organisation,
            form: Some(form.clone()),
        });
        let left = town.ask(OrganisationFormQuery { organisation }).left;
        assert_eq!(left, Some(form.clone()));
        let row = match organisation {
            None => (DraftForm::NewOrganisation, "曾家米线"),
            Some(organisation) => (DraftForm::Organisation { organisation }, SHOP),
        };
        assert_eq!(drafts(&town), [(row.0, row.1.to_owned())]);
        town.act(save(organisation, form));
        assert_eq!(town.ask(OrganisationFormQuery { organisation }).left, None);
    }
    let call = CallDraft {
        note: "关着门".into(),
        ..CallDraft::default()
    };
    town.act(Command::KeepCall {
        organisation: shop,
        call: Some(call.clone()),
    });
    let form = town.ask(CallFormQuery { organisation: shop });
    assert_eq!(form.draft, Some(call));
    let row = DraftForm::Call { organisation: shop };
    assert_eq!(drafts(&town), [(row, "曾家米线".to_owned())]);
    town.act(Command::DiscardDraft { form: row });
    assert_eq!(drafts(&town), []);
    town.act(Command::RestoreDraft { form: row });
    town.act(Command::KeepCall {
        organisation: shop,
        call: None,
    });
    assert_eq!(drafts(&town), []);
    assert_eq!(town.ask(CallFormQuery { organisation: shop }).draft, None);
}

#[test]
fn a_call_keeps_the_needs_that_were_heard_only_if_somebody_was_met() {
    let (mut town, shop) = town();
    for (outcome, needs) in [(Met::NobodyHome, 0), (Met::Met, 1)] {
        let call = CallDraft {
            outcome: Some(outcome),
            needs: vec![need("门口积水")],
            ..CallDraft::default()
        };
        town.act(Command::CallAt {
            organisation: shop,
            call,
        });
        assert_eq!(shown(&town, shop).needs.len(), needs);
    }
    let command = Command::RaiseOrganisationNeed {
        organisation: shop,
        need: need("想装充电桩"),
    };
    town.act(command);
    let view = shown(&town, shop);
    assert_eq!((view.needs.len(), view.visit_count), (2, 2));
    let bad = town.attempt(Command::RaiseOrganisationNeed {
        organisation: shop,
        need: need(" "),
    });
    assert_eq!(problem(bad), "text: empty");
}

#[test]
fn a_contacts_number_is_shown_in_full_once_that_is_logged() {
    let (mut town, shop) = town();
    let logged = |town: &Town| -> i64 {
        let sql = "SELECT COUNT(*) FROM access_log";
        let connection = town.store.connection();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let shown = town.act(Command::RevealContact { organisation: shop });
    let phone = "13800692907".to_owned();
    assert_eq!(
        shown,
        Outcome::Revealed {
            citizen_id: None,
            phone
        }
    );
    assert_eq!(logged(&town), 1);
    let stranger = OrganisationId(Uuid::from_u128(9));
    let refused = town.attempt(Command::RevealContact {
        organisation: stranger,
    });
    assert_eq!(refused, Err(ReplicaError::NotFound));
    assert_eq!(logged(&town), 1);
}
