//! What volunteers are credited with, what the desk gives, corrects and redeems, and who is told.

use chuanmen_core::domain::{
    AccountId, Event, Kind, Ledger, PointsEntry, PointsStep, Reward, Scope,
};
use chuanmen_core::merge::{FieldName, Patch, RecordId, Value};
use chuanmen_core::protocol::Transaction;
use chuanmen_core::report::Table;

use super::town::{COMMUNITY, Phone, Town, accepted, area, community, grid, id, new, refusal};

const POST: u128 = 0xc00;
const RULE: u128 = 0xc10;
const GIFT: u128 = 0xc20;
const SOAP: u128 = 0xc30;

fn desk() -> Scope {
    Scope::Desk(area(COMMUNITY))
}

fn with(mut patch: Patch, numbers: &[(&'static str, i64)]) -> Patch {
    let numbers = numbers.iter();
    let numbers = numbers.map(|(name, number)| (FieldName::known(name), Value::from(*number)));
    patch.set.extend(numbers);
    patch
}

pub(super) fn rule(low: u128, by: &str, points: i64) -> Patch {
    let patch = new(Kind::PointsRule, low, &[("name", "岗位服务"), ("by", by)]);
    with(patch, &[("points", points), ("order", 1)])
}

fn reward(price: i64, stock: i64) -> Patch {
    let patch = new(Kind::Reward, SOAP, &[("name", "洗衣液")]);
    with(patch, &[("price", price), ("stock", stock)])
}

/// A post that lies behind.
fn post() -> Patch {
    let post = new(
        Kind::Post,
        POST,
        &[
            ("title", "义务理发"),
            ("sort", "service"),
            ("on", "2026-11-20"),
            ("from", "09:00"),
            ("to", "11:00"),
        ],
    );
    with(post, &[("seats", 9)])
}

/// A post that lies behind, a rule of ten an hour, one of five each time, and a reward for 15.
async fn town() -> (Town, Phone) {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let made = vec![
        post(),
        rule(RULE, "service", 10),
        rule(GIFT, "desk", 5),
        reward(15, 1),
    ];
    let made = supervisor.saves(community(), made);
    accepted(&town.sync(&supervisor, vec![made]).await.answers[0]);
    (town, supervisor)
}

fn marks(desk: &mut Phone, of: AccountId, minutes: i64) -> Transaction {
    let own = Scope::Account(desk.account);
    let step = if minutes > 0 { "serve" } else { "miss" };
    let mut asked = desk.takes(own, Kind::SignUp, RecordId(id(POST)), step);
    asked.events[0].fields = [
        (FieldName::known("account"), of.to_string().into()),
        (FieldName::known("minutes"), minutes.into()),
    ]
    .into();
    asked
}

fn asks(desk: &mut Phone, of: AccountId, step: &str, points: i64, about: u128) -> Transaction {
    let own = Scope::Account(desk.account);
    let mut asked = desk.takes(own, Kind::Points, of.into(), step);
    asked.events[0].fields = [
        (FieldName::known("points"), points.into()),
        (FieldName::known("about"), id(about).to_string().into()),
        (FieldName::known("note"), "当面说过".into()),
    ]
    .into();
    asked
}

async fn sends(town: &Town, phone: &Phone, asked: Transaction) -> String {
    refusal(&town.sync(phone, vec![asked]).await.answers[0]).to_owned()
}

pub(super) fn entries(town: &Town, scope: Scope, of: AccountId) -> Vec<PointsEntry> {
    let read = town.hub.store().read().unwrap();
    let key = read.community(area(COMMUNITY)).unwrap().unwrap();
    let rows = read.scopes(key).unwrap();
    let Some(row) = rows.iter().find(|row| row.scope == scope) else {
        return Vec::new();
    };
    let events = read
        .events_of(key, row.number, &[of.into()].into())
        .unwrap();
    Ledger::fold(events.into_iter().map(|row| row.event)).entries
}

fn balance(town: &Town, of: AccountId) -> i64 {
    let all = entries(town, desk(), of).into_iter();
    all.map(|entry| entry.points).sum()
}

#[tokio::test]
async fn only_a_supervisor_sets_rules_and_rewards_and_nobody_but_the_hub_counts_what_is_redeemed() {
    let town = Town::new();
    for (login, scope, answer) in [
        ("volunteer", community(), "read_only"),
        ("member", community(), "read_only"),
        ("member", grid(1), "not_granted"),
        ("supervisor", grid(1), "not_granted"),
        ("supervisor", desk(), "read_only"),
        ("supervisor", community(), "accepted"),
    ] {
        let mut phone = town.phone(login);
        for patch in [rule(RULE, "service", 10), reward(15, 1)] {
            let made = phone.saves(scope, vec![patch]);
            assert_eq!(
                sends(&town, &phone, made).await,
                answer,
                "{login} in {scope}"
            );
        }
    }
    let mut supervisor = town.phone("supervisor");
    let counted = with(
        new(Kind::Reward, 0xc31, &[("name", "牙刷")]),
        &[("taken", 0)],
    );
    let made = supervisor.saves(community(), vec![counted]);
    assert_eq!(sends(&town, &supervisor, made).await, "not_granted");
}

#[tokio::test]
async fn hours_are_credited_when_they_are_marked_and_by_the_difference_when_marked_again() {
    let (town, mut supervisor) = town().await;
    let volunteer = town.phone("volunteer").account;
    let first = marks(&mut supervisor, volunteer, 90);
    assert_eq!(sends(&town, &supervisor, first.clone()).await, "accepted");
    assert_eq!(balance(&town, volunteer), 15);
    // Sent again, as after an answer that was lost.
    assert_eq!(sends(&town, &supervisor, first).await, "accepted");
    assert_eq!(entries(&town, desk(), volunteer).len(), 1);
    // Another rule holds from now on; what was credited stays as it was.
    let stands = town.stands(community());
    let stands = stands.iter().find(|it| it.id.0 == id(RULE)).unwrap();
    let more = [(FieldName::known("points"), 60.into())].into();
    let more = supervisor.saves(community(), vec![Patch::edit(stands, more)]);
    assert_eq!(sends(&town, &supervisor, more).await, "accepted");
    for (minutes, points) in [(90, 15), (120, 20), (30, 5), (0, 0), (60, 10)] {
        let again = marks(&mut supervisor, volunteer, minutes);
        assert_eq!(sends(&town, &supervisor, again).await, "accepted");
        assert_eq!(balance(&town, volunteer), points, "{minutes} minutes");
    }
    let chief = town.phone("chief").account;
    let other = marks(&mut supervisor, chief, 60);
    assert_eq!(sends(&town, &supervisor, other).await, "accepted");
    assert_eq!((balance(&town, chief), balance(&town, volunteer)), (60, 10));
}

#[tokio::test]
async fn grid_members_get_no_points_wherever_they_help() {
    let (town, mut supervisor) = town().await;
    for login in ["member", "informant", "supervisor", "company"] {
        let account = town.phone(login).account;
        let marked = marks(&mut supervisor, account, 120);
        assert_eq!(sends(&town, &supervisor, marked).await, "accepted");
        let given = asks(&mut supervisor, account, "give", 5, GIFT);
        assert_eq!(sends(&town, &supervisor, given).await, "step_not_allowed");
        assert!(entries(&town, desk(), account).is_empty(), "{login}");
    }
}

#[tokio::test]
async fn each_hears_of_their_own_points_and_nobody_but_the_desk_of_anothers() {
    let (town, mut supervisor) = town().await;
    let volunteer = town.phone("volunteer").account;
    let all = vec![
        marks(&mut supervisor, volunteer, 120),
        asks(&mut supervisor, volunteer, "give", 5, GIFT),
        asks(&mut supervisor, volunteer, "redeem", -15, SOAP),
    ];
    // In one push: what is redeemed was credited just before.
    let answers = town.sync(&supervisor, all).await.answers;
    assert!(answers.iter().all(|answer| refusal(answer) == "accepted"));
    let kept = entries(&town, desk(), volunteer);
    let read: Vec<_> = kept
        .iter()
        .map(|it| (&it.step, it.points, &*it.name))
        .collect();
    assert_eq!(
        read,
        [
            (&PointsStep::Serve, 20, "义务理发"),
            (&PointsStep::Give, 5, "岗位服务"),
            (&PointsStep::Redeem, -15, "洗衣液"),
        ]
    );
    assert!(kept.iter().all(|entry| entry.by == supervisor.account));
    let told = entries(&town, Scope::Account(volunteer), volunteer);
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|entry| entry.by != supervisor.account));
    for login in [
        "chief",
        "member",
        "company",
        "subdistrict",
        "volunteer",
        "supervisor",
    ] {
        let mut phone = town.phone(login);
        let heard = serde_json::to_string(&town.drain(&mut phone, 1 << 20).await).unwrap();
        let knows = matches!(login, "volunteer" | "supervisor");
        assert_eq!(heard.contains("\"ledger\""), knows, "{login}");
    }
    // What a fresh phone is given stands in the same order, each entry once.
    let mut fresh = town.phone("volunteer");
    let pages = town.drain(&mut fresh, 1 << 20).await;
    let told = serde_json::to_value(&pages).unwrap().to_string();
    assert_eq!(told.matches("\"redeem\"").count(), 1);
}

