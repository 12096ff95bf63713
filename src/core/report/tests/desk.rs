//! 志愿服务时长 and 积分台账.

use jiff::civil::time;
use uuid::Uuid;

use super::village::*;
use crate::domain::*;
use crate::merge::{EventId, RecordId, ReplicaId, Stamp};
use crate::report::{ReportName, Table};

const DESK: Scope = Scope::Desk(area(1));

fn account(village: &mut Village, number: u128, name: &str, role: Role) -> AccountId {
    let id = AccountId(Uuid::from_u128(0xC100 + number));
    let who = Account {
        id,
        name: name.into(),
        role,
    };
    let fields = who.fields();
    village.put(Scope::Community(area(1)), Kind::Account, id, fields);
    id
}

fn post(village: &mut Village, title: &str, on: &str) -> RecordId {
    let id = village.fresh();
    let post = Post {
        id: id.into(),
        title: title.into(),
        sort: PostSort::Service,
        place: "服务中心".into(),
        on: day(on),
        from: time(9, 0, 0, 0),
        to: time(11, 0, 0, 0),
        seats: 5,
        text: String::new(),
        cancelled: false,
        taken: 0,
    };
    village.put(Scope::Community(area(1)), Kind::Post, id, post.fields());
    id
}

fn tell(village: &mut Village, scope: Scope, event: Event) {
    let seq = u64::try_from(village.events.len()).unwrap();
    let stored = StoredEvent {
        event,
        author: ROUSHAN,
        stamp: Stamp::new(now(), 0, ReplicaId(1)),
        order: EventOrder::Hub {
            seq,
            index: 0,
            at: now(),
        },
    };
    village.events.push((scope, stored));
}

fn served(village: &mut Village, scope: Scope, post: RecordId, who: AccountId, minutes: i64) {
    let fields = FieldsBuilder::new()
        .set("account", who)
        .set("minutes", minutes);
    let event = Event {
        id: EventId(village.fresh().0),
        kind: Kind::Post,
        subject: post,
        step: PostStep::Serve.as_str().into(),
        fields: fields.build(),
    };
    tell(village, scope, event);
}

fn credited(village: &mut Village, who: AccountId, step: &PointsStep, points: i64, name: &str) {
    let fields = FieldsBuilder::new().set("points", points).set("name", name);
    let event = Event {
        id: EventId(village.fresh().0),
        kind: Kind::Ledger,
        subject: who.into(),
        step: step.as_str().into(),
        fields: fields.build(),
    };
    // Whose they are is told of it too, under the same id.
    tell(village, Scope::Account(who), event.clone());
    tell(village, DESK, event);
}

/// Some columns of each row: `玉香 2026-11-20 1.5`
fn rows(table: &Table, keys: &[&str]) -> Vec<String> {
    let place = |key: &&str| table.columns.iter().position(|column| column.key == **key);
    let places: Vec<_> = keys.iter().map(|key| place(key).unwrap()).collect();
    let rows = table.rows.iter();
    rows.map(|row| {
        let said: Vec<_> = places.iter().map(|place| row[*place].words()).collect();
        said.join(" ")
    })
    .collect()
}

#[test]
fn each_service_of_the_month_stands_with_what_it_makes_in_the_year() {
    let mut village = Village::new();
    let xiang = account(&mut village, 1, "玉香", Role::Volunteer);
    let ai = account(&mut village, 2, "艾叶", Role::BuildingChief);
    let days = ["2025-12-31", "2026-03-02", "2026-11-05", "2026-11-20"];
    let posts = days.map(|day| post(&mut village, "义务理发", day));
    for (post, minutes) in posts.into_iter().zip([600, 60, 90, 100]) {
        served(&mut village, DESK, post, xiang, minutes);
    }
    served(&mut village, DESK, posts[3], ai, 45);
    let table = village.table(&ReportName::Hours);
    assert_eq!(table.title, "花卉园社区志愿服务时长（2026年11月）");
    assert_eq!(
        rows(
            &table,
            &["number", "volunteer", "day", "hours", "year_hours"]
        ),
        [
            "1 玉香 2026-11-05 1.5 2.5",
            "2 玉香 2026-11-20 1.67 4.17",
            "3 艾叶 2026-11-20 0.75 0.75",
        ]
    );
}

#[test]
fn hours_marked_again_count_as_marked_last_and_what_is_only_asked_for_counts_nowhere() {
    let mut village = Village::new();
    let xiang = account(&mut village, 1, "玉香", Role::Volunteer);
    let post = post(&mut village, "义务理发", "2026-11-20");
    served(&mut village, DESK, post, xiang, 120);
    served(&mut village, DESK, post, xiang, 60);
    served(&mut village, Scope::Account(ROUSHAN), post, xiang, 240);
    let table = village.table(&ReportName::Hours);
    assert_eq!(rows(&table, &["hours"]), ["1"]);
}

#[test]
fn what_grid_members_do_at_posts_is_in_no_list() {
    let mut village = Village::new();
    let post = post(&mut village, "义务理发", "2026-11-20");
    served(&mut village, DESK, post, ROUSHAN, 120);
    assert!(village.table(&ReportName::Hours).rows.is_empty());
}

#[test]
fn each_entry_of_a_ledger_stands_once_with_the_balance_after_it() {
    let mut village = Village::new();
    let xiang = account(&mut village, 1, "玉香", Role::Volunteer);
    credited(&mut village, xiang, &PointsStep::Serve, 15, "义务理发");
    credited(&mut village, xiang, &PointsStep::Give, 5, "防汛值守");
    credited(&mut village, xiang, &PointsStep::Wish, 20, "7");
    credited(&mut village, xiang, &PointsStep::Redeem, -12, "洗衣液");
    let table = village.table(&ReportName::Points);
    assert_eq!(
        rows(
            &table,
            &["volunteer", "reason", "about", "points", "balance"]
        ),
        [
            "玉香 兑换 洗衣液 -12 28",
            "玉香 微心愿 7 号 20 40",
            "玉香 奖励 防汛值守 5 20",
            "玉香 服务 义务理发 15 15",
        ]
    );
}

#[test]
fn a_grid_narrows_both_to_those_who_answer_for_something_in_it() {
    let mut village = Village::new();
    let chief = account(&mut village, 1, "玉香", Role::BuildingChief);
    let volunteer = account(&mut village, 2, "艾叶", Role::Volunteer);
    let grant = Grant {
        id: village.fresh(),
        account: chief,
        role: Role::BuildingChief,
        area: area(31),
        party: None,
    };
    let fields = grant.fields();
    village.put(Scope::Community(area(1)), Kind::Grant, grant.id, fields);
    let post = post(&mut village, "义务理发", "2026-11-20");
    for who in [chief, volunteer] {
        served(&mut village, DESK, post, who, 60);
        credited(&mut village, who, &PointsStep::Serve, 10, "义务理发");
    }
    let facts = village.facts();
    for name in [ReportName::Hours, ReportName::Points] {
        let table = facts.table(&name, Some(GRID_1), NOVEMBER, now()).unwrap();
        assert_eq!(rows(&table, &["volunteer"]), ["玉香"], "{name}");
    }
}
