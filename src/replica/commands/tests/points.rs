use chuanmen_core::domain::{AccountId, EarnedBy, Kind, PointsRuleId, PointsStep, RewardId, Role};
use chuanmen_core::merge::RecordId;
use chuanmen_core::protocol::{Answer, RefusalCode};

use super::problem;
use crate::api::{
    Command, LedgerQuery, LedgerView, Outcome, PointsForm, PointsQuery, PointsRuleForm, PostsQuery,
    ReplicaError, RewardForm,
};
use crate::queries::tests::town::{Town, YAN, ZHOU};

fn rule(name: &str, by: EarnedBy, points: &str) -> Command {
    Command::SavePointsRule {
        rule: None,
        form: PointsRuleForm {
            name: name.into(),
            by,
            points: points.into(),
        },
    }
}

fn reward(price: &str, stock: &str) -> Command {
    Command::SaveReward {
        reward: None,
        form: RewardForm {
            name: "洗衣液".into(),
            price: price.into(),
            stock: stock.into(),
        },
    }
}

fn step(account: AccountId, step: PointsStep, about: Option<RecordId>, said: [&str; 2]) -> Command {
    let [points, note] = said.map(str::to_owned);
    Command::TakePoints {
        account,
        form: PointsForm {
            step,
            about,
            points,
            note,
        },
    }
}

fn ledger(town: &Town, account: Option<AccountId>) -> LedgerView {
    town.ask(LedgerQuery {
        account,
        from: None,
        to: None,
    })
}

/// A desk, a volunteer whom it knows, a rule of twenty each time and a reward for 15.
fn town() -> (Town, PointsRuleId, RewardId) {
    let mut town = Town::of(Role::CommunitySupervisor);
    town.add_volunteer();
    town.act(rule("志愿者培训", EarnedBy::Desk, "20"));
    town.act(reward("15", "1"));
    let view = town.ask(PointsQuery {});
    (town, view.rules[0].id, view.rewards[0].id)
}

#[test]
fn rules_and_rewards_are_added_changed_and_retired() {
    let (mut town, id, reward) = town();
    let form = PointsRuleForm {
        name: "志愿者培训".into(),
        by: EarnedBy::Desk,
        points: "２５".into(),
    };
    let rule = Some(id);
    let change = Command::SavePointsRule { rule, form };
    town.act(change.clone());
    assert_eq!(town.act(change), Outcome::Done);
    town.act(Command::RetireEntry {
        kind: Kind::Reward,
        id: reward.into(),
        retired: true,
    });
    let view = town.ask(PointsQuery {});
    assert_eq!(view.rules[0].points, 25);
    assert!(view.rewards[0].retired);
}

#[test]
fn what_is_no_rule_and_no_reward_is_refused_at_its_field() {
    let (mut town, ..) = town();
    town.act(rule("岗位服务", EarnedBy::Service, "10"));
    for (wrong, said) in [
        (rule("", EarnedBy::Desk, "5"), "name: empty"),
        (rule("志愿者培训", EarnedBy::Desk, "5"), "name: twice"),
        (rule("夜巡", EarnedBy::Desk, "1.5"), "points: number"),
        (rule("夜巡", EarnedBy::Desk, "0"), "points: range"),
        (rule("夜巡", EarnedBy::Desk, "1001"), "points: range"),
        (rule("夜巡", EarnedBy::Service, "5"), "by: twice"),
        (reward("15", ""), "name: twice"),
    ] {
        assert_eq!(problem(town.attempt(wrong)), said);
    }
}

#[test]
fn the_desk_gives_redeems_and_corrects_and_takes_no_more_than_there_is() {
    let (mut town, rule, reward) = town();
    let (rule, soap) = (Some(rule.into()), Some(reward.into()));
    let redeem = || step(YAN, PointsStep::Redeem, soap, ["", ""]);
    assert_eq!(problem(town.attempt(redeem())), "points: short");
    town.act(step(YAN, PointsStep::Give, rule, ["", ""]));
    town.act(redeem());
    assert_eq!(problem(town.attempt(redeem())), "points: short");
    let correct = |points, why| step(YAN, PointsStep::Correct, None, [points, why]);
    assert_eq!(
        problem(town.attempt(correct("－6", "记错了"))),
        "points: short"
    );
    assert_eq!(
        problem(town.attempt(correct("五", "记错了"))),
        "points: form"
    );
    assert_eq!(problem(town.attempt(correct("5", " "))), "note: empty");
    town.act(correct("－5", "记错了"));
    let view = ledger(&town, Some(YAN));
    let points: Vec<_> = view.rows.iter().map(|row| row.points).collect();
    assert_eq!((view.balance, points), (0, vec![-5, -15, 20]));
    assert!(view.rows.iter().all(|row| row.pending));
    let people = town.ask(PointsQuery {}).people;
    assert_eq!(
        people.iter().map(|one| one.balance).collect::<Vec<_>>(),
        [0]
    );
    // Whom the community does not count in points.
    let given = town.attempt(step(ZHOU, PointsStep::Give, rule, ["", ""]));
    assert_eq!(given.unwrap_err(), ReplicaError::NotFound);
}

#[test]
fn what_the_hub_sends_back_stands_with_the_points_that_it_was_about_and_counts_for_nothing() {
    let (mut town, rule, reward) = town();
    town.deliver();
    let (rule, soap) = (Some(rule.into()), Some(reward.into()));
    town.act(step(YAN, PointsStep::Give, rule, ["", ""]));
    town.act(step(YAN, PointsStep::Redeem, soap, ["", ""]));
    assert!(ledger(&town, Some(YAN)).refused.is_empty());
    town.answer_all(|_| Answer::Refused {
        code: RefusalCode::NotEnoughPoints,
        detail: String::new(),
    });
    let view = ledger(&town, Some(YAN));
    assert_eq!((view.balance, view.rows.len()), (0, 0));
    let steps = view.refused.iter().map(|row| {
        assert_eq!(row.refused, Some(RefusalCode::NotEnoughPoints));
        row.summary.points_steps.concat()
    });
    assert_eq!(steps.collect::<Vec<_>>(), ["redeem", "give"]);
}

#[test]
fn nobody_else_touches_points_and_nobody_sees_anothers() {
    for role in [Role::Volunteer, Role::BuildingChief, Role::GridMember] {
        let earns = PointsStep::are_for(&role);
        let mut town = Town::of(role);
        town.add_volunteer();
        let command = step(YAN, PointsStep::Correct, None, ["5", "记错了"]);
        assert_eq!(
            town.attempt(command).unwrap_err(),
            ReplicaError::StepNotPossible
        );
        let made = town.attempt(rule("夜巡", EarnedBy::Desk, "5"));
        assert_eq!(made.unwrap_err(), ReplicaError::StepNotPossible);
        let seen = town.try_ask(LedgerQuery {
            account: Some(YAN),
            from: None,
            to: None,
        });
        assert_eq!(seen.unwrap_err(), ReplicaError::NotFound);
        assert!(town.ask(PointsQuery {}).people.is_empty());
        assert_eq!(ledger(&town, None).balance, 0);
        assert_eq!(town.ask(PostsQuery {}).points.is_some(), earns);
    }
}
