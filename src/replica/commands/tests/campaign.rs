use std::collections::BTreeMap;

use chuanmen_core::domain::{AreaId, Campaign, CampaignState, Role};
use jiff::civil::date;
use uuid::Uuid;

use super::problem;
use crate::api::{
    CampaignForm, CampaignFormQuery, CampaignRow, CampaignsQuery, ChangesQuery, Command, Outcome,
    ReplicaError, SyncQuery,
};
use crate::queries::tests::town::{FIVE, THREE, Town};

fn form() -> CampaignForm {
    CampaignForm {
        name: Some(" 冬季消防安全排查 ".into()),
        text: Some("看灭火器".into()),
        from: Some(date(2026, 11, 20)),
        to: Some(date(2026, 12, 20)),
        buildings: BTreeMap::from([(THREE, true), (FIVE, true)]),
        items: BTreeMap::from([("power_gas".to_owned(), true)]),
        ..CampaignForm::default()
    }
}

fn made(town: &mut Town) -> CampaignRow {
    town.act(Command::SaveCampaign {
        campaign: None,
        form: form(),
    });
    town.ask(CampaignsQuery {}).remove(0)
}

#[test]
fn a_supervisor_makes_a_campaign_changes_it_and_ends_it() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let row = made(&mut town);
    assert_eq!(
        (&*row.name, row.state),
        ("冬季消防安全排查", CampaignState::Running)
    );
    let campaign = Some(row.id);
    let known = |town: &Town| town.ask(CampaignFormQuery { campaign }).known.unwrap();
    assert_eq!(known(&town).buildings, [THREE, FIVE].into());

    let nothing = CampaignForm {
        name: Some("冬季消防安全排查".into()),
        buildings: BTreeMap::from([(THREE, true)]),
        tags: BTreeMap::from([("living_alone".to_owned(), false)]),
        ..CampaignForm::default()
    };
    let same = town.act(Command::SaveCampaign {
        campaign,
        form: nothing,
    });
    assert_eq!(same, Outcome::Done);

    let less = CampaignForm {
        buildings: BTreeMap::from([(FIVE, false)]),
        items: BTreeMap::from([("power_gas".to_owned(), false), ("mood".to_owned(), true)]),
        ended: Some(true),
        ..CampaignForm::default()
    };
    town.act(Command::SaveCampaign {
        campaign,
        form: less,
    });
    let known = known(&town);
    assert_eq!((known.buildings, known.ended), ([THREE].into(), true));
    assert_eq!(known.items, ["mood".to_owned()].into());
    assert_eq!(town.ask(CampaignsQuery {})[0].state, CampaignState::Over);
}

#[test]
fn what_cannot_be_is_named_by_its_field_and_nothing_is_saved() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let stranger = AreaId(Uuid::from_u128(0xdead));
    for (form, said) in [
        (
            CampaignForm {
                name: None,
                ..form()
            },
            "name: empty",
        ),
        (
            CampaignForm {
                from: None,
                ..form()
            },
            "from: empty",
        ),
        (
            CampaignForm {
                to: Some(date(2026, 11, 19)),
                ..form()
            },
            "to: early",
        ),
        (
            CampaignForm {
                buildings: BTreeMap::new(),
                ..form()
            },
            "buildings: empty",
        ),
        (
            CampaignForm {
                buildings: BTreeMap::from([(stranger, true)]),
                ..form()
            },
            "buildings: form",
        ),
        (
            CampaignForm {
                items: BTreeMap::from([("no such".to_owned(), true)]),
                ..form()
            },
            "items: form",
        ),
        (
            CampaignForm {
                tags: BTreeMap::from([("nobody".to_owned(), true)]),
                ..form()
            },
            "tags: form",
        ),
    ] {
        let tried = town.attempt(Command::SaveCampaign {
            campaign: None,
            form,
        });
        assert_eq!(problem(tried), said);
    }
    assert_eq!(town.ask(SyncQuery {}).waiting, 0);
}

#[test]
fn nobody_else_makes_one() {
    for role in [
        Role::GridMember,
        Role::Volunteer,
        Role::SubdistrictSupervisor,
    ] {
        let mut town = Town::of(role);
        let tried = town.attempt(Command::SaveCampaign {
            campaign: None,
            form: form(),
        });
        assert_eq!(tried, Err(ReplicaError::StepNotPossible));
    }
}

#[test]
fn who_changed_a_campaign_and_what_is_told_in_words() {
    let mut town = Town::of(Role::CommunitySupervisor);
    let row = made(&mut town);
    town.deliver();
    town.wall = town.wall.plus(60_000);
    let less = CampaignForm {
        to: Some(date(2026, 12, 31)),
        buildings: BTreeMap::from([(FIVE, false)]),
        tags: BTreeMap::from([("living_alone".to_owned(), true)]),
        ..CampaignForm::default()
    };
    town.act(Command::SaveCampaign {
        campaign: Some(row.id),
        form: less,
    });
    town.deliver();
    let records = vec![row.id.into()];
    let told = town.ask(ChangesQuery { records }).into_iter();
    let told = told.filter_map(|row| Some((row.field?, row.before, row.after)));
    let mut told: Vec<_> = told
        .map(|(field, before, after)| {
            let set = field.as_str().split('/').next().unwrap_or_default();
            (set.to_owned(), before.unwrap_or_default(), after)
        })
        .collect();
    told.sort();
    let told: Vec<_> = told
        .iter()
        .map(|(field, before, after)| (field.as_str(), before.as_str(), after.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("building", "花卉园小区 5 栋", ""),
            ("tag", "", "独居老人"),
            ("to", "2026-12-20", "2026-12-31"),
        ]
    );
}

#[test]
fn whoever_is_not_shown_a_control_tag_is_not_told_that_a_campaign_has_it() {
    let told = |role: Role| {
        let mut town = Town::of(role);
        town.control_tag("correction", "社区矫正");
        let campaign = town.campaign("冬季走访", |_| {});
        town.colleague_limits(campaign, "correction");
        let records = vec![campaign.into()];
        let rows = town.ask(ChangesQuery { records }).into_iter();
        let fields = rows.filter_map(|row| row.field);
        let tags = fields.filter(|field| field.member_of(Campaign::TAG).is_some());
        tags.count()
    };
    assert_eq!(told(Role::CommunitySupervisor), 1);
    assert_eq!(told(Role::Informant), 0);
}
