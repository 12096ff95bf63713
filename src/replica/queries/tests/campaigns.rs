use chuanmen_core::domain::{
    Campaign, CampaignId, CampaignState, HouseholdId, Housing, Kind, Outcome, Relation, Role,
};
use jiff::civil::date;
use uuid::Uuid;

use super::town::{FIVE, THREE, Town};
use crate::api::{
    CampaignFormQuery, CampaignQuery, CampaignVisitFormQuery, CampaignsQuery, Command,
    HouseholdQuery, ReplicaError, VisitDraft, VisitFormQuery,
};

/// Two homes and a vacant flat in building 3, one home in building 5.
fn town() -> (Town, [HouseholdId; 3]) {
    let mut town = Town::new();
    let high = town.household(THREE, "2", 6, "602");
    let low = town.household(THREE, "2", 5, "502");
    town.household_of(THREE, "2", 4, "402", Housing::Vacant);
    let other = town.household(FIVE, "", 1, "101");
    town.resident(high, "赵秀兰", Relation::Head, &["living_alone"]);
    town.resident(low, "李国华", Relation::Head, &[]);
    (town, [high, low, other])
}

fn fire(town: &mut Town) -> CampaignId {
    town.campaign("消防安全大排查", |one| {
        one.buildings = [THREE].into();
        one.items = ["fire_exit".into()].into();
    })
}

fn visit(campaign: Option<CampaignId>, outcome: Outcome) -> VisitDraft {
    VisitDraft {
        campaign,
        outcome: Some(outcome),
        ..VisitDraft::default()
    }
}

fn progress(town: &Town, campaign: CampaignId) -> (u32, u32) {
    let row = town.ask(CampaignQuery { campaign }).row;
    (row.done, row.total)
}

#[test]
fn a_campaign_counts_homes_of_its_buildings_where_somebody_was_met_for_it() {
    let (mut town, [high, low, _]) = town();
    let campaign = fire(&mut town);
    assert_eq!(
        progress(&town, campaign),
        (0, 2),
        "nobody lives in the third flat"
    );
    for (household, of, outcome, done) in [
        (low, None, Outcome::Met, 0),
        (low, Some(campaign), Outcome::NobodyHome, 0),
        (low, Some(campaign), Outcome::Met, 1),
        (low, Some(campaign), Outcome::Met, 1),
        (high, Some(campaign), Outcome::Met, 2),
    ] {
        let visit = visit(of, outcome);
        town.act(Command::RecordVisit { household, visit });
        assert_eq!(progress(&town, campaign), (done, 2));
    }
    town.deliver();
    let view = town.ask(CampaignQuery { campaign });
    let named = (&*view.buildings[0].compound, &*view.buildings[0].name);
    assert_eq!(named, ("花卉园小区", "3 栋"));
    assert!(view.climbs.is_empty());
}

#[test]
fn a_visit_put_right_is_still_of_its_campaign_and_counts_once() {
    let (mut town, [_, low, _]) = town();
    let campaign = fire(&mut town);
    let first = visit(Some(campaign), Outcome::Met);
    town.act(Command::RecordVisit {
        household: low,
        visit: first,
    });
    let wrong = town.ask(HouseholdQuery { household: low }).visits[0].id;
    let right = VisitDraft {
        corrects: Some(wrong),
        ..visit(None, Outcome::Met)
    };
    town.act(Command::RecordVisit {
        household: low,
        visit: right,
    });
    assert_eq!(progress(&town, campaign), (1, 2));
    let wrong = town.ask(HouseholdQuery { household: low }).visits[0].id;
    let right = VisitDraft {
        corrects: Some(wrong),
        ..visit(None, Outcome::NobodyHome)
    };
    town.act(Command::RecordVisit {
        household: low,
        visit: right,
    });
    assert_eq!(
        progress(&town, campaign),
        (0, 2),
        "nobody was met after all"
    );
}