#[tokio::test]
async fn nobody_but_the_desk_asks_for_points_and_nobody_writes_a_ledger() {
    let (town, _) = town().await;
    let of = town.phone("volunteer").account;
    for login in [
        "volunteer",
        "chief",
        "member",
        "informant",
        "company",
        "subdistrict",
    ] {
        let mut phone = town.phone(login);
        for (step, points, about) in [
            ("give", 5, GIFT),
            ("correct", 5, GIFT),
            ("redeem", -15, SOAP),
        ] {
            let asked = asks(&mut phone, of, step, points, about);
            assert_eq!(
                sends(&town, &phone, asked).await,
                "step_not_allowed",
                "{login}: {step}"
            );
        }
    }
    for login in ["volunteer", "supervisor"] {
        let mut phone = town.phone(login);
        for (scope, answer) in [
            (Scope::Account(phone.account), "unknown_subject"),
            (
                desk(),
                if login == "supervisor" {
                    "read_only"
                } else {
                    "not_granted"
                },
            ),
        ] {
            let mut forged = asks(&mut phone, of, "give", 5, GIFT);
            forged.scope = scope;
            forged.events[0].kind = Kind::Ledger;
            assert_eq!(
                sends(&town, &phone, forged).await,
                answer,
                "{login} in {scope}"
            );
        }
    }
    let mut sister = town.phone("sister");
    let asked = asks(&mut sister, of, "give", 5, GIFT);
    assert_eq!(sends(&town, &sister, asked).await, "unknown_subject");
    assert!(entries(&town, desk(), of).is_empty());
}

