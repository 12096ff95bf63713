use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, EarnedBy, Event, FieldsBuilder, Kind, PointsRule, PointsRuleId, PointsStep, Post,
    PostId, PostSort, PostStep, Reward, RewardId, Scope,
};
use chuanmen_core::merge::{EventId, Patch};
use jiff::ToSpan;
use jiff::civil::Time;

use super::calendar::Calendar;
use super::chance::Chance;
use super::ledger::{Ledger, made};
use super::staff::Staff;
use super::territory::Territory;

/// A chance of its own, so that the people of a seed stay who they are.
const OWN: u64 = 0x504f_494e;

/// What points are given for.
const RULES: [(&str, EarnedBy, i64); 4] = [
    ("岗位服务", EarnedBy::Service, 10),
    ("文化活动", EarnedBy::Activity, 5),
    ("微心愿", EarnedBy::Wish, 20),
    ("志愿者培训", EarnedBy::Desk, 20),
];

/// What for them: name, price, how many.
const REWARDS: [(&str, i64, Option<i64>); 3] = [
    ("毛巾", 15, None),
    ("洗衣液", 40, Some(20)),
    ("理发券", 60, Some(5)),
];

/// How long whom of the volunteers served last week, in minutes.
const SERVED: [(usize, i64); 3] = [(0, 90), (5, 120), (6, 180)];

/// Rules, rewards, a post that is over, who served there, and what was given and redeemed since.
pub(super) fn tell(
    (map, staff, calendar): (&Territory, &Staff, &Calendar),
    seed: u64,
    ledger: &mut Ledger,
) {
    let chance = &mut Chance::new(seed ^ OWN);
    let at = calendar.load_moment();
    let rules = (1..)
        .zip(RULES)
        .map(|(order, (name, by, points))| PointsRule {
            id: PointsRuleId(chance.id(at)),
            name: name.to_owned(),
            by,
            points,
            order,
            retired: false,
        });
    let rules: Vec<_> = rules.collect();
    let rewards = (1..)
        .zip(REWARDS)
        .map(|(order, (name, price, stock))| Reward {
            id: RewardId(chance.id(at)),
            name: name.to_owned(),
            price,
            stock,
            taken: 0,
            order,
            retired: false,
        });
    let rewards: Vec<_> = rewards.collect();
    let post = over(calendar, chance);
    let set = rules
        .iter()
        .map(|one| made(Kind::PointsRule, one.id, one.fields()));
    let set = set.chain(
        rewards
            .iter()
            .map(|one| made(Kind::Reward, one.id, one.fields())),
    );
    let author = staff.chief_supervisor();
    let patches: Vec<Patch> = set
        .chain([made(Kind::Post, post.id, post.fields())])
        .collect();
    ledger.records(at, Scope::Community(map.community), author, patches);

    let mut minute = 0;
    let mut step = |event: Event| {
        minute += 1;
        let taken = calendar.now.plus(-UnixMillis::DAY + minute * 60_000);
        ledger.step(taken, Scope::Account(author), author, event);
    };
    for (volunteer, minutes) in SERVED {
        let said = FieldsBuilder::new()
            .set("account", staff.volunteer_at(volunteer).to_string())
            .set("minutes", minutes);
        step(Event {
            id: EventId(chance.id(at)),
            kind: Kind::SignUp,
            subject: post.id.into(),
            step: PostStep::Serve.as_str().into(),
            fields: said.build(),
        });
    }
    let mut points = |account: AccountId, step: &PointsStep, points: i64, about: String| Event {
        id: EventId(chance.id(at)),
        kind: Kind::Points,
        subject: account.into(),
        step: step.as_str().into(),
        fields: FieldsBuilder::new()
            .set("points", points)
            .set("about", about)
            .build(),
    };
    if let [.., training] = rules.as_slice() {
        let to = staff.volunteer_at(5);
        let about = training.id.to_string();
        step(points(to, &PointsStep::Give, training.points, about));
    }
    if let [towel, ..] = rewards.as_slice() {
        let to = staff.volunteer_at(6);
        let about = towel.id.to_string();
        step(points(to, &PointsStep::Redeem, -towel.price, about));
    }
}

/// A post of two days ago.
fn over(calendar: &Calendar, chance: &mut Chance) -> Post {
    Post {
        id: PostId(chance.id(calendar.load_moment())),
        title: "清扫楼道".to_owned(),
        sort: PostSort::Service,
        place: "小区东门集合".to_owned(),
        on: calendar.today.saturating_sub(2.days()),
        from: Time::constant(9, 0, 0, 0),
        to: Time::constant(12, 0, 0, 0),
        seats: 6,
        text: String::new(),
        cancelled: false,
        taken: 0,
    }
}