#[test]
fn the_doors_left_stand_by_staircase_from_the_top_and_only_for_who_calls() {
    let (mut town, [high, low, _]) = town();
    let campaign = fire(&mut town);
    let climbs = town.ask(CampaignQuery { campaign }).climbs;
    assert_eq!(climbs[0].address, "花卉园小区 3 栋 2 单元");
    let rooms: Vec<_> = climbs[0].doors.iter().map(|door| door.household).collect();
    assert_eq!(rooms, [high, low]);
    assert_eq!(climbs[0].doors[0].tags, ["独居老人"]);

    let mut desk = Town::of(Role::CommunitySupervisor);
    desk.household(THREE, "2", 6, "602");
    let campaign = fire(&mut desk);
    let view = desk.ask(CampaignQuery { campaign });
    assert_eq!((view.row.total, view.climbs.len()), (1, 0));
}

#[test]
fn one_that_is_limited_to_care_tags_leaves_the_others_out() {
    let (mut town, [high, ..]) = town();
    let campaign = town.campaign("冬季探访", |one| {
        one.buildings = [THREE, FIVE].into();
        one.tags = ["living_alone".into()].into();
    });
    let view = town.ask(CampaignQuery { campaign });
    assert_eq!(
        (view.row.total, view.tags),
        (1, vec!["独居老人".to_owned()])
    );
    assert_eq!(view.climbs[0].doors[0].household, high);
}

#[test]
fn its_form_asks_what_it_looks_at_beside_the_usual_and_no_other_form_does() {
    let (mut town, [high, ..]) = town();
    let campaign = fire(&mut town);
    let codes = |form: crate::api::VisitFormView| {
        let items = form.items.into_iter();
        items.map(|item| item.item.code).collect::<Vec<_>>()
    };
    let usual = codes(town.ask(VisitFormQuery { household: high }));
    assert!(!usual.contains(&"fire_exit".to_owned()));
    let form = town.ask(CampaignVisitFormQuery {
        campaign,
        household: high,
    });
    assert_eq!(form.campaign, "消防安全大排查");
    assert_eq!(form.draft.as_ref().unwrap().campaign, Some(campaign));
    assert_eq!(codes(form), [usual, vec!["fire_exit".to_owned()]].concat());

    // 无变化 fills in what the campaign asks, too.
    let unchanged = VisitDraft {
        unchanged: true,
        ..visit(Some(campaign), Outcome::Met)
    };
    town.act(Command::RecordVisit {
        household: high,
        visit: unchanged,
    });
    let row = &town.ask(HouseholdQuery { household: high }).visits[0];
    assert!(row.unchanged);
    let form = town.ask(CampaignVisitFormQuery {
        campaign,
        household: high,
    });
    assert!(
        form.items
            .iter()
            .any(|item| item.item.code == "fire_exit" && item.last == "normal")
    );
}

#[test]
fn those_that_run_come_first_then_those_to_come_then_what_is_over() {
    let (mut town, _) = town();
    let period = |from, to| move |one: &mut Campaign| (one.from, one.to) = (from, to);
    town.campaign("过去", period(date(2026, 10, 1), date(2026, 10, 9)));
    town.campaign("将来", period(date(2026, 12, 1), date(2026, 12, 9)));
    town.campaign("现在", period(date(2026, 11, 23), date(2026, 11, 23)));
    town.campaign("停了", |one| one.ended = true);
    let rows = town.ask(CampaignsQuery {});
    let rows: Vec<_> = rows.iter().map(|row| (&*row.name, row.state)).collect();
    let all = [
        ("现在", CampaignState::Running),
        ("将来", CampaignState::Planned),
        ("停了", CampaignState::Over),
        ("过去", CampaignState::Over),
    ];
    assert_eq!(rows, all);
}

#[test]
fn what_is_not_here_is_not_found() {
    let town = Town::new();
    let campaign = CampaignId(Uuid::from_u128(9));
    assert_eq!(
        town.try_ask(CampaignQuery { campaign }),
        Err(ReplicaError::NotFound)
    );
    let form = CampaignFormQuery {
        campaign: Some(campaign),
    };
    assert_eq!(town.try_ask(form), Err(ReplicaError::NotFound));
    assert!(town.ask(CampaignsQuery {}).is_empty());
    assert_eq!(Kind::from("campaign"), Kind::Campaign);
}