#[tokio::test]
async fn of_two_desks_that_redeem_at_once_the_second_is_told_that_it_is_not_enough() {
    let (town, mut supervisor) = town().await;
    let mut other = town.phone("supervisor");
    let (volunteer, chief) = (town.phone("volunteer").account, town.phone("chief").account);
    for account in [volunteer, chief] {
        let marked = marks(&mut supervisor, account, 120);
        assert_eq!(sends(&town, &supervisor, marked).await, "accepted");
    }
    // Each desk sees twenty points and one bottle.
    let first = asks(&mut supervisor, volunteer, "redeem", -15, SOAP);
    let second = asks(&mut other, chief, "redeem", -15, SOAP);
    let third = asks(&mut other, volunteer, "correct", -6, SOAP);
    assert_eq!(sends(&town, &supervisor, first).await, "accepted");
    assert_eq!(sends(&town, &other, second).await, "terms_changed");
    assert_eq!(sends(&town, &other, third).await, "not_enough_points");
    assert_eq!((balance(&town, volunteer), balance(&town, chief)), (5, 20));
    let rewards = town.stands(community());
    let soap = rewards.iter().find_map(Reward::read).unwrap();
    assert_eq!((soap.taken, soap.left()), (1, Some(0)));
    // Two in one push are judged one after the other, too.
    let stands = rewards.iter().find(|it| it.kind == Kind::Reward).unwrap();
    let fields = [(FieldName::known("stock"), 9.into())].into();
    let more = supervisor.saves(community(), vec![Patch::edit(stands, fields)]);
    let both = vec![
        more,
        asks(&mut supervisor, chief, "redeem", -15, SOAP),
        asks(&mut supervisor, chief, "redeem", -15, SOAP),
    ];
    let answers = town.sync(&supervisor, both).await.answers;
    let words: Vec<_> = answers.iter().map(refusal).collect();
    assert_eq!(words, ["accepted", "accepted", "not_enough_points"]);
    assert_eq!(balance(&town, chief), 5);
}

#[tokio::test]
async fn a_step_about_points_that_is_none_changes_nothing() {
    let (town, mut supervisor) = town().await;
    let volunteer = town.phone("volunteer").account;
    let marked = marks(&mut supervisor, volunteer, 600);
    assert_eq!(sends(&town, &supervisor, marked).await, "accepted");
    let before = balance(&town, volunteer);
    let wrong = |asked: &mut Transaction, name: &'static str, value: Value| {
        asked.events[0].fields.insert(FieldName::known(name), value);
    };
    for (step, points, about, answer) in [
        ("redeem", -14, SOAP, "terms_changed"),
        ("redeem", 15, SOAP, "terms_changed"),
        ("redeem", -15, 0xdead, "terms_changed"),
        ("redeem", -10, RULE, "bad_value"),
        ("give", 6, GIFT, "terms_changed"),
        ("give", 10, RULE, "terms_changed"),
        ("correct", 0, SOAP, "bad_value"),
        ("correct", 100_001, SOAP, "bad_value"),
        ("serve", 10, POST, "step_not_allowed"),
        ("wish", 10, POST, "step_not_allowed"),
        ("steal", 10, POST, "step_not_allowed"),
    ] {
        let asked = asks(&mut supervisor, volunteer, step, points, about);
        assert_eq!(
            sends(&town, &supervisor, asked).await,
            answer,
            "{step} {points}"
        );
    }
    let mut asked = asks(&mut supervisor, volunteer, "correct", 5, SOAP);
    wrong(&mut asked, "note", "".into());
    assert_eq!(sends(&town, &supervisor, asked).await, "bad_value");
    let mut asked = asks(&mut supervisor, volunteer, "correct", 5, SOAP);
    wrong(&mut asked, "points", "五".into());
    assert_eq!(sends(&town, &supervisor, asked).await, "bad_value");
    let mut two = asks(&mut supervisor, volunteer, "correct", 5, SOAP);
    two.events.push(Event {
        id: chuanmen_core::merge::EventId(uuid::Uuid::now_v7()),
        ..two.events[0].clone()
    });
    assert_eq!(sends(&town, &supervisor, two).await, "bad_value");
    let nobody = asks(&mut supervisor, AccountId(id(0xdead)), "correct", 5, SOAP);
    assert_eq!(sends(&town, &supervisor, nobody).await, "unknown_subject");
    assert_eq!(balance(&town, volunteer), before);
}

#[tokio::test]
async fn what_a_desk_did_without_a_network_is_credited_by_the_rule_of_its_time() {
    let town = Town::new();
    let mut supervisor = town.phone("supervisor");
    let volunteer = town.phone("volunteer").account;
    let made = supervisor.saves(community(), vec![post(), rule(RULE, "service", 10)]);
    let record = chuanmen_core::merge::Record::from_patch(&made.patches[1], made.stamp);
    let more = [(FieldName::known("points"), 60.into())].into();
    let first = marks(&mut supervisor, volunteer, 60);
    let more = supervisor.saves(community(), vec![Patch::edit(&record, more)]);
    let all = vec![made, first, more];
    let answers = town.sync(&supervisor, all).await.answers;
    assert!(answers.iter().all(|answer| refusal(answer) == "accepted"));
    assert_eq!(balance(&town, volunteer), 10);
}

#[tokio::test]
async fn a_communitys_own_supervisors_read_hours_and_points_as_reports_and_nobody_else() {
    let (town, mut supervisor) = town().await;
    let volunteer = town.phone("volunteer").account;
    let marked = marks(&mut supervisor, volunteer, 90);
    assert_eq!(sends(&town, &supervisor, marked).await, "accepted");
    let given = asks(&mut supervisor, volunteer, "give", 5, GIFT);
    assert_eq!(sends(&town, &supervisor, given).await, "accepted");
    let community = area(COMMUNITY);
    for (report, rows) in [("hours", 1), ("points", 2)] {
        let path = format!("/v1/reports/{report}?month=2026-11&community={community}");
        let (_, table): (_, Table) = town.json(supervisor.get(&path)).await;
        assert_eq!(table.rows.len(), rows, "{report}");
        for login in ["subdistrict", "sister", "member", "volunteer"] {
            let refused = town.refused(town.phone(login).get(&path)).await;
            assert_eq!(refused, (403, "not_granted".into()), "{login}: {report}");
        }
    }
}
